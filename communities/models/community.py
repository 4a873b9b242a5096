"""A community, and who belongs to it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from communities.enums import JoiningBy, Kind, MemberRole, RequestState, State
from communities.querysets import CommunityQuerySet, MembershipQuerySet


class Community(models.Model):
    """The thing itself: members and rights hang here, its pages only speak of it, in several languages."""

    key = models.SlugField(_("key"), unique=True, max_length=60, help_text=_("Part of addresses; never changes."))
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=30, choices=Kind.choices)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    joining_by = models.CharField(_("joining"), max_length=12, choices=JoiningBy.choices, default=JoiningBy.REQUEST)
    languages = models.CharField(
        _("languages"), max_length=120, blank=True, help_text=_("BCP 47 tags with commas between, e.g. ar, de")
    )
    municipality = models.ForeignKey(
        "core.Municipality", verbose_name=_("municipality"), null=True, blank=True, on_delete=models.SET_NULL
    )
    # Made by services.found_community; nobody chooses it, or another community's files would change hands.
    collection = models.OneToOneField(
        "wagtailcore.Collection",
        verbose_name=_("collection of the room"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = CommunityQuerySet.as_manager()

    class Meta:
        verbose_name = _("community")
        verbose_name_plural = _("communities")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def language_tags(self) -> list[str]:
        """The languages spoken, as BCP 47 tags."""
        return [tag.strip() for tag in self.languages.split(",") if tag.strip()]


class Membership(models.Model):
    """Somebody belongs to a community, from one moment to another or until further notice.

    One row for each person and community: whoever comes back takes up the one they had.
    """

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=10, choices=MemberRole.choices, default=MemberRole.MEMBER)
    since = models.DateTimeField(_("since"))
    until = models.DateTimeField(_("until"), null=True, blank=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["since", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["community", "person"],
                name="communities_membership_once",
                violation_error_message=_("This person is a member already."),
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="communities_membership_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.community} ({self.get_role_display()})"


class JoinRequest(models.Model):
    """Somebody wishes to join; a manager decides."""

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="join_requests")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="join_requests")
    message = models.TextField(_("message"), max_length=1000, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=RequestState.choices, default=RequestState.WAITING)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("request to join")
        verbose_name_plural = _("requests to join")
        ordering = ["created_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["community", "person"],
                condition=Q(state=RequestState.WAITING),
                name="communities_joinrequest_one_waiting",
                violation_error_message=_("You have asked already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} → {self.community}"
