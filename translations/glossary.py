"""Which words of the glossary stand in a text."""

import re
from collections.abc import Iterable, Mapping, Sequence

from translations.models import GlossaryTerm
from translations.units import Unit


def terms_of(language: str) -> Sequence[GlossaryTerm]:
    """Return the glossary of a language, longer words first: they say more."""
    return sorted(GlossaryTerm.objects.filter(language=language), key=lambda term: (-len(term.term), term.term))


def terms_in(source: str, terms: Iterable[GlossaryTerm]) -> list[GlossaryTerm]:
    """Return those of `terms` that `source` uses, in German with the endings it has ("Bescheide", "Amtes")."""
    return [term for term in terms if _stands_in(term.term, source)]


def terms_by_unit(units: Sequence[Unit], language: str) -> Mapping[str, Sequence[GlossaryTerm]]:
    """Return the terms of each text by its key, in one query."""
    terms = terms_of(language)
    return {unit.key: found for unit in units if (found := terms_in(unit.source, terms))}


def _stands_in(term: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(term)}(?:e|er|en|em|es|n|s)?\b", text, re.IGNORECASE) is not None
