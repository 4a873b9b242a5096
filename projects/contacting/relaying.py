"""Passing messages on to contacts whose address nobody sees.

The writer gets no copy by mail: whoever types an address could otherwise have us write to anybody.
"""

from datetime import timedelta
from uuid import UUID

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.access import Person
from cms.core.site_address import absolute
from projects.addresses import project_address
from projects.errors import TooMuch
from projects.models import ProjectContact, ProjectPage, RelayedMessage

#: Messages to one contact in a day, from everybody together.
MOST_A_DAY = 20
_KEPT_DAYS = 30


def contact_to_write_to(key: UUID, person: Person, language: str) -> tuple[ProjectContact, ProjectPage] | None:
    """Return a contact and its project if `person` may see that project, else None."""
    contact = ProjectContact.objects.select_related("record").filter(key=key).first()
    if contact is None:
        return None
    page = ProjectPage.objects.shown_for(contact.record.identifier, language, person)
    return (contact, page) if page is not None else None


@transaction.atomic
def relay_message(
    contact: ProjectContact, *, title: str, name: str, email: str, message: str, submission: UUID
) -> bool:
    """Pass a message on; the same form sent twice is passed on once.

    Args:
        contact: locked here.
        title: of the project, in the contact's letter.
        name: of the writer, as they call themselves.
        email: of the writer; answers go there. Nobody has checked it, and the letter says so.
        message: plain text.
        submission: made with the form.
    Returns: whether it was sent now.

    Raises:
        TooMuch: the contact has got all the messages of a day.
    """
    locked = ProjectContact.objects.select_for_update().get(pk=contact.pk)
    since = timezone.now() - timedelta(days=1)
    sent = RelayedMessage.objects.filter(contact=locked)
    if RelayedMessage.objects.filter(submission=submission).exists():
        return False
    if sent.filter(sent_at__gte=since).count() >= MOST_A_DAY:
        raise TooMuch(_("This contact has got many messages today. Try again tomorrow."))
    RelayedMessage.objects.create(contact=locked, submission=submission)
    with override(locked.language):
        lines = [
            _("%(name)s writes to you about the project “%(title)s”:") % {"name": name, "title": title},
            message,
            _(
                "You answer by replying to this letter. The address of the writer was not checked; they do not know"
                " yours until you answer."
            ),
            absolute(project_address(locked.record.identifier, locked.language)),
        ]
        subject = _("A question about “%(title)s”") % {"title": " ".join(title.split())[:120]}
        EmailMessage(subject, "\n\n".join(lines), to=[locked.email], reply_to=[email]).send()
    return True


def forget_relayed() -> None:
    """Forget that messages were passed on, once nobody can press twice any more."""
    RelayedMessage.objects.filter(sent_at__lt=timezone.now() - timedelta(days=_KEPT_DAYS)).delete()
