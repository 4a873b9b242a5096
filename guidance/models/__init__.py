"""What other apps may use of the models of guidance."""

from .care import CheckedLink, TopicCare
from .feedback import Feedback
from .index_page import GuidanceIndexPage
from .page import GuidancePage, GuidanceSeeAlso, GuidanceSource

__all__ = [
    "CheckedLink",
    "Feedback",
    "GuidanceIndexPage",
    "GuidancePage",
    "GuidanceSeeAlso",
    "GuidanceSource",
    "TopicCare",
]
