"""The shapes of the API's questions and answers about proposals."""

from datetime import datetime
from uuid import UUID

from ninja import Field, Schema
from pydantic import ConfigDict

from cms.core.api_language import Language
from cms.core.languages import SOURCE_LANGUAGE
from projects.proposing.steps import STEP_BY_KEY

Value = str | int | float | bool | list[str] | None
Screens = dict[str, dict[str, Value]]


class MissingOut(Schema):
    """Something that is missing."""

    part: str
    label: str
    is_needed: bool = Field(description="Without it the proposal is not taken.")


class EventOut(Schema):
    """A step on the way of a proposal."""

    at: datetime
    from_state: str
    to_state: str
    comment: str


class ProposalOut(Schema):
    """A proposal in a list."""

    key: UUID
    url: str
    title: str
    language: str
    state: str = Field(description="draft, submitted, sent_back, accepted, declined or withdrawn")
    created_at: datetime
    updated_at: datetime
    submitted_at: datetime | None
    identifier: str | None = Field(description="Of the record that has become of it.")


class FileOut(Schema):
    """A file of a proposal; only its author and project editors get it."""

    key: UUID
    title: str
    rights: str
    is_picture: bool


class ProposalDetailOut(ProposalOut):
    """A whole proposal."""

    files: list[FileOut]
    content: Screens = Field(description="What was written, by screen and field.")
    percent: int = Field(description="How complete it is.")
    missing: list[MissingOut]
    events: list[EventOut]


class ProposalIn(Schema):
    """What is to be written, by screen and field; fields that are not named stay as they are."""

    model_config = ConfigDict(extra="forbid")
    content: Screens = Field(
        description=f"Screens: {', '.join(STEP_BY_KEY)}. Fields have the names of the pages' forms.",
        examples=[{"about": {"title": "Nähcafé am Ring"}, "where": {"town_1_name": "05315000"}}],
    )
    language: Language = SOURCE_LANGUAGE


class FileIn(Schema):
    """What is said of a file."""

    title: str = Field(max_length=150, min_length=1, description="What it is; of a picture: what is to be seen on it.")
    rights: str = Field(max_length=150, min_length=1, description="Whose it is, and its licence.")


class SubmitIn(Schema):
    """What is said with it."""

    comment: str = Field("", max_length=4000)
    may_be_published: bool = Field(description="It may be published under CC BY 4.0.")
