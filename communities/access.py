"""What accounts/access.py needs to know of communities: tokens, closed branches, rules, permissions.

    community:3:member    members, moderators and managers of community 3, while their membership holds
    community:3:moderator its moderators and managers
    community:3:manager   its managers

As long as a community is a draft, only its managers hold any of them: its other members wait outside.
Nobody else holds them: staff of the office enter a room as members or not at all.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.access import NOBODY, PUBLIC, Decision, Person, may_see, permissions, rules, token_sources
from accounts.branches import (
    RestrictedBranch,
    below,
    collection_restrictions,
    page_restrictions,
    sealed_collections,
    sealed_pages,
)
from accounts.models import User
from communities.enums import LEADING_ROLES, MODERATING_ROLES, JoiningBy, NoticeAudience, State
from communities.models import (
    Community,
    CommunityPage,
    CommunityRoomPage,
    JoinRequest,
    Membership,
    Notice,
    RoomArticlePage,
)

SEPARATOR = ":"


def member_token(community_id: int) -> str:
    """Return the token of the members of a community."""
    return f"community:{community_id}:member"


def moderator_token(community_id: int) -> str:
    """Return the token of those who keep order in a community."""
    return f"community:{community_id}:moderator"


def manager_token(community_id: int) -> str:
    """Return the token of the managers of a community."""
    return f"community:{community_id}:manager"


def tokens_of(user: User) -> Iterable[str]:
    """Return the tokens that `user` holds by memberships that hold now."""
    memberships = Membership.objects.open().filter(person=user)
    for community_id, role in memberships.values_list("community_id", "role"):
        yield member_token(community_id)
        if role in MODERATING_ROLES:
            yield moderator_token(community_id)
        if role in LEADING_ROLES:
            yield manager_token(community_id)


def closed_page_branches() -> Iterable[RestrictedBranch]:
    """Return every room with the token it asks for, every public side of a draft, and what fell out of a room."""
    drafts = CommunityPage.objects.filter(community__state=State.DRAFT)
    for path, community_id in drafts.values_list("path", "community_id"):
        yield path, manager_token(community_id)
    yield from rooms_of_members()


def rooms_of_members() -> Iterable[RestrictedBranch]:
    """Return every room with the token of its members, and articles outside any room, which are nobody's."""
    rooms = []
    for path, community_id in CommunityRoomPage.objects.values_list("path", "community_id"):
        rooms.append(path)
        yield path, member_token(community_id)
    for path in RoomArticlePage.objects.exclude(below(rooms)).values_list("path", flat=True):
        yield path, NOBODY


def closed_collection_branches() -> Iterable[RestrictedBranch]:
    """Return the collection of each community with the token of its members."""
    collections = Community.objects.exclude(collection=None).values_list("collection__path", "pk")
    return ((path, member_token(community_id)) for path, community_id in collections)


def _ids(person: Person, kind: str) -> list[int]:
    """Return the communities of which `person` holds the token of `kind`."""
    parts = (token.split(SEPARATOR) for token in person.tokens if token.startswith("community:"))
    return [int(number) for _name, number, held in parts if held == kind]


class CommunityRule:
    """Communities: public ones are everybody's, drafts their managers'."""

    def audience(self, obj: Community) -> frozenset[str]:
        """Return whom the community is shown to."""
        return frozenset({PUBLIC} if obj.state == State.PUBLIC else {PUBLIC, manager_token(obj.pk)})

    def visible(self, queryset: QuerySet[Any], person: Person) -> QuerySet[Any]:
        """Return public communities and one's own drafts."""
        return queryset.filter(Q(state=State.PUBLIC) | Q(pk__in=_ids(person, "manager")))


class MembershipRule:
    """Memberships: members see members."""

    def audience(self, obj: Membership) -> frozenset[str]:
        """Return the token of the community's members."""
        return frozenset({member_token(obj.community_id)})

    def visible(self, queryset: QuerySet[Any], person: Person) -> QuerySet[Any]:
        """Return memberships of communities one belongs to."""
        return queryset.filter(community_id__in=_ids(person, "member"))


class JoinRequestRule:
    """Requests to join: managers see them."""

    def audience(self, obj: JoinRequest) -> frozenset[str]:
        """Return the token of the community's managers."""
        return frozenset({manager_token(obj.community_id)})

    def visible(self, queryset: QuerySet[Any], person: Person) -> QuerySet[Any]:
        """Return requests to communities that one manages."""
        return queryset.filter(community_id__in=_ids(person, "manager"))


