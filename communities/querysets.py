"""Reading communities, in their words."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Count, Q
from django.utils import timezone

from communities.enums import LEADING_ROLES, State


class CommunityQuerySet(models.QuerySet[Any]):
    """Communities."""

    def with_member_count(self) -> "CommunityQuerySet":
        """Add `member_count`, for members' eyes."""
        return self.annotate(member_count=Count("memberships", filter=active("memberships__")))


class MembershipQuerySet(models.QuerySet[Any]):
    """Memberships."""

    def active(self, *, at: datetime | None = None) -> "MembershipQuerySet":
        """Return those that hold at the moment `at` (now)."""
        return self.filter(active(at=at), person__is_active=True)

    def open(self, *, at: datetime | None = None) -> "MembershipQuerySet":
        """Return those that hold and open a door: in a draft only those of managers."""
        draft = Q(community__state=State.DRAFT) & ~Q(role__in=LEADING_ROLES)
        return self.active(at=at).exclude(draft)


def active(prefix: str = "", *, at: datetime | None = None) -> Q:
    """Return the condition that a membership holds at the moment `at` (now)."""
    moment = at or timezone.now()
    unended = Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gt": moment})
    return unended & Q(**{f"{prefix}since__lte": moment})
