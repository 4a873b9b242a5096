"""What changes the front door."""

from .editorial import set_up_editorial
from .site import found_site

__all__ = ["found_site", "set_up_editorial"]
