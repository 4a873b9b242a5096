"""What changes communities."""

from .membership import decide_request, join, leave, request_to_join
from .notices import post_notice, withdraw_notice

__all__ = ["decide_request", "join", "leave", "post_notice", "request_to_join", "withdraw_notice"]
