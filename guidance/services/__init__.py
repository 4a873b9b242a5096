"""What changes the guidance beside its pages, which Wagtail's own actions change."""

from .feedback import add_words, erase_old_words, say, topic_for_readers

__all__ = ["add_words", "erase_old_words", "say", "topic_for_readers"]
