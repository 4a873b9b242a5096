"""Writing on the board, and taking it back."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.access import Person, require
from cms.core.bulk import announce
from communities.enums import NoticeAudience
from communities.models import Community, Notice


@transaction.atomic
def post_notice(
    community: Community,
    *,
    by: Person,
    text: str,
    audience: NoticeAudience = NoticeAudience.MEMBERS,
    submission: UUID | None = None,
) -> Notice:
    """Write on the board of the room.

    Args:
        community: whose room.
        by: who writes; a member, and a manager if only managers shall see it.
        text: plain text, up to 4,000 characters.
        audience: who sees it.
        submission: what the form was given with; a second call with the same returns the first one's notice.
    Raises: AccessDenied, django.core.exceptions.ValidationError.
    """
    require(by, "communities.post_notice", community)
    if audience == NoticeAudience.MANAGERS:
        require(by, "communities.post_notice_to_managers", community)
    notice = Notice(community=community, author_id=by.user.pk, text=text.strip(), audience=audience)
    if submission is not None:
        Community.objects.select_for_update().get(pk=community.pk)  # the other press of the button waits here
        posted = Notice.objects.filter(submission=submission).first()
        if posted is not None and (posted.author_id, posted.community_id) == (by.user.pk, community.pk):
            return posted
        if posted is None:  # somebody else's number is not taken over
            notice.submission = submission
    notice.full_clean()
    notice.save()
    return notice


@transaction.atomic
def withdraw_notice(notice: Notice, *, by: Person) -> None:
    """Take a notice from the board; the second time changes nothing.

    Raises: AccessDenied.
    """
    require(by, "communities.withdraw_notice", notice)
    Notice.objects.filter(pk=notice.pk, withdrawn_at=None).update(withdrawn_at=timezone.now())
    announce(Notice, [notice.pk])  # the search must forget it in the same moment
