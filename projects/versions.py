"""Versions of records, as readers meet them: the history, and an older version read again.

How they come about: see publishing.py.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from accounts.access import Person
from cms.core.languages import BY_CODE, Language
from projects.derived import derive
from projects.models.versions import RecordVersion

if TYPE_CHECKING:
    from projects.models.project import ProjectPage


class NoSuchVersion(Exception):
    """There is no such version, or it cannot be read."""


@dataclass(frozen=True)
class Shown:
    """A line of the history.

    Attributes:
        foreign: the language of the note, if it is not the reader's.
        url: where the version is read; empty for the one that is being read and for those that are not kept.
    """

    number: int
    published_at: datetime | None
    note: str
    foreign: Language | None
    url: str
    is_shown: bool
    is_current: bool


def history_of(page: "ProjectPage", language: str, url: str, *, shown: int | None = None) -> list[Shown]:
    """Return the versions of a record, the latest first; a record without any has version 1.

    Args:
        page: the record.
        language: of the reader.
        url: where the record is read.
        shown: the number of the version on the screen; None for the current one.
    """
    rows = list(RecordVersion.objects.filter(record__identifier=page.identifier).order_by("-number"))
    current = rows[0].number if rows else 1
    on_screen = shown or current
    if not rows:
        rows = [RecordVersion(number=1, published_at=page.first_published_at)]
    return [
        Shown(
            number=row.number,
            published_at=row.published_at,
            note=row.note,
            foreign=BY_CODE.get(row.language) if row.language not in ("", language) else None,
            url=_address(row, url, current) if row.number != on_screen else "",
            is_shown=row.number == on_screen,
            is_current=row.number == current,
        )
        for row in rows
    ]


def _address(row: RecordVersion, url: str, current: int) -> str:
    if row.number == current:
        return url
    return f"{url}?version={row.number}" if row.revision_id and row.is_readable else ""


def older_version(page: "ProjectPage", asked: str, person: Person) -> "tuple[ProjectPage, RecordVersion]":
    """Return the record as it was under a number, and the version; nothing of it is saved.

    Args:
        page: the record.
        asked: the number, as somebody has written it.
        person: who wants to read it.

    Raises:
        NoSuchVersion: never published, not kept, closed by editors, or the text it had is not public any more.
    """
    if not (asked.isascii() and asked.isdigit() and len(asked) < 8):
        raise NoSuchVersion
    rows = RecordVersion.objects.filter(record__identifier=page.identifier, number=int(asked), is_readable=True)
    version = rows.select_related("revision").first()
    if version is None or version.revision is None:
        raise NoSuchVersion
    same = type(page).objects.filter(pk=version.revision.object_id, translation_key=page.translation_key)
    now = same.visible_to(person).select_related("locale").first()
    if now is None:
        raise NoSuchVersion
    old: ProjectPage = now.with_content_json(version.revision.content)
    old.identifier, old.version, old.live = now.identifier, version.number, now.live
    derive(old)
    return old, version
