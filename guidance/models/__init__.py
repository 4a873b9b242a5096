"""What other apps may use of the models of guidance."""

from .index_page import GuidanceIndexPage
from .page import GuidancePage, GuidanceSeeAlso, GuidanceSource

__all__ = ["GuidanceIndexPage", "GuidancePage", "GuidanceSeeAlso", "GuidanceSource"]
