"""Whom one can ask about a project. Kept beside the page, not in it: revisions would keep a person for ever.

A contact belongs to the record, whatever its languages and wherever its page lies.
"""

from datetime import date, timedelta
from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.enums import ConsentSource

from .identifiers import PermanentIdentifier

#: A contact is asked once a year and has this long to answer, then it says "not checked since".
ASKED_AGAIN_AFTER = timedelta(days=365)
TIME_TO_ANSWER = timedelta(days=42)
#: For how long somebody agrees to be named, unless they say otherwise.
CONSENT_HOLDS = timedelta(days=3 * 365)


class ProjectContact(models.Model):
    """A person to ask about a project, and which of their details everybody may read."""

    key = models.UUIDField(unique=True, default=uuid4, editable=False)
    record = models.ForeignKey(PermanentIdentifier, on_delete=models.CASCADE, related_name="contacts")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("role"), max_length=120, blank=True, help_text=_("Such as head of the project."))
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail address"))
    phone = models.CharField(_("phone number"), max_length=40, blank=True)
    name_is_public = models.BooleanField(_("Everybody may read the name"), default=False)
    email_is_public = models.BooleanField(_("Everybody may read the e-mail address"), default=False)
    phone_is_public = models.BooleanField(_("Everybody may read the phone number"), default=False)
    language = models.CharField(
        _("language"),
        max_length=12,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
        help_text=_("We write to the contact in this language."),
    )
    consented_on = models.DateField(_("agreed on"))
    consent_until = models.DateField(_("agreed until"))
    consent_source = models.CharField(_("how they agreed"), max_length=10, choices=ConsentSource.choices)
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True, editable=False)
    reminded_at = models.DateTimeField(_("reminded at"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering: ClassVar = ["pk"]
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("record", "email"),
                name="projects_contact_once",
                violation_error_message=_("This address is a contact of the project already."),
            ),
            models.CheckConstraint(
                condition=Q(consent_until__gte=F("consented_on")),
                name="projects_contact_consent_in_order",
                violation_error_message=_("The agreement ends before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def last_checked_on(self) -> date:
        """When the person themselves last said that this is right."""
        return self.confirmed_on or self.consented_on

    def consents(self, *, on: date) -> bool:
        """Return whether the agreement holds on that day."""
        return self.consented_on <= on <= self.consent_until

    def is_unchecked(self, *, on: date) -> bool:
        """Return whether a year and the time to answer have gone by without a word."""
        return self.last_checked_on + ASKED_AGAIN_AFTER + TIME_TO_ANSWER < on


class RelayedMessage(models.Model):
    """That a message was passed on, so that pressing twice sends once; not what it said, nor by whom."""

    contact = models.ForeignKey(ProjectContact, on_delete=models.CASCADE, related_name="+")
    submission = models.UUIDField(unique=True)
    sent_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.contact_id}: {self.sent_at:%Y-%m-%d %H:%M}"
