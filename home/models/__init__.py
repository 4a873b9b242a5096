"""What other apps may use of the home app's models."""

from .legal import LegalPage
from .menu import MenuItem
from .pages import HomePage
from .urgent_notice import UrgentNotice, UrgentNoticeArea, UrgentNoticeText

__all__ = ["HomePage", "LegalPage", "MenuItem", "UrgentNotice", "UrgentNoticeArea", "UrgentNoticeText"]
