"""Letters about proposals. Each goes to one person, in their language; what editors said among them stays there."""

from django.contrib.auth.models import Permission
from django.core.mail import EmailMessage
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import User
from cms.core.languages import SOURCE_LANGUAGE
from cms.core.site_address import absolute
from projects.enums import ProposalState
from projects.models import Proposal


def tell_author(proposal: Proposal, *, comment: str = "") -> None:
    """Tell whoever proposes what has become of their proposal; nothing where the account is gone."""
    author = proposal.author
    if author is None:
        return
    with override(author.language):
        _write(proposal, author, _sentence(ProposalState(proposal.state)), comment)


def confirm_receipt(proposal: Proposal) -> None:
    """Tell whoever proposes that their proposal has arrived."""
    author = proposal.author
    if author is not None:
        with override(author.language):
            thanks = _("Thank you. The project editors have your proposal; you get an e-mail when they answer.")
            _write(proposal, author, thanks, "")


def _sentence(state: ProposalState) -> str:
    sentences = {
        ProposalState.SUBMITTED: _("The project editors have a question or a remark about your proposal."),
        ProposalState.SENT_BACK: _("The project editors have sent your proposal back. Change it and send it again."),
        ProposalState.ACCEPTED: _("Your proposal was accepted. The editors prepare its page for publication."),
        ProposalState.DECLINED: _("The project editors have declined your proposal."),
    }
    return sentences[state]


def _write(proposal: Proposal, author: User, sentence: str, comment: str) -> None:
    address = absolute(reverse("projects:proposal", args=[proposal.key]))
    subject = _("Your proposal “%(title)s”") % {"title": _one_line(str(proposal))}
    parts = [sentence, comment, _("You find everything here: %(address)s") % {"address": address}]
    EmailMessage(subject, "\n\n".join(filter(None, parts)), to=[author.email]).send()


def tell_editors(proposal: Proposal) -> None:
    """Tell every project editor that a proposal waits."""
    for editor in _editors():
        with override(_language_of_work(editor)):
            address = absolute(reverse("project_proposals:review", args=[proposal.key]))
            subject = _("A project was proposed: “%(title)s”") % {"title": _one_line(str(proposal))}
            body = _("It waits to be reviewed here: %(address)s") % {"address": address}
            EmailMessage(subject, body, to=[editor.email]).send()


def _editors() -> list[User]:
    """Return those who were granted the right by a role."""
    right = Permission.objects.get(content_type__app_label="projects", codename="review_proposals")
    granted = Q(groups__permissions=right) | Q(user_permissions=right)
    return list(User.objects.filter(granted, is_active=True).distinct().order_by("pk"))


def _language_of_work(editor: User) -> str:
    profile = getattr(editor, "wagtail_userprofile", None)
    return profile.preferred_language if profile and profile.preferred_language else SOURCE_LANGUAGE


def _one_line(text: str) -> str:
    return " ".join(text.split())[:120]
