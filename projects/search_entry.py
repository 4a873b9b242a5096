"""What the site's search learns of a project: one row for each published version."""

from collections.abc import Iterable, Mapping

from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from cms.core.models import Municipality
from cms.core.searchable import SearchableType
from projects.addresses import project_address
from projects.enums import Standing
from projects.models import (
    Funding,
    ProjectAgeGroup,
    ProjectApproach,
    ProjectField,
    ProjectPage,
    ProjectPhase,
    ProjectTargetGroup,
    ProjectTown,
)
from projects.searchable import FACETS, NONE

#: What has been judged stands before what fits equally well and has not.
_JUDGED = 1.5


def _body(page: ProjectPage) -> Mapping[str, str]:
    """Give the short texts more weight than the story, and that more than names."""
    story = [strip_tags(part.value.source) for part in page.story]
    names = [page.identifier, page.carrier, *(row.town.name for row in page.towns.all())]
    return {"B": f"{page.subtitle}\n{page.summary}", "C": "\n".join(story), "D": "\n".join(names)}


def _place(page: ProjectPage) -> str:
    return ", ".join(dict.fromkeys(row.town.name for row in page.towns.all()))


def _facet_values(page: ProjectPage) -> Mapping[str, Iterable[str]]:
    values: dict[str, list[str]] = {}
    for facet in FACETS:
        value = getattr(page, facet.column)
        values[facet.name] = (list(value) if facet.many else [value] if value else []) or [NONE]
    return values


_ROWS = (
    ProjectTown,
    ProjectField,
    ProjectTargetGroup,
    ProjectApproach,
    ProjectPhase,
    ProjectAgeGroup,
    Funding,
)

PROJECTS = SearchableType(
    kind="project",
    label=_("Projects"),
    model=ProjectPage,
    queryset=lambda: (
        ProjectPage.objects.live().filter(alias_of=None).select_related("locale").prefetch_related("towns__town")
    ),
    title=lambda page: page.title,
    body=_body,
    language=lambda page: page.locale.language_code,
    url=lambda page: project_address(page.identifier, page.locale.language_code),
    summary=lambda page: page.subtitle or page.summary,
    weight=lambda page: _JUDGED if page.standing == Standing.GOOD_PRACTICE else 1.0,
    dated=lambda page: page.first_published_at,
    place=_place,
    facets=FACETS,
    facet_values=_facet_values,
    follows={
        **dict.fromkeys(_ROWS, lambda row: ProjectPage.objects.filter(pk=row.page_id)),
        Municipality: lambda town: ProjectPage.objects.filter(towns__town=town),
    },
)
