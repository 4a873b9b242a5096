"""Once a year contacts are asked whether everything is still right, by a link that needs no account.

The link says which contact and which reminder it is for, signed for this purpose only. It holds for a time, a later
reminder ends it, and it leads to the contact wherever the project's page lies by then.
"""

from datetime import date, datetime, timedelta
from threading import Event
from typing import Any

from django.core import signing
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.core.site_address import absolute
from projects.models import ProjectContact, ProjectPage
from projects.models.contacts import ASKED_AGAIN_AFTER, TIME_TO_ANSWER

_SALT = "projects.contact.confirm"
#: For how long a link leads somewhere.
LINK_HOLDS = timedelta(days=120)
#: Once nobody has agreed anew for this long after the agreement ended, the contact is forgotten.
FORGOTTEN_AFTER = timedelta(days=90)


def remind_due(at: datetime, stopped: Event) -> int:
    """Write to every contact who is due, each in a transaction of its own; return how many.

    Stopping in between loses nothing: whoever was written to is marked with the letter, whoever was not is still due.
    """
    count = 0
    while not stopped.is_set() and _remind_one(at):
        count += 1
    return count


@transaction.atomic
def _remind_one(at: datetime) -> bool:
    due = _due(at).select_for_update(of=("self",), skip_locked=True).select_related("record").first()
    if due is None:
        return False
    due.reminded_at = at
    due.save(update_fields=["reminded_at"])
    _write(due)
    return True


def _due(at: datetime) -> Any:
    """Return contacts whose last word is a year old and who were not asked since, nor lately."""
    before = timezone.localdate(at) - ASKED_AGAIN_AFTER
    asked_long_ago = Q(reminded_at__isnull=True) | Q(reminded_at__lte=at - ASKED_AGAIN_AFTER)
    last_word = ProjectContact.objects.annotate(last_word=Coalesce("confirmed_on", "consented_on"))
    return last_word.filter(asked_long_ago, last_word__lte=before, consent_until__gte=timezone.localdate(at)).order_by(
        "pk"
    )


def _write(contact: ProjectContact) -> None:
    page = ProjectPage.objects.filter(translation_key=contact.record.translation_key).order_by("-live", "pk").first()
    title = " ".join(page.title.split())[:120] if page else contact.record.identifier
    with override(contact.language):
        address = absolute(reverse("projects:contact_confirm", args=[link_token(contact)]))
        until = date_format(timezone.localdate(contact.reminded_at) + TIME_TO_ANSWER, "DATE_FORMAT")
        lines = [
            _("You are a contact of the project “%(title)s”. Is what we keep about you still right?")
            % {"title": title},
            _("Look at it here, correct it, or say that you no longer want to be named: %(address)s")
            % {"address": address},
            _("If we hear nothing until %(day)s, the page says that the contact was not checked since.")
            % {"day": until},
        ]
        subject = _("Are you still the contact of “%(title)s”?") % {"title": title}
        EmailMessage(subject, "\n\n".join(lines), to=[contact.email]).send()


def link_token(contact: ProjectContact) -> str:
    """Return what the link to a contact's own details carries."""
    reminder = contact.reminded_at.isoformat() if contact.reminded_at else ""
    return signing.dumps({"contact": str(contact.key), "reminder": reminder}, salt=_SALT)


def contact_of_link(token: str, *, lock: bool = False) -> ProjectContact | None:
    """Return the contact that a link leads to, or None: made up, too old, ended by a later one, or forgotten."""
    try:
        said = signing.loads(token, salt=_SALT, max_age=LINK_HOLDS)
    except signing.BadSignature:
        return None
    contacts = ProjectContact.objects.select_for_update() if lock else ProjectContact.objects
    contact = contacts.filter(key=said["contact"]).first()
    if contact is None or contact.reminded_at is None or contact.reminded_at.isoformat() != said["reminder"]:
        return None
    return contact


def forget_expired(on: date) -> int:
    """Erase contacts whose agreement ended long ago; return how many."""
    number, _by_model = ProjectContact.objects.filter(consent_until__lt=on - FORGOTTEN_AFTER).delete()
    return number
