"""The words of communities: kinds, states, roles."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What holds the community together."""

    MIGRANT_ORGANISATION = "migrant-organisation", _("Migrant organisation")
    LANGUAGE_COMMUNITY = "language-community", _("Language community")
    NEIGHBOURHOOD = "neighbourhood", _("Neighbourhood")
    HELPER_NETWORK = "helper-network", _("Helper network")
    PROFESSIONAL_NETWORK = "professional-network", _("Professional network")


class State(models.TextChoices):
    """How far the community is. A draft is seen by its managers only."""

    DRAFT = "draft", _("Draft")
    PUBLIC = "public", _("Public")


class JoiningBy(models.TextChoices):
    """How one becomes a member."""

    OPEN = "open", _("Anybody may join")
    REQUEST = "request", _("By request")
    INVITATION = "invitation", _("By invitation only")


class MemberRole(models.TextChoices):
    """What somebody may do inside."""

    MEMBER = "member", _("Member")
    MODERATOR = "moderator", _("Moderator")
    MANAGER = "manager", _("Manager")


class RequestState(models.TextChoices):
    """What became of somebody's wish to join."""

    WAITING = "waiting", _("Waiting")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")


class NoticeAudience(models.TextChoices):
    """Who sees a notice on the board."""

    MEMBERS = "members", _("All members")
    MANAGERS = "managers", _("Managers only")


#: Roles that decide about others.
LEADING_ROLES = frozenset({MemberRole.MANAGER})
#: Roles that keep order on the board.
MODERATING_ROLES = frozenset({MemberRole.MODERATOR, MemberRole.MANAGER})
