"""A small change of the source: its translations are carried over to the new wording.

A typing error in German does not make the Arabic text wrong. What an editor calls small keeps every translation of
the old wording for the new one. A text that had no predecessor cannot be carried: it stays to be translated.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from rapidfuzz import fuzz
from wagtail_localize.models import String, StringSegment, StringTranslation, TranslationSource
from wagtail_localize.strings import validate_translation_links

#: The strings of a source in reading order, by their place (context).
Wording = Mapping[int, list[int]]
#: How like each other (0 to 100) two wordings must be where a place has more or fewer of them than before.
_ALIKE = 60


def wording_of(source: TranslationSource) -> Wording:
    """Return which strings stand where."""
    wording = defaultdict[int, list[int]](list)
    rows = StringSegment.objects.filter(source=source).order_by("order")
    for context, string in rows.values_list("context_id", "string_id"):
        wording[context].append(string)
    return wording


def carry_translations(before: Wording, after: Wording) -> int:
    """Give each changed text the translations of its predecessor, in all languages.

    Args:
        before: the source before the change.
        after: the same source after it.
    Returns: how many translations were carried.
    """
    contexts = {context for context, strings in after.items() if strings != before.get(context)}
    strings = String.objects.in_bulk(
        {key for context in contexts for key in (*before.get(context, ()), *after[context])}
    )
    successors = {
        (context, old): new
        for context in contexts
        for old, new in _pairs(before.get(context, []), after[context], {pk: row.data for pk, row in strings.items()})
    }
    rows = StringTranslation.objects.filter(
        context_id__in=contexts, translation_of_id__in={old for _context, old in successors}, has_error=False
    )
    carried, times = [], {}
    for row in rows:
        new = successors.get((row.context_id, row.translation_of_id))
        if new is not None and _fits(strings[new].data, row.data):
            carried.append(_copy(row, new))
            times[row.context_id, new, row.locale_id] = row.updated_at
    StringTranslation.objects.bulk_create(carried, ignore_conflicts=True)
    _restore_times(times)
    return len(carried)


def _pairs(before: list[int], after: list[int], texts: Mapping[int, str]) -> Iterator[tuple[int, int]]:
    """Pair the old with the new: by their order if there are as many, else by likeness."""
    if len(before) == len(after):
        yield from ((old, new) for old, new in zip(before, after, strict=True) if old != new)
        return
    olds = [key for key in before if key not in after]
    for new in (key for key in after if key not in before):
        best = max(olds, key=lambda old: fuzz.ratio(texts[old], texts[new]), default=None)
        if best is not None and fuzz.ratio(texts[best], texts[new]) >= _ALIKE:
            olds.remove(best)
            yield best, new


def _fits(source: str, translation: str) -> bool:
    try:
        validate_translation_links(source, translation)
    except ValueError:
        return False
    return True


def _copy(row: StringTranslation, string: int) -> StringTranslation:
    return StringTranslation(
        translation_of_id=string,
        locale_id=row.locale_id,
        context_id=row.context_id,
        data=row.data,
        translation_type=row.translation_type,
        tool_name=row.tool_name,
        last_translated_by_id=row.last_translated_by_id,
    )


def _restore_times(times: Mapping[tuple[int, int, int], object]) -> None:
    """Keep the time of the translation: a text that was carried is nobody's unpublished work."""
    found = StringTranslation.objects.filter(
        context_id__in={key[0] for key in times}, translation_of_id__in={key[1] for key in times}
    )
    rows = [row for row in found if (row.context_id, row.translation_of_id, row.locale_id) in times]
    for row in rows:
        row.updated_at = times[row.context_id, row.translation_of_id, row.locale_id]
    StringTranslation.objects.bulk_update(rows, ["updated_at"], batch_size=500)
