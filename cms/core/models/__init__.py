"""What other apps may use of the core's models."""

from .base_page import BasePage
from .media import SiteDocument, SiteImage, SiteRendition
from .municipality import Municipality
from .translated_page import ChangeWeight, TranslatedPage, translated_page_types

__all__ = [
    "BasePage",
    "ChangeWeight",
    "Municipality",
    "SiteDocument",
    "SiteImage",
    "SiteRendition",
    "TranslatedPage",
    "translated_page_types",
]
