"""Projects like this one, each with the reason, and the other projects of its town; worked out from columns.

Ranked in one query: what two projects share weighs as `_WEIGHTS` says. Good practice has a small lead.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Case, F, IntegerField, Q, Value, When
from django.db.models.expressions import Combinable
from django.utils.translation import gettext as _

from accounts.access import Person
from projects.enums import Standing
from projects.labels import Labels
from projects.models.vocabulary import FundingProgramme
from projects.presenting import Card, cards

if TYPE_CHECKING:
    from projects.models.project import ProjectPage
    from projects.querysets import ProjectQuerySet

SHOWN = 3
#: What a shared key weighs, by column.
_WEIGHTS: Mapping[str, int] = {
    "field_keys": 4,
    "city_keys": 4,
    "approach_keys": 3,
    "target_group_keys": 2,
    "programme_keys": 2,
    "age_keys": 1,
    "phase_keys": 1,
    "size_keys": 1,
}
_LEAD_OF_GOOD_PRACTICE = 2


@dataclass(frozen=True)
class Similar:
    """A similar project and the reasons, as sentences; `compare_url` leads to both side by side."""

    card: Card
    reasons: list[str]
    compare_url: str


def similar_to(page: "ProjectPage", person: Person, language: str, *, limit: int = SHOWN) -> "list[ProjectPage]":
    """Return the projects most like `page` that `person` may see, loaded for cards; none if nothing is known of it."""
    candidates = _candidates(page)
    if candidates is None:
        return []
    found = type(page).objects.visible_to(person).in_language(language).filter(candidates)
    keys = (
        found.exclude(translation_key=page.translation_key)
        .annotate(score=_score(page))
        .order_by("-score", "-standing", "-identifier")
        .values_list("pk", flat=True)[:limit]
    )
    return _loaded(type(page).objects.all(), list(keys))


def others_of_town(
    page: "ProjectPage", person: Person, language: str, *, without: Iterable[int] = (), limit: int = SHOWN
) -> "list[ProjectPage]":
    """Return further projects of the towns of `page`, good practice and the newest first, loaded for cards."""
    if not page.city_keys:
        return []
    found = type(page).objects.visible_to(person).in_language(language).filter(city_keys__overlap=page.city_keys)
    keys = (
        found.exclude(translation_key=page.translation_key)
        .exclude(pk__in=list(without))
        .order_by("-standing", "-identifier")
        .values_list("pk", flat=True)[:limit]
    )
    return _loaded(type(page).objects.all(), list(keys))


def with_reasons(
    page: "ProjectPage", others: "list[ProjectPage]", labels: Labels, *, list_url: str, compare_url: str
) -> list[Similar]:
    """Say of each of `others` what it shares with `page`."""
    if not others:
        return []
    shared = {key for other in others for key in set(page.programme_keys) & set(other.programme_keys)}
    rows = FundingProgramme.objects.filter(slug__in=shared).values_list("slug", "name") if shared else ()
    programmes = dict(rows)
    shown = cards(others, language=labels.language, index_url=list_url)
    return [
        Similar(
            card,
            _reasons(page, card.project, labels, programmes),
            f"{compare_url}?id={page.identifier}&id={card.project.identifier}",
        )
        for card in shown
    ]


def _candidates(page: "ProjectPage") -> Q | None:
    """Return which projects come into question: those of a shared field, else of the town, else of a group."""
    for column in ("field_keys", "city_keys", "approach_keys", "target_group_keys", "programme_keys"):
        if keys := getattr(page, column):
            return Q(**{f"{column}__overlap": keys})
    return None


def _score(page: "ProjectPage") -> Combinable:
    total: Combinable = Case(
        When(standing=Standing.GOOD_PRACTICE, then=Value(_LEAD_OF_GOOD_PRACTICE)),
        default=Value(0),
        output_field=IntegerField(),
    )
    for column, weight in _WEIGHTS.items():
        for key in getattr(page, column):
            condition = When(**{f"{column}__contains": [key]}, then=Value(weight))
            total = total + Case(condition, default=Value(0), output_field=IntegerField())
    return total


def _loaded(projects: "ProjectQuerySet", keys: list[int]) -> "list[ProjectPage]":
    """Load rows for cards in the order of their keys, so that only keys are sorted and no columns with them."""
    rows = {row.pk: row for row in projects.filter(pk__in=keys).order_by(F("pk")).for_card()} if keys else {}
    return [rows[key] for key in keys if key in rows]


def _reasons(page: "ProjectPage", other: "ProjectPage", labels: Labels, programmes: Mapping[str, str]) -> list[str]:
    towns = {row.town.ags: row.town.name for row in other.towns.all()}
    sentences = (
        (_("Same field of action: %(names)s"), _shared(page, other, "field_keys", labels.fields)),
        (_("Same town: %(names)s"), _shared(page, other, "city_keys", towns)),
        (_("Same approach: %(names)s"), _shared(page, other, "approach_keys", labels.approaches)),
        (_("Same target group: %(names)s"), _shared(page, other, "target_group_keys", labels.target_groups)),
        (_("Same funding programme: %(names)s"), _shared(page, other, "programme_keys", programmes)),
    )
    return [sentence % {"names": ", ".join(names)} for sentence, names in sentences if names]


def _shared(page: "ProjectPage", other: "ProjectPage", column: str, labels: Mapping[str, str]) -> list[str]:
    theirs = set(getattr(other, column))
    return [labels[key] for key in getattr(page, column) if key in theirs and key in labels]