class NoticeRule:
    """Notices: members, or managers only, as the writer chose; withdrawn ones are nobody's."""

    def audience(self, obj: Notice) -> frozenset[str]:
        """Return whom the writer chose."""
        if obj.withdrawn_at:
            return frozenset({NOBODY})
        members = obj.audience == NoticeAudience.MEMBERS
        return frozenset({member_token(obj.community_id) if members else manager_token(obj.community_id)})

    def visible(self, queryset: QuerySet[Any], person: Person) -> QuerySet[Any]:
        """Return notices that are meant for the person."""
        for_members = Q(audience=NoticeAudience.MEMBERS, community_id__in=_ids(person, "member"))
        for_managers = Q(audience=NoticeAudience.MANAGERS, community_id__in=_ids(person, "manager"))
        return queryset.filter(for_members | for_managers, withdrawn_at=None)


def is_member(person: Person, community: Community) -> bool:
    """Return whether `person` belongs to `community` now."""
    return member_token(community.pk) in person.tokens


def is_manager(person: Person, community: Community) -> bool:
    """Return whether `person` leads `community` now."""
    return manager_token(community.pk) in person.tokens


def is_moderator(person: Person, community: Community) -> bool:
    """Return whether `person` keeps order in `community` now."""
    return moderator_token(community.pk) in person.tokens


def may_join(person: Person, community: Community) -> Decision:
    """Allow whoever is signed in to join an open community at once."""
    return _may_enter(person, community, JoiningBy.OPEN)


def may_ask_to_join(person: Person, community: Community) -> Decision:
    """Allow whoever is signed in to ask where joining goes by request."""
    return _may_enter(person, community, JoiningBy.REQUEST)


def _may_enter(person: Person, community: Community, by: JoiningBy) -> Decision:
    if not isinstance(person.user, User):
        return Decision(allowed=False, reason=_("Sign in first."))
    if not may_see(person, community):
        return Decision(allowed=False, reason=_("There is no such community."))
    if community.joining_by != by:
        return Decision(allowed=False, reason=_("One does not join this community in this way."))
    return Decision(allowed=True, reason=_("The community is open to new members."))


def may_as_member(person: Person, community: Community) -> Decision:
    """Allow members."""
    if is_member(person, community):
        return Decision(allowed=True, reason=_("You are a member."))
    return Decision(allowed=False, reason=_("Only members may do this."))


def may_as_manager(person: Person, community: Community) -> Decision:
    """Allow managers."""
    if is_manager(person, community):
        return Decision(allowed=True, reason=_("You manage this community."))
    return Decision(allowed=False, reason=_("Only managers may do this."))


def may_leave(person: Person, _community: Community) -> Decision:
    """Allow whoever is signed in: nobody is kept, and leaving twice does no harm."""
    if not isinstance(person.user, User):
        return Decision(allowed=False, reason=_("Sign in first."))
    return Decision(allowed=True, reason=_("Everybody may leave."))


def may_decide_request(person: Person, request: JoinRequest) -> Decision:
    """Allow managers of the community."""
    return may_as_manager(person, request.community)


def may_withdraw_notice(person: Person, notice: Notice) -> Decision:
    """Allow whoever wrote the notice, while they are a member, and those who keep order."""
    if is_member(person, notice.community) and notice.author == person.user:
        return Decision(allowed=True, reason=_("You wrote this."))
    if is_moderator(person, notice.community):
        return Decision(allowed=True, reason=_("You keep order here."))
    return Decision(allowed=False, reason=_("Only whoever wrote it and moderators may do this."))


def register_access() -> None:
    """Register the above; called once, when the app is ready."""
    token_sources.register("communities", tokens_of)
    page_restrictions.register("communities", closed_page_branches)
    collection_restrictions.register("communities", closed_collection_branches)
    sealed_pages.register("communities", rooms_of_members)
    sealed_collections.register("communities", closed_collection_branches)
    rules.register(Community, CommunityRule())
    rules.register(Membership, MembershipRule())
    rules.register(JoinRequest, JoinRequestRule())
    rules.register(Notice, NoticeRule())
    permissions.register("communities.join", may_join)
    permissions.register("communities.ask_to_join", may_ask_to_join)
    permissions.register("communities.post_notice", may_as_member)
    permissions.register("communities.post_notice_to_managers", may_as_manager)
    permissions.register("communities.see_members", may_as_member)
    permissions.register("communities.leave", may_leave)
    permissions.register("communities.decide_request", may_decide_request)
    permissions.register("communities.withdraw_notice", may_withdraw_notice)
