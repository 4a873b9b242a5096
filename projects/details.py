"""What the page of one project shows."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import person_of
from projects.asking import Question
from projects.blocks.story import story_parts
from projects.contacts import contacts_context
from projects.enums import Evaluation, Standing
from projects.facts import FactReader
from projects.judging import criteria_of, indicators_of
from projects.labels import Labels
from projects.material import material_of
from projects.money_table import funding_rows, funding_table
from projects.offering import offer_of
from projects.presenting import cards, field_marks, foreign_language
from projects.relatives import relatives_of
from projects.similar import others_of_town, similar_to, with_reasons

if TYPE_CHECKING:
    from projects.models.index_page import ProjectIndexPage
    from projects.models.project import ProjectPage


@dataclass(frozen=True)
class Anchor:
    """An entry of the table of contents."""

    name: str
    title: str


def detail_context(
    page: "ProjectPage", request: HttpRequest, index: "ProjectIndexPage | None" = None, *, is_older: bool = False
) -> dict[str, Any]:
    """Name what the page of one project shows besides its own fields.

    Args:
        page: the project, in the best language it has for the reader, or as it was in an older version.
        request: who asks.
        index: the finder in the reader's language; None where the project lies below it itself.
        is_older: whether it is an older version; what is said of its surroundings is that of the current one.
    """
    frame: ProjectIndexPage = index or page.get_parent().specific
    language = frame.locale.language_code
    url = frame.get_url(request) or ""
    labels = Labels(language)
    marks = field_marks(language, url)
    context: dict[str, Any] = {
        "breadcrumb_pages": [frame],
        "index_page": frame,
        "foreign": foreign_language(page, language),
        "is_good_practice": page.standing == Standing.GOOD_PRACTICE,
        "story_parts": story_parts(page),
        "fields": [marks[key] for key in page.field_keys if key in marks],
        "fact_groups": FactReader(language, url, labels).groups(page),
        "funding": funding_table(funding_rows(page)),
        "indicators": indicators_of(page),
        "criteria": criteria_of(page),
        "is_evaluated": page.evaluation in (Evaluation.INTERNAL, Evaluation.EXTERNAL),
        "material": material_of(page, person_of(request)),
        "compare_url": f"{reverse('projects:compare')}?id={page.identifier}",
    }
    context["contents"] = _contents(context, page)
    return context if is_older else {**context, **_surroundings(page, request, language, url, labels)}


def _surroundings(page: "ProjectPage", request: HttpRequest, language: str, url: str, labels: Labels) -> dict[str, Any]:
    person = person_of(request)
    similar = similar_to(page, person, language)
    in_town = others_of_town(page, person, language, without=[other.pk for other in similar])
    town = next((row.town.name for row in page.towns.all()), "")
    return {
        **contacts_context(page.translation_key),
        "offer": offer_of(page, request, language),
        "relatives": relatives_of(page, person, language, url),
        "similar": with_reasons(page, similar, labels, list_url=url, compare_url=reverse("projects:compare")),
        "in_town": cards(in_town, language=language, index_url=url),
        "town": town,
        "town_url": url + Question(chosen={"city": tuple(page.city_keys)}).address() if page.city_keys else "",
    }


def _contents(context: dict[str, Any], page: "ProjectPage") -> list[Anchor]:
    material = context["material"]
    sections = [
        *((part.value, str(part.label), True) for part, _block in context["story_parts"]),
        ("funding", _("Funding"), bool(context["funding"]["rows"])),
        ("evaluation", _("Evaluation"), bool(page.evaluation or context["indicators"])),
        ("criteria", _("Criteria of good practice"), bool(context["criteria"])),
        ("pictures", _("Pictures"), bool(material.pictures)),
        ("further", _("Files and links"), bool(material.files or material.links)),
        ("history", _("History"), True),
    ]
    return [Anchor(name, title) for name, title, is_there in sections if is_there]
