"""New records into the database, a batch at a time: whole published pages with all that belongs to them.

Written past Wagtail's `add_child` (40 ms a page), so everything that it would have done is done here: place in the
tree, address, number of children, content type. That it equals what Wagtail does is held by
tests/projects/test_imported_pages_are_whole.py.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.html import strip_tags
from wagtail.models import Page

from cms.core.bulk import announce
from cms.core.languages import BY_CODE
from projects.derived import Facts, derived_columns
from projects.enums import Precision, Standing, Status
from projects.importing.blocks import STREAMS
from projects.importing.copying import copy_rows, reserve_keys
from projects.importing.records import Preset, Record, status_of
from projects.importing.rows import Present, RowsBelow, Vocabulary
from projects.models import PermanentIdentifier, ProjectIndexPage, ProjectPage, ProjectRelation
from projects.models.identifiers import reserve_identifiers


def store_new(
    records: Sequence[Record], index: ProjectIndexPage, preset: Preset, vocabulary: Vocabulary
) -> list[ProjectPage]:
    """Write records that are not in the database yet as pages below `index`. Must run in a transaction.

    Returns: the pages, in the order of the records.
    """
    if not records:
        return []
    # Whoever adds a project by hand waits at the same row (ProjectIndexPage.add_child).
    index = ProjectIndexPage.objects.select_for_update(of=("self",)).get(pk=index.pk)
    now = timezone.now()
    places = zip(
        reserve_keys(Page, len(records)),
        _free_paths(index, len(records)),
        reserve_identifiers(len(records)),
        strict=True,
    )
    pages = [
        _page(record, index, preset, vocabulary, key=key, path=path, identifier=identifier, now=now)
        for record, (key, path, identifier) in zip(records, places, strict=True)
    ]
    copy_rows(Page, pages)
    copy_rows(ProjectPage, pages)
    Page.objects.filter(pk=index.pk).update(numchild=index.numchild + len(pages))
    _register(pages, preset, now)
    rows = RowsBelow(vocabulary)
    for record, page in zip(records, pages, strict=True):
        rows.add(page.pk, record, Present())
    rows.write()
    _relate(records, pages)
    announce(ProjectPage, [page.pk for page in pages])
    return pages


def _relate(records: Sequence[Record], pages: Sequence[ProjectPage]) -> None:
    """Write the relations of new pages to those that are there; what is not there was refused before."""
    named = {identifier for record in records for _kind, identifier in record.relations}
    if not named:
        return
    others = ProjectPage.objects.filter(identifier__in=named, locale_id=pages[0].locale_id)
    known = dict(others.values_list("identifier", "pk"))
    ProjectRelation.objects.bulk_create(
        ProjectRelation(page_id=page.pk, kind=kind, other_id=known[identifier], sort_order=number)
        for record, page in zip(records, pages, strict=True)
        for number, (kind, identifier) in enumerate(record.relations)
        if identifier in known
    )


def _free_paths(index: ProjectIndexPage, count: int) -> list[str]:
    """Return places in the tree behind the last child, as treebeard numbers them."""
    depth = index.depth + 1
    below = Page.objects.filter(path__startswith=index.path, depth=depth).order_by("-path")
    last = below.values_list("path", flat=True).first()
    step = Page._str2int(last[-Page.steplen :]) if last else 0
    return [Page._get_path(index.path, depth, step + number) for number in range(1, count + 1)]


def _page(
    record: Record,
    index: ProjectIndexPage,
    preset: Preset,
    vocabulary: Vocabulary,
    *,
    key: int,
    path: str,
    identifier: str,
    now: datetime,
) -> ProjectPage:
    return ProjectPage(
        id=key,
        page_ptr_id=key,
        path=path,
        depth=index.depth + 1,
        numchild=0,
        translation_key=uuid4(),
        locale_id=index.locale_id,
        content_type=ContentType.objects.get_for_model(ProjectPage),
        title=record.title,
        draft_title=record.title,
        slug=identifier,
        url_path=f"{index.url_path}{identifier}/",
        live=True,
        first_published_at=now,
        last_published_at=now,
        identifier=identifier,
        standing=Standing.COLLECTED,
        subtitle=record.subtitle,
        summary=record.summary,
        land_code=land_code_of(record),
        carrier=record.carrier,
        carrier_type=record.carrier_type or "",
        start=record.start.value if record.start else None,
        start_precision=record.start.precision if record.start else Precision.DAY,
        end=record.end.last_day if record.end else None,
        end_precision=record.end.precision if record.end else Precision.DAY,
        status=record.status or status_of(record.start, record.end, now.date()) or "",
        source_identifier=record.source_identifier,
        shown_in=list(BY_CODE),  # a new record has no other version
        **{"source_name": preset.source_name, "licence": preset.licence, **page_values(record)},
        **derived_columns(facts_of(record, identifier, vocabulary)),
    )


def page_values(record: Record) -> dict[str, Any]:
    """Return what the record says of the page's further columns, as the page holds it."""
    values = {name: value for name, value in record.values.items() if name not in STREAMS}
    for name, (column, blocks) in STREAMS.items():
        if record.values.get(name):
            values[column] = blocks(record.values[name])
    return values


def land_code_of(record: Record) -> str:
    """Return the Land where it does not follow from the towns: none is known, or all lie elsewhere."""
    lands = {item.town.land_code for item in record.towns}
    return "" if record.land_code in lands else record.land_code


def facts_of(record: Record, identifier: str, vocabulary: Vocabulary) -> Facts:
    """Return what the derived columns of the record's page are worked out from."""
    return Facts(
        identifier=identifier,
        title=record.title,
        carrier=record.carrier,
        land_code=land_code_of(record),
        field_keys=[key for slug in record.fields for key in vocabulary.wider.get(slug, ())],
        target_group_keys=vocabulary.known("target_groups", record.target_groups),
        approach_keys=vocabulary.known("approaches", record.approaches),
        phase_keys=vocabulary.known("phases", record.phases),
        age_keys=vocabulary.known("ages", record.ages),
        towns=[(item.town.ags, item.town.land_code, item.town.name, item.town.inhabitants) for item in record.towns],
        start=record.start.value if record.start else None,
        end=record.end.last_day if record.end else None,
        years=[year for grant in record.grants for year in (grant.year, grant.year_until) if year],
        programmes=[grant.programme for grant in record.grants],
        goes_on=record.end is None and (record.status == Status.RUNNING or bool(record.values.get("is_ongoing"))),
        texts=[record.subtitle, record.summary, *(strip_tags(html) for _part, html in record.values.get("story", ()))],
    )


def _register(pages: Sequence[ProjectPage], preset: Preset, now: datetime) -> None:
    keys = reserve_keys(PermanentIdentifier, len(pages))
    copy_rows(
        PermanentIdentifier,
        (
            PermanentIdentifier(
                pk=key,
                identifier=page.identifier,
                translation_key=page.translation_key,
                source=preset.name,
                source_identifier=page.source_identifier,
                issued_at=now,
            )
            for key, page in zip(keys, pages, strict=True)
        ),
    )
