"""Communities, their pages and their members."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from communities.enums import JoiningBy, Kind, MemberRole, State
from communities.models import Community, Membership, Notice


class CommunityFactory(DjangoModelFactory):
    class Meta:
        model = Community

    key = factory.Sequence(lambda number: f"community-{number}")
    name = factory.Sequence(lambda number: f"Community {number}")
    kind = Kind.NEIGHBOURHOOD
    state = State.PUBLIC
    joining_by = JoiningBy.OPEN
    languages = "de, ar"


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    role = MemberRole.MEMBER
    since = factory.LazyFunction(timezone.now)


class NoticeFactory(DjangoModelFactory):
    class Meta:
        model = Notice

    text = factory.Sequence(lambda number: f"Notice {number}")
