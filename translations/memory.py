"""Translation memory: how the same or a similar text was translated elsewhere."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation

from translations.units import Unit, shown

_ALIKE = 75
_MOST = 3
#: More than this many different texts of one language are not compared; the newest are.
_REMEMBERED = 20_000


@dataclass(frozen=True)
class Remembered:
    """A text that is like one to be translated, and its translation.

    Attributes:
        likeness: 100 for the same text.
    """

    source: str
    text: str
    likeness: int


def remembered_for(units: Sequence[Unit], locale: Locale) -> Mapping[str, Sequence[Remembered]]:
    """Return what may help with those of `units` that have no translation yet, by their key; in one query."""
    wanted = [unit for unit in units if unit.row is None or unit.is_machine_text]
    if not wanted:
        return {}
    own = {unit.context_id for unit in units}
    known = _known(locale, own)
    return {unit.key: found for unit in wanted if (found := list(_like(unit, known)))}


def _known(locale: Locale, own: set[int]) -> Mapping[str, str]:
    """Return one translation for each text: people's only, the newest."""
    rows = (
        StringTranslation.objects.filter(locale=locale, has_error=False)
        .exclude(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE)
        .exclude(context_id__in=own)
        .order_by("-updated_at")
        .values_list("translation_of__data", "data")[:_REMEMBERED]
    )
    known: dict[str, str] = {}
    for source, text in rows:
        known.setdefault(source, text)
    return known


def _like(unit: Unit, known: Mapping[str, str]) -> Iterable[Remembered]:
    found = process.extract(unit.stored, known.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=_MOST)
    offered = set()
    for source, likeness, _place in found:
        if known[source] not in offered:
            offered.add(known[source])
            yield Remembered(
                shown(source, is_html=unit.is_html), shown(known[source], is_html=unit.is_html), int(likeness)
            )
