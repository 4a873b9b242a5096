"""What has happened to the demo's projects: changes that made versions, and how examples are related."""

from collections.abc import Iterable, Mapping
from typing import Any

from projects.enums import Kinship
from projects.models import PermanentIdentifier, ProjectPage, ProjectRelation


def publish_changes(page: ProjectPage, changes: Iterable[Mapping[str, Any]]) -> ProjectPage:
    """Publish changes one after another, each with its note; return the page as it is then.

    Args:
        page: published.
        changes: of each a `note`, and the fields that change, by name.
    """
    for change in changes:
        draft = page.get_latest_revision_as_object()
        draft.change_note = change["note"]
        for name in change.keys() - {"note"}:
            setattr(draft, name, change[name])
        draft.save_revision().publish()
        page = ProjectPage.objects.get(pk=page.pk)
    return page


def relate_examples(relations: Iterable[tuple[str, Kinship, str]], source: str) -> None:
    """Relate German examples; what is related already stays as it is."""
    records = PermanentIdentifier.objects.filter(source=source)
    keys = dict(records.values_list("source_identifier", "translation_key"))
    german = ProjectPage.objects.filter(translation_key__in=keys.values(), locale__language_code="de")
    pages = {page.translation_key: page for page in german}
    for slug, kind, other_slug in relations:
        page, other = pages.get(keys.get(slug)), pages.get(keys.get(other_slug))
        if page and other and not page.relations.filter(kind=kind, other=other).exists():
            draft = page.get_latest_revision_as_object()
            draft.relations.add(ProjectRelation(kind=kind, other=other))
            draft.save_revision().publish()
