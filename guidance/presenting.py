"""What the pages of the reference site show, put together from topics."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse

from accounts.access import Person, filter_visible, person_of
from cms.core.languages import BY_CODE, SOURCE_LANGUAGE, Language
from cms.core.translation_status import language_of
from guidance.blocks import anchor_of
from guidance.feedback_tokens import token_for
from guidance.pdf_there import can_make_pdf
from guidance.querysets import GuidanceQuerySet
from guidance.short_codes import code_of
from guidance.topics import Topic, address, path_of, topic_for, topic_tree, topics_by_key

if TYPE_CHECKING:
    from guidance.models import GuidanceIndexPage, GuidancePage

#: From how many headings on a page gets a table of contents.
_LONG = 3


@dataclass(frozen=True)
class Version:
    """A topic in one language: where it is read, for language menus and search engines."""

    language: Language
    url: str


@dataclass(frozen=True)
class Surroundings:
    """What lies around a topic, each in the best version for the reader.

    Attributes:
        topic: the topic itself.
        versions: all languages in which this person can read it.
        parts: topics below it, in the order of the tree.
        next_step: what to do after it.
        see_also: worth reading too, in the editor's order.
    """

    topic: Topic
    versions: list[Version]
    parts: list[Topic]
    next_step: Topic | None
    see_also: list[Topic]


@dataclass(frozen=True)
class Tools:
    """What one can do with a page besides reading it.

    Attributes:
        short_url: address for paper, with host.
        pdf_url: without host; empty where this machine makes no PDF.
        poster_url: the page to hang up.
        keep_url: where topics are kept on a device.
    """

    short_url: str
    pdf_url: str
    poster_url: str
    keep_url: str


@dataclass(frozen=True)
class Heading:
    """A line of the table of contents."""

    text: str
    anchor: str


def page_context(page: "GuidancePage", request: HttpRequest) -> dict[str, Any]:
    """Name what the page of a topic shows besides its own fields."""
    language = page.locale.language_code
    around = surroundings(page, person_of(request), language)
    return {
        "around": around,
        "versions": around.versions,
        "source_url": next(
            (version.url for version in around.versions if version.language.code == SOURCE_LANGUAGE), ""
        ),
        "headings": headings(page),
        "sources": list(page.sources.all()),
        "feedback_token": token_for(page.pk or 0),
        "tools": _tools(page, request, around.topic),
        "revised_since": revised_since(page),
    }


def revised_since(page: "GuidancePage") -> date | None:
    """Return since when the topic is being revised, in whatever language; None if it is not."""
    found = type(page).objects.filter(translation_key=page.translation_key).revised_since()
    return found.get(page.translation_key)


def _tools(page: "GuidancePage", request: HttpRequest, topic: Topic) -> Tools:
    """Name the ways out of the page; its short address is the German version's, so that all languages share it."""
    numbers = type(page).objects.filter(translation_key=page.translation_key, locale__language_code=SOURCE_LANGUAGE)
    number = numbers.values_list("pk", flat=True).first() or page.pk or 0
    path = topic.path
    return Tools(
        short_url=request.build_absolute_uri(reverse("short", args=[code_of(number)])),
        pdf_url=reverse("pocket:pdf", args=[path]) if can_make_pdf() and path else "",
        poster_url=reverse("pocket:poster", args=[path]) if path else "",
        keep_url=reverse("pocket:keep"),
    )


def index_context(index: "GuidanceIndexPage", request: HttpRequest, pages: GuidanceQuerySet) -> dict[str, Any]:
    """Name what the list of topics shows."""
    person = person_of(request)
    others = type(index).objects.filter(translation_key=index.translation_key, alias_of__isnull=True)
    codes = set(filter_visible(others, person).values_list("locale__language_code", flat=True))
    return {
        "topics": topic_tree(pages, person, index.locale.language_code),
        "versions": [Version(language, address(language.code)) for code, language in BY_CODE.items() if code in codes],
    }


def headings(page: "GuidancePage") -> list[Heading]:
    """Return the table of contents; empty where the page is short."""
    found = [Heading(block.value, anchor_of(block)) for block in page.body if block.block_type == "heading"]
    return found if len(found) >= _LONG else []


def surroundings(page: "GuidancePage", person: Person, language: str) -> Surroundings:
    """Look around `page` with a fixed number of queries.

    Args:
        page: what the reader gets, in whatever language it is.
        person: who asks.
        language: the reader's.
    """
    pages: GuidanceQuerySet = type(page).objects.visible_to(person).written()
    versions = list(pages.filter(translation_key=page.translation_key).for_list())
    keys = _linked_keys(page)
    around = pages.filter(Q(translation_key__in=keys.values()) | _right_below(versions))
    found = topics_by_key(around.readable_in(language).for_list(), language)
    own = next((version for version in versions if version.pk == page.pk), None) or _unlisted(page)
    return Surroundings(
        topic=topic_for(own, language),
        versions=[Version(topic.language, topic.url) for topic in _in_menu_order(versions)],
        parts=[topic for topic in found.values() if topic.parent_path == path_of(page)],
        next_step=found.get(keys[page.next_step_id]) if page.next_step_id else None,
        see_also=[found[keys[row.topic_id]] for row in page.see_also.all() if keys[row.topic_id] in found],
    )


def _unlisted(page: "GuidancePage") -> "GuidancePage":
    """Say that nothing is known to be outdated: a draft in the preview is in no list."""
    page.outdated_since, page.has_machine_text = None, False
    return page


def _linked_keys(page: "GuidancePage") -> dict[int, UUID]:
    """Return the translation keys of the pages that `page` names, by primary key: it names German ones."""
    linked = {row.topic_id for row in page.see_also.all()} | ({page.next_step_id} if page.next_step_id else set())
    return dict(type(page).objects.filter(pk__in=linked).values_list("pk", "translation_key"))


def _right_below(versions: Iterable["GuidancePage"]) -> Q:
    condition = Q(pk__in=[])
    for version in versions:
        condition |= Q(path__startswith=version.path, depth=version.depth + 1)
    return condition


def _in_menu_order(versions: Iterable["GuidancePage"]) -> list[Topic]:
    by_code = {language_of(version): version for version in versions}
    return [topic_for(by_code[code], code) for code in BY_CODE if code in by_code]
