"""The texts of a page as a translator meets them: source, translation, what changed, what may help."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from rapidfuzz import fuzz
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, TemplateSegment, TranslationSource
from wagtail_localize.strings import StringValue

from translations.places import places_of

#: How like each other (0 to 100) an old and a new wording must be to be shown as one text that changed.
_ALIKE = 45


@dataclass(frozen=True)
class Earlier:
    """What a text said before, and how that was translated."""

    source: str
    text: str


@dataclass
class Unit:
    """One text of a page.

    Attributes:
        context_id, string_id: what wagtail-localize calls it; together they name it.
        path: content path.
        place: the same in words.
        stored: the source as wagtail-localize stores it (HTML).
        source: the same as people read it; HTML only in rich text.
        is_html: whether it is a part of rich text.
        links: address by the number of the link, for rich text.
        most: how many signs fit, or None.
        text: the translation as people write it, "" if there is none.
        row: the stored translation.
        earlier: what stood here before the source changed, if this text has no translation.
    """

    context_id: int
    string_id: int
    path: str
    place: str
    stored: str
    source: str
    is_html: bool
    links: Mapping[str, str]
    most: int | None
    text: str = ""
    row: StringTranslation | None = None
    earlier: Earlier | None = None
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Its name in forms."""
        return f"{self.context_id}-{self.string_id}"

    @property
    def base(self) -> str:
        """A mark of what is stored now, to notice that somebody else stored something else meanwhile."""
        return mark_of(self.row.data if self.row else "")

    @property
    def is_machine_text(self) -> bool:
        """Whether a machine wrote it and nobody has checked it."""
        return self.row is not None and self.row.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE

    @property
    def error(self) -> str:
        """What wagtail-localize found wrong with it."""
        return (self.row.get_error() or "") if self.row and self.row.has_error else ""

    @property
    def written_at(self) -> datetime | None:
        """When the translation was last changed."""
        return self.row.updated_at if self.row else None


def mark_of(stored: str) -> str:
    """Return a short mark of a text as it is stored."""
    return hashlib.sha256(stored.encode()).hexdigest()[:16] if stored else ""


def shown(stored: str, *, is_html: bool) -> str:
    """Return a stored text as people write it."""
    return stored if is_html else str(StringValue(stored).render_text())


def units_of(page: Any, source: TranslationSource, locale: Locale) -> list[Unit]:
    """Return the texts of `page` in reading order, each once, in five queries.

    Args:
        page: the published source.
        source: its frozen copy.
        locale: the target's.
    """
    segments = StringSegment.objects.filter(source=source).select_related("context", "string").order_by("order")
    rich = set(TemplateSegment.objects.filter(source=source).values_list("context__path", flat=True))
    rows = _rows(source, locale)
    once: dict[tuple[int, int], StringSegment] = {}
    for segment in segments:
        once.setdefault((segment.context_id, segment.string_id), segment)
    places = places_of(page, [(one.context.path, one.context.field_path or one.context.path) for one in once.values()])
    units = []
    for segment in sorted(once.values(), key=lambda one: _reading_order(page, one)):
        path = segment.context.path
        unit = Unit(
            context_id=segment.context_id,
            string_id=segment.string_id,
            path=path,
            place=places[path],
            stored=segment.string.data,
            source=shown(segment.string.data, is_html=path in rich),
            is_html=path in rich,
            links=_links(segment.attrs),
            most=_most(page, path),
        )
        unit.row = rows.get((segment.context_id, segment.string_id))
        unit.text = shown(unit.row.data, is_html=unit.is_html) if unit.row else ""
        units.append(unit)
    _find_earlier(units, [row for key, row in rows.items() if key not in once])
    return units


def _rows(source: TranslationSource, locale: Locale) -> dict[tuple[int, int], StringTranslation]:
    """Return every translation of the page, those of former wordings too."""
    rows = StringTranslation.objects.filter(context__object_id=source.object_id, locale=locale)
    found = rows.select_related("translation_of", "last_translated_by").order_by("updated_at")
    return {(row.context_id, row.translation_of_id): row for row in found}


#: Fields come before the parts of the page, and what only search engines read comes last.
_FIRST, _LAST = ("title", "summary", "intro"), ("seo_title", "search_description")


def _reading_order(page: Any, segment: StringSegment) -> tuple[int, int, int]:
    name, _dot, rest = segment.context.path.partition(".")
    if name in _FIRST:
        return (0, _FIRST.index(name), segment.order)
    if name in _LAST:
        return (2, _LAST.index(name), segment.order)
    key = rest.partition(".")[0]
    blocks = [str(block.id) for block in getattr(page, name)] if rest else []
    return (1, blocks.index(key) if key in blocks else 0, segment.order)


def _links(attrs: str) -> Mapping[str, str]:
    found = {}
    for name, values in (json.loads(attrs or "null") or {}).items():
        found[name.rpartition("#")[2]] = str(values.get("href") or values.get("linktype") or "")
    return found


def _most(page: Any, path: str) -> int | None:
    if "." in path:
        return None
    most: int | None = page._meta.get_field(path).max_length
    return most


def _find_earlier(units: Sequence[Unit], former: Iterable[StringTranslation]) -> None:
    """Give each text without translation the former one of the same place that is most like it."""
    by_context = defaultdict[int, list[StringTranslation]](list)
    for row in former:
        by_context[row.context_id].append(row)
    siblings = defaultdict[int, int](int)
    for unit in units:
        siblings[unit.context_id] += 1
    for unit in units:
        rows = by_context[unit.context_id]
        if unit.row is not None or not rows:
            continue
        best = max(rows, key=lambda row: (_likeness(row, unit), row.updated_at))
        if siblings[unit.context_id] == 1 and _likeness(best, unit) < _ALIKE:
            best = max(rows, key=lambda row: row.updated_at)
        elif _likeness(best, unit) < _ALIKE:
            continue
        source = shown(best.translation_of.data, is_html=unit.is_html)
        unit.earlier = Earlier(source, shown(best.data, is_html=unit.is_html))


def _likeness(row: StringTranslation, unit: Unit) -> float:
    return fuzz.ratio(row.translation_of.data, unit.stored)
