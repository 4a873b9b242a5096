"""What changes the front door."""

from .administration import speak_to_in_administration
from .editorial import set_up_editorial, welcome_section
from .site import found_site, set_up_site

__all__ = ["found_site", "set_up_editorial", "set_up_site", "speak_to_in_administration", "welcome_section"]
