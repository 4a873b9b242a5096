"""Projects that people propose: what they have written so far, how far it is, and who has said what about it."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.enums import EDITABLE_PROPOSALS, PROPOSAL_MOVES, ProposalState

from .identifiers import PermanentIdentifier


class Proposal(models.Model):
    """A project that somebody proposes.

    `data` holds what was typed, by screen and field (`proposing/steps.py`); it is read by the forms that wrote it and
    by nothing else, so what a form no longer knows is ignored.
    """

    key = models.UUIDField(_("key"), unique=True, default=uuid4, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("proposed by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="project_proposals",
    )
    language = models.CharField(_("language"), max_length=12, choices=settings.LANGUAGES)
    state = models.CharField(_("state"), max_length=15, choices=ProposalState.choices, default=ProposalState.DRAFT)
    data = models.JSONField(_("content"), default=dict)
    title = models.CharField(_("title"), max_length=255, blank=True)
    record = models.OneToOneField(
        PermanentIdentifier,
        verbose_name=_("record made of it"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="proposal",
    )
    created_at = models.DateTimeField(_("begun"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("last changed"), default=timezone.now, editable=False)
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering: ClassVar = ["-updated_at", "-pk"]
        default_permissions = ()
        permissions: ClassVar = [
            ("review_proposals", _("Can review proposed projects")),
            ("keep_contacts", _("Can keep the contacts of projects")),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "submitted_at"], name="projects_proposal_queue"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state=ProposalState.ACCEPTED, record__isnull=False)
                | (~Q(state=ProposalState.ACCEPTED) & Q(record__isnull=True)),
                name="projects_proposal_accepted_has_record",
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(_("Proposal without a title"))

    @property
    def is_editable(self) -> bool:
        """Whether its author may change it now."""
        return self.state in EDITABLE_PROPOSALS

    def may_become(self, state: ProposalState) -> bool:
        """Return whether it can go from its state to `state`."""
        return state in PROPOSAL_MOVES[ProposalState(self.state)]


class ProposalEvent(models.Model):
    """A step on the way of a proposal: who, when, from where to where, and what was said."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField(_("at"), default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    from_state = models.CharField(max_length=15, choices=ProposalState.choices)
    to_state = models.CharField(max_length=15, choices=ProposalState.choices)
    comment = models.TextField(_("comment"), blank=True, max_length=4000)
    is_internal = models.BooleanField(_("for editors only"), default=False)

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        default_permissions = ()
        verbose_name = _("step of a proposal")
        verbose_name_plural = _("steps of proposals")

    def __str__(self) -> str:
        return f"{self.proposal}: {self.get_to_state_display()}"

    @property
    def is_comment(self) -> bool:
        """Whether something was said and nothing decided."""
        return self.from_state == self.to_state


class ProposalFile(models.Model):
    """A picture or a document that came with a proposal; lies in a closed collection until it is accepted."""

    key = models.UUIDField(unique=True, default=uuid4, editable=False)
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="files")
    image = models.OneToOneField(
        settings.WAGTAILIMAGES_IMAGE_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    document = models.OneToOneField(
        settings.WAGTAILDOCS_DOCUMENT_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    title = models.CharField(_("title"), max_length=150)
    rights = models.CharField(_("rights"), max_length=150)

    class Meta:
        ordering: ClassVar = ["pk"]
        default_permissions = ()
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(image__isnull=True, document__isnull=False) | Q(image__isnull=False, document__isnull=True),
                name="projects_proposalfile_one_of_two",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def stored(self) -> models.Model:
        """The picture or the document."""
        return self.image or self.document  # type: ignore[return-value]  # one of both is there

    @property
    def is_picture(self) -> bool:
        """Whether it is a picture."""
        return self.image_id is not None
