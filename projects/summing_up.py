"""A question in words: the title of a feed, the subject of a letter."""

from django.utils.translation import gettext as _

from projects.asking import Question
from projects.searchable import FACETS, NONE, NONE_LABEL


def in_words(question: Question, language: str) -> str:
    """Return what is asked in one line: “Tandem”, Field of action: Sport or Work; empty if nothing is asked.

    Args:
        question: values of which exist.
        language: of the labels; the words between them are in the language that is active.
    """
    parts = [_("“%(words)s”") % {"words": question.words}] if question.words else []
    for facet in FACETS:
        if values := question.chosen.get(facet.name):
            labels = {**facet.labels(values, language), NONE: str(NONE_LABEL)}
            either = _(" or ").join(labels.get(value, value) for value in values)
            parts.append(_("%(facet)s: %(values)s") % {"facet": facet.label, "values": either})
    return "; ".join(parts)
