"""What changes translations."""

from .checking import mark_as_checked
from .publishing import publish_page
from .saving import Draft, Saved, save_texts
from .starting import source_of

__all__ = ["Draft", "Saved", "mark_as_checked", "publish_page", "save_texts", "source_of"]
