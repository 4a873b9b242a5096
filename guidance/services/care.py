"""Keeping topics fresh: each has a day on which it is looked at again, and somebody is told once when it comes."""

from collections import defaultdict
from datetime import date, timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.access import Person, may_enter_administration
from accounts.models import User
from cms.core.languages import SOURCE_LANGUAGE
from guidance.models import GuidancePage, TopicCare

#: How long before the day somebody is told.
BEFORE = timedelta(days=14)


def care_for_topics(*, at: date | None = None) -> int:
    """Give each German topic without a day one, and a later one to those checked since; return how many changed."""
    today = at or timezone.localdate()
    period = timedelta(days=settings.GUIDANCE_REVIEW_DAYS)
    german = GuidancePage.objects.filter(locale__language_code=SOURCE_LANGUAGE, alias_of__isnull=True)
    new = [
        TopicCare(page_id=pk, review_by=(checked_on or today) + period)
        for pk, checked_on in german.filter(care__isnull=True).values_list("pk", "checked_on")
    ]
    TopicCare.objects.bulk_create(new, ignore_conflicts=True)
    checked_since = TopicCare.objects.filter(page__checked_on__gt=F("review_by") - period).select_related("page")
    later = []
    for care in checked_since:
        if care.page.checked_on is not None:
            care.review_by = care.page.checked_on + period
            later.append(care)
    TopicCare.objects.bulk_update(later, ["review_by"])
    return len(new) + len(later)


@transaction.atomic
def remind_caretakers(*, at: date | None = None) -> int:
    """Write to each caretaker once of the topics whose day comes within two weeks or has passed; return the letters.

    The letters are queued with the note that they were sent, so that neither is lost without the other.
    """
    soon = (at or timezone.localdate()) + BEFORE
    due = TopicCare.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        review_by__lte=soon, caretaker__is_active=True
    )
    due = due.exclude(reminded_for=F("review_by")).select_related("page", "caretaker")
    by_person = defaultdict[User, list[TopicCare]](list)
    for care in due:
        by_person[care.caretaker].append(care)  # type: ignore[index]  # filtered by it
    letters = 0
    for person, cares in by_person.items():
        if may_enter_administration(Person(person)):
            _write_to(person, cares)
            letters += 1
        for care in cares:
            care.reminded_for = care.review_by
        TopicCare.objects.bulk_update(cares, ["reminded_for"])
    return letters


def _write_to(person: User, cares: list[TopicCare]) -> None:
    with override(person.language or SOURCE_LANGUAGE):
        lines = [
            "{day}  {title}\n{url}".format(
                day=f"{care.review_by:%d.%m.%Y}",
                title=care.page.title,
                url=settings.SITE_URL.rstrip("/") + reverse("wagtailadmin_pages:edit", args=[care.page_id]),
            )
            for care in cares
        ]
        intro = _("Please look at these topics again. Set “checked on” when they are right, then publish them.")
        send_mail(
            _("Topics to look at again"),
            "\n\n".join([intro, *lines]),
            settings.DEFAULT_FROM_EMAIL,
            [person.email],
        )
