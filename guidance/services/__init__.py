"""What changes the guidance beside its pages, which Wagtail's own actions change."""

from .care import care_for_topics, remind_caretakers
from .feedback import add_words, erase_old_words, say, topic_for_readers
from .links import check_links, collect_links

__all__ = [
    "add_words",
    "care_for_topics",
    "check_links",
    "collect_links",
    "erase_old_words",
    "remind_caretakers",
    "say",
    "topic_for_readers",
]
