"""Records that a project may be in already: similar title, same carrier, same town.

Only what the person who asks may see is compared, so nothing hidden is given away by a hint.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from accounts.access import Person
from cms.core.folding import fold
from projects.addresses import project_address
from projects.models import ProjectPage
from projects.querysets import ProjectQuerySet

#: Points of 100 from which titles count as the same, as similar, and as similar enough for the same carrier in town.
_SAME, _SIMILAR, _RELATED = 92.0, 78.0, 62.0
_SAME_CARRIER = 88.0
#: Words begin alike in these many letters where somebody may have mistyped the rest.
_STEM = 5
_SHORTEST_WORD = 4
_MOST_COMPARED = 50_000
#: Beginnings of words that titles of this field share without being alike; left out where a title has other words.
_COMMON = {"proje", "integ", "migra", "fluch", "geflu", "forde", "zuwan"}
_MOST_SHOWN = 4


@dataclass(frozen=True)
class Likeness:
    """A record that may be the same project, and what speaks for it."""

    identifier: str
    title: str
    url: str
    score: float
    reasons: tuple[str, ...]


def likely_duplicates(
    *, title: str, carrier: str, towns: Iterable[str], person: Person, language: str, leave_out: str = ""
) -> list[Likeness]:
    """Return the records that are most likely the same project, the likeliest first, four at most.

    Args:
        title: of the project; without one there is nothing to compare.
        carrier: who runs it; may be empty.
        towns: municipality keys (AGS).
        person: who asks; records they may not see are not compared.
        language: in which addresses are given.
        leave_out: identifier of the record itself, where it has one.
    """
    folded, carrier_folded, here = fold(title), fold(carrier), set(towns)
    if not folded:
        return []
    best: dict[str, Likeness] = {}
    rows = _candidates(folded, here, carrier, person).exclude(identifier=leave_out or "-")
    columns = ("identifier", "title", "title_folded", "carrier", "city_keys")
    for identifier, name, name_folded, runs_it, city_keys in rows.values_list(*columns)[:_MOST_COMPARED].iterator():
        score = _title_score(folded, name_folded)
        same_town = bool(here & set(city_keys))
        same_carrier = _same_carrier(carrier_folded, runs_it)
        if _is_likely(score, same_town=same_town, same_carrier=same_carrier):
            total = score + 10 * same_town + 10 * same_carrier
            if identifier not in best or best[identifier].score < total:
                reasons = _reasons(score, same_town=same_town, same_carrier=same_carrier)
                best[identifier] = Likeness(identifier, name, project_address(identifier, language), total, reasons)
    return sorted(best.values(), key=lambda one: (-one.score, one.identifier))[:_MOST_SHOWN]


def _candidates(folded: str, towns: set[str], carrier: str, person: Person) -> ProjectQuerySet:
    """Return records that share the beginning of a word with the title, or carrier and town."""
    words = [word for word in folded.split() if len(word) >= _SHORTEST_WORD] or folded.split()
    stems = dict.fromkeys(word[:_STEM] for word in words)
    telling = [stem for stem in stems if stem not in _COMMON] or list(stems)
    alike = Q(title_folded__regex=rf"(^| )({'|'.join(map(re.escape, telling))})")
    if towns and carrier:
        alike |= Q(city_keys__overlap=list(towns), carrier__iexact=carrier)
    found: ProjectQuerySet = ProjectPage.objects.visible_to(person).filter(alike).order_by()
    return found


def _title_score(one: str, other: str) -> float:
    # Sets of words alone would take "Sprachcafé" for every title that has the word; so they count a little less.
    return max(fuzz.ratio(one, other), fuzz.token_sort_ratio(one, other), 0.85 * fuzz.token_set_ratio(one, other))


def _same_carrier(carrier_folded: str, other: str) -> bool:
    return bool(carrier_folded and other) and fuzz.token_sort_ratio(carrier_folded, fold(other)) >= _SAME_CARRIER


def _is_likely(score: float, *, same_town: bool, same_carrier: bool) -> bool:
    if score >= _SAME:
        return True
    if score >= _SIMILAR:
        return same_town or same_carrier
    return score >= _RELATED and same_town and same_carrier


def _reasons(score: float, *, same_town: bool, same_carrier: bool) -> tuple[str, ...]:
    reasons = [_("the same name") if score >= _SAME else _("a similar name")]
    if same_carrier:
        reasons.append(_("the same carrier"))
    if same_town:
        reasons.append(_("the same town"))
    return tuple(reasons)
