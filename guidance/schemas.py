"""The shapes of the guidance in the API."""

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Field, Schema

from cms.core.translation_status import TranslationStatus


class TranslationOut(Schema):
    """How the text relates to the source.

    `fallback_from`: the language in which the text is given instead, if it is missing in the one asked for.
    `outdated_since`: when the source was published anew, if the text is outdated.
    """

    status: TranslationStatus
    fallback_from: str | None
    outdated_since: datetime | None


class TopicOut(Schema):
    """A topic in a list. `language` and `direction` are those of its text; `path` is the same in all languages."""

    path: str
    title: str
    summary: str
    icon: str
    url: str
    language: str
    direction: Literal["ltr", "rtl"]
    translation: TranslationOut


class BranchOut(TopicOut):
    """A topic with those below it."""

    children: list["BranchOut"]


class TreeOut(Schema):
    """All topics for readers of one language."""

    language: str
    direction: Literal["ltr", "rtl"]
    items: list[BranchOut]


class KeptTopicOut(TopicOut):
    """A topic with its text as HTML that needs no style sheet; `next_step` and `see_also` are paths."""

    html: str
    next_step: str | None
    see_also: list[str]
    responsible: str
    checked_on: date | None
    revised_since: date | None


class BundleOut(Schema):
    """All topics of a language, or a branch of them."""

    language: str
    direction: Literal["ltr", "rtl"]
    items: list[KeptTopicOut]


class StepOut(Schema):
    """One step; `text` is HTML."""

    title: str
    text: str


class NeededThingOut(Schema):
    """One thing to bring."""

    what: str
    note: str


class LinkOut(Schema):
    """A link to another site."""

    label: str
    url: str
    text: str


class StepsOut(Schema):
    """Steps in order."""

    type: Literal["steps"]
    id: str
    items: list[StepOut]


class NeedOut(Schema):
    """What to bring or to have."""

    type: Literal["need"]
    id: str
    items: list[NeededThingOut]


class LinksOut(Schema):
    """Links to other sites."""

    type: Literal["links"]
    id: str
    items: list[LinkOut]


class EligibleOut(Schema):
    """Who can get it; `text` is HTML."""

    type: Literal["eligible"]
    id: str
    who: str
    text: str


class FormOut(Schema):
    """A form; `url` is without host if it is one of our files."""

    type: Literal["form"]
    id: str
    name: str
    url: str
    text: str


class ContactOut(Schema):
    """Somebody to ask; `languages` are BCP 47 tags."""

    name: str
    languages: list[str]
    number: str
    email: str
    text: str


class ContactsOut(Schema):
    """People to ask, in the editors' order."""

    type: Literal["contacts"]
    id: str
    items: list[ContactOut]


class CostOut(Schema):
    """What it costs; `text` is HTML."""

    type: Literal["cost"]
    id: str
    amount: str
    text: str


class DeadlineOut(Schema):
    """Until when; `text` is HTML."""

    type: Literal["deadline"]
    id: str
    when: str
    text: str


class WhereOut(Schema):
    """A place; `address` is as on an envelope, in German; `text` is HTML."""

    type: Literal["where"]
    id: str
    name: str
    address: str
    hours: str
    text: str
    url: str


class PhoneOut(Schema):
    """A telephone number; `dialled` has digits and a leading plus only."""

    type: Literal["phone"]
    id: str
    name: str
    number: str
    dialled: str
    text: str


class LetterOut(Schema):
    """A German word and a German sentence in every language, with what they mean."""

    type: Literal["letter"]
    id: str
    word: str
    meaning: str
    say: str
    say_meaning: str


class HeadingOut(Schema):
    """A heading; plain text."""

    type: Literal["heading"]
    id: str
    text: str


class ProseOut(Schema):
    """Paragraphs, a warning, or something good to know; `text` is HTML."""

    type: Literal["text", "warning", "tip"]
    id: str
    text: str


PartOut = Annotated[
    StepsOut
    | EligibleOut
    | NeedOut
    | CostOut
    | DeadlineOut
    | FormOut
    | WhereOut
    | PhoneOut
    | ContactsOut
    | LetterOut
    | LinksOut
    | HeadingOut
    | ProseOut,
    Field(discriminator="type"),
]


class VersionOut(Schema):
    """The same topic in another language."""

    language: str
    url: str


class SourceOut(Schema):
    """Where what the page says comes from, in German."""

    label: str
    url: str


class PageOut(TopicOut):
    """A topic with its text, as parts and as HTML."""

    body: list[PartOut]
    html: str
    parts: list[TopicOut]
    next_step: TopicOut | None
    see_also: list[TopicOut]
    responsible: str
    checked_on: date | None
    revised_since: date | None
    sources: list[SourceOut]
    versions: list[VersionOut]
