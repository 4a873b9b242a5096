"""What changes the front door."""

from .site import found_site

__all__ = ["found_site"]
