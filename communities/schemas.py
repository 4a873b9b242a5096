"""Shapes of what the API says of communities."""

from datetime import datetime

from ninja import Schema


class CommunitySummary(Schema):
    """A community in a list: its public side."""

    key: str
    title: str
    kind: str
    language: str
    languages: list[str]
    city: str | None
    for_whom: str
    url: str
    is_member: bool


class CommunityList(Schema):
    """A page of the communities that the person who asks may see; `total` counts all of them."""

    items: list[CommunitySummary]
    total: int


class CommunityDetail(CommunitySummary):
    """The public side of one community."""

    body: str
    managers: list[str]
    joining_by: str


class NoticeOut(Schema):
    """A notice on the board."""

    author: str
    text: str
    audience: str
    created_at: datetime


class ArticleOut(Schema):
    """An article in the room."""

    title: str
    body: str
    language: str


class RoomOut(Schema):
    """The inside of a community."""

    key: str
    notices: list[NoticeOut]
    articles: list[ArticleOut]


class MemberOut(Schema):
    """A member, by the name they chose."""

    name: str
    role: str
    since: datetime
