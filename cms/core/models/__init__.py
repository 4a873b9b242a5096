"""What other apps may use of the core's models."""

from .base_page import BasePage
from .media import SiteDocument, SiteImage, SiteRendition
from .municipality import Municipality

__all__ = ["BasePage", "Municipality", "SiteDocument", "SiteImage", "SiteRendition"]
