"""What other apps may use of the communities' models."""

from .community import Community, JoinRequest, Membership
from .notice import Notice
from .pages import CommunityIndexPage, CommunityPage, CommunityRoomPage, RoomArticlePage

__all__ = [
    "Community",
    "CommunityIndexPage",
    "CommunityPage",
    "CommunityRoomPage",
    "JoinRequest",
    "Membership",
    "Notice",
    "RoomArticlePage",
]
