"""All records that a question asks for, in its order and in constant memory, whatever their number."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from django.utils.translation import override

from accounts.access import Person
from projects.asking import Question
from projects.listing import matching
from projects.models import ProjectPage
from projects.whole import Vocabularies, WholeRecord, whole_records

if TYPE_CHECKING:
    from projects.querysets import ProjectQuerySet

#: Records that are loaded at once, with all that belongs to them.
CHUNK = 250


def all_records(question: Question, person: Person, language: str, *, root_url: str) -> Iterator[WholeRecord]:
    """Yield what `question` asks for, from a cursor of the database.

    The set and its order are those of the moment of asking; a record that is closed meanwhile is left out.

    Args:
        question: its page and number per page do not matter.
        person: who asks.
        language: BCP 47 tag of the reader.
        root_url: the site's address, e.g. https://wegweiser.example.org.
    """
    vocabularies = Vocabularies(language)
    found = matching(ProjectPage.objects.order_by(), question, person, language)
    keys = found.values_list("pk", flat=True).iterator(chunk_size=5000)
    while chunk := list(islice(keys, CHUNK)):
        with override(language):
            pages = _in_order(ProjectPage.objects.visible_to(person), chunk)
            records = whole_records(
                pages, person=person, language=language, root_url=root_url, vocabularies=vocabularies
            )
        yield from records


def _in_order(pages: "ProjectQuerySet", keys: list[int]) -> list[ProjectPage]:
    found = {page.pk: page for page in pages.filter(pk__in=keys).order_by().with_rows()}
    return [found[key] for key in keys if key in found]
