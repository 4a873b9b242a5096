"""What other apps may use of the home app's models."""

from .legal import LegalPage
from .menu import MenuItem
from .pages import HomePage

__all__ = ["HomePage", "LegalPage", "MenuItem"]
