"""What changes communities."""

from .founding import found_community, give_collection
from .membership import decide_request, join, leave, request_to_join
from .notices import post_notice, withdraw_notice

__all__ = [
    "decide_request",
    "found_community",
    "give_collection",
    "join",
    "leave",
    "post_notice",
    "request_to_join",
    "withdraw_notice",
]
