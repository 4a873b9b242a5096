"""Whom to tell by e-mail about new projects: an address, a question, and up to when they have been told."""

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

#: So long a request waits for its confirmation; then the address is forgotten.
TIME_TO_CONFIRM = timedelta(days=3)
#: Of a question as it stands in an address.
LONGEST_QUESTION = 2000


class SearchAlertQuerySet(models.QuerySet["SearchAlert"]):
    """Alerts by what is to be done with them."""

    def due(self) -> "SearchAlertQuerySet":
        """Keep those that are to be looked at now."""
        return self.filter(confirmed_at__isnull=False, next_at__lte=timezone.now())

    def in_time(self) -> "SearchAlertQuerySet":
        """Keep those that are confirmed, or may still be."""
        return self.exclude(pk__in=self.never_confirmed().values("pk"))

    def never_confirmed(self) -> "SearchAlertQuerySet":
        """Keep those that nobody confirmed in time."""
        return self.filter(confirmed_at__isnull=True, asked_at__lte=timezone.now() - TIME_TO_CONFIRM)


class SearchAlert(models.Model):
    """A wish to be told. Counts once it is confirmed from the address itself; ended by deleting the row.

    Attributes:
        email: in lower case, so that one person is one address.
        question: the parameters of the search, without order and page, as they stand in its address.
        told_until: records published until then have been told, or were there before.
        next_at: not to be looked at before.
    """

    email = models.EmailField(_("e-mail address"))
    question = models.CharField(_("search"), max_length=LONGEST_QUESTION, blank=True)
    language = models.CharField(_("language"), max_length=20, choices=settings.LANGUAGES)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    told_until = models.DateTimeField(_("told until"), null=True, blank=True)
    last_sent_at = models.DateTimeField(_("last letter"), null=True, blank=True)
    next_at = models.DateTimeField(_("next look"), null=True, blank=True)

    objects = SearchAlertQuerySet.as_manager()

    class Meta:
        verbose_name = _("e-mail alert")
        verbose_name_plural = _("e-mail alerts")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("email", "question", "language"), name="projects_searchalert_once"),
            models.CheckConstraint(
                condition=models.Q(confirmed_at__isnull=True)
                | models.Q(told_until__isnull=False, next_at__isnull=False),
                name="projects_searchalert_knows_from_when",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["next_at"], name="projects_searchalert_next")]

    def __str__(self) -> str:
        return f"{self.email}: {self.question or '*'}"
