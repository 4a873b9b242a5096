"""Related projects: each relation shows on both sides, in every language, to those who may see both."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.access import Person
from cms.core.languages import Language
from projects.enums import KINSHIP_SEEN_FROM_THE_OTHER, Kinship
from projects.models.framework import ProjectRelation
from projects.presenting import foreign_language

if TYPE_CHECKING:
    from projects.models.project import ProjectPage


@dataclass(frozen=True)
class Relative:
    """A related project.

    Attributes:
        label: what it is to this one: "Replicates", "Replicated by".
        foreign: the language of its title, if that is not the reader's.
    """

    label: str
    title: str
    url: str
    identifier: str
    foreign: Language | None


def relatives_of(page: "ProjectPage", person: Person, language: str, list_url: str) -> list[Relative]:
    """Return the related projects that `person` may see, each relation once, in the order of the kinds.

    A relation counts if a version of the record that names it is open to `person`; which language that version is
    in, and which language of the other it names, does not matter.
    """
    record = page.translation_key
    related = ProjectRelation.objects.filter(Q(page__translation_key=record) | Q(other__translation_key=record))
    rows = related.values_list("kind", "page_id", "page__translation_key", "other__translation_key")
    found: dict[tuple[str, bool, UUID], str] = {}
    visible = set(_visible(page, person, related))
    for kind, naming, source, target in rows:
        if naming in visible and source != target:
            is_from_here = source == record
            other = target if is_from_here else source
            is_mutual = kind == Kinship.SAME_PROGRAMME
            label = Kinship(kind).label if is_from_here else KINSHIP_SEEN_FROM_THE_OTHER[Kinship(kind)]
            found[kind, is_from_here or is_mutual, other] = str(label)
    others = _others(page, person, language, {other for _kind, _direction, other in found})
    order = list(Kinship)
    ranked = sorted(found, key=lambda key: (order.index(Kinship(key[0])), not key[1]))
    return [
        Relative(
            label=found[key],
            title=other.title,
            url=f"{list_url}{other.identifier}/",
            identifier=other.identifier,
            foreign=foreign_language(other, language),
        )
        for key in ranked
        if (other := others.get(key[2])) is not None
    ]


def _visible(page: "ProjectPage", person: Person, related: "QuerySet[ProjectRelation]") -> list[int]:
    naming = type(page).objects.filter(pk__in=related.values("page_id"))
    return list(naming.visible_to(person).order_by().values_list("pk", flat=True))


def _others(page: "ProjectPage", person: Person, language: str, records: set[UUID]) -> "dict[UUID, ProjectPage]":
    if not records:
        return {}
    rows = type(page).objects.filter(translation_key__in=records).visible_to(person).in_language(language)
    return {row.translation_key: row for row in rows.order_by().for_card()}
