"""Reading what belongs to an account."""

from django.db.models import QuerySet
from wagtail.models import APIToken

from accounts.models import User


def usable_tokens(account: User) -> QuerySet[APIToken]:
    """Return the account's tokens that still work, newest first."""
    return APIToken.objects.filter(user=account, revoked_at__isnull=True).order_by("-created")
