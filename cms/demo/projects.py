"""The demo's projects: invented, said to be examples, in German and English; and the large cities they are in."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from cms.core.models import Municipality
from cms.core.municipalities import read_municipalities, store_municipalities
from cms.core.translating import paired_texts, publish_translation
from cms.demo.project_framework import framework, relate_further
from cms.demo.project_history import publish_changes, relate_examples
from projects.enums import Kinship
from projects.importing.dates import parse_date
from projects.models import (
    FieldOfAction,
    Funding,
    PermanentIdentifier,
    ProjectField,
    ProjectIndexPage,
    ProjectPage,
    ProjectTargetGroup,
    ProjectTown,
    TargetGroup,
)
from projects.services import found_project_index

CONTENT = Path(__file__).parent / "content"
#: Stands in the register of identifiers, so that a second loading finds what is there.
SOURCE = "demo"
SOURCE_NAME = "Beispiel, für die Vorführung erfunden"

#: Which example is related to which, and how.
RELATIONS = (
    ("gesundheitsmediation", Kinship.INSPIRED_BY, "sprachmittlung-auf-abruf"),
    ("stadtteileltern", Kinship.REPLICATES, "schule-spricht"),
    ("vereinslotsen", Kinship.SAME_PROGRAMME, "schwimmen-lernen"),
)

Text = Mapping[str, Any]


def load(progress: Callable[[str], None]) -> None:
    """Read the large cities if there is no list yet, and publish the examples; what exists stays as it is."""
    if not Municipality.objects.exists():
        store_municipalities(read_municipalities(CONTENT / "municipalities.tsv"))
    index = found_project_index()
    known = set(PermanentIdentifier.objects.filter(source=SOURCE).values_list("source_identifier", flat=True))
    for path in sorted((CONTENT / "projects").glob("*.yaml")):
        if path.stem not in known:
            progress(f"project {path.stem}")
            _publish(index, path.stem, yaml.safe_load(path.read_text()))
    relate_examples(RELATIONS, SOURCE)


@transaction.atomic
def _publish(index: ProjectIndexPage, slug: str, text: Text) -> None:
    page = _page(text, "de")
    index.add_child(instance=page)
    page.save_revision().publish()
    PermanentIdentifier.objects.filter(identifier=page.identifier).update(source=SOURCE, source_identifier=slug)
    page = publish_changes(ProjectPage.objects.get(pk=page.pk), text.get("versions", ()))
    publish_translation(page, "en", paired_texts(page, _page(text, "en")))


def _page(text: Text, language: str) -> ProjectPage:
    """Return the example in one language; the parts of the story have the same keys in all."""
    words = text[language]
    start, end = parse_date(str(text.get("start", ""))), parse_date(str(text.get("end", "")))
    page = ProjectPage(
        title=words["title"],
        subtitle=words["subtitle"],
        summary=words["summary"],
        story=[
            {"type": part, "value": f"<p>{paragraph}</p>", "id": f"00000000-0000-4000-8000-{number:012d}"}
            for number, (part, paragraph) in enumerate(words["story"].items())
        ],
        standing=text["standing"],
        status=text["status"],
        carrier=text["carrier"],
        carrier_type=text["carrier_type"],
        start=start.value if start else None,
        end=end.last_day if end else None,
        source_name=SOURCE_NAME,
        **framework(text, language),
    )
    page.start_precision = start.precision if start else page.start_precision
    page.end_precision = end.precision if end else page.end_precision
    _relate(page, text)
    return page


def _relate(page: ProjectPage, text: Text) -> None:
    relate_further(page, text)
    page.towns = [
        ProjectTown(town=Municipality.objects.get(ags=town["ags"]), role=town["role"]) for town in text["towns"]
    ]
    page.fields_of_action = [ProjectField(field=FieldOfAction.objects.get(slug=slug)) for slug in text["fields"]]
    page.target_groups = [
        ProjectTargetGroup(group=TargetGroup.objects.get(slug=slug)) for slug in text["target_groups"]
    ]
    page.funding = [
        Funding(
            funder=row["funder"],
            programme=row.get("programme", ""),
            amount=Decimal(row["amount"]),
            year=row["year"],
        )
        for row in text["funding"]
    ]
