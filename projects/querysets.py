"""Reading projects in the words of the domain."""

from typing import TYPE_CHECKING, Self

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F, Value
from wagtail.query import PageQuerySet

from accounts.access import Person, filter_visible
from cms.core.folding import fold
from cms.core.languages import FALLBACK_LANGUAGES
from cms.core.word_search import found_by_words
from projects.enums import Standing

if TYPE_CHECKING:
    from projects.models.project import ProjectPage

#: Columns that are long and that no list shows.
_HEAVY = ("story", "search_text", "search_vector", "search_description")


class ProjectQuerySet(PageQuerySet):
    """Chains: `ProjectPage.objects.visible_to(person).in_language(language).found_by(words, language)`."""

    def visible_to(self, person: Person) -> Self:
        """Keep what `person` may see; every list starts with this."""
        return filter_visible(self, person)  # type: ignore[return-value]  # it filters this very queryset

    def in_language(self, language: str) -> Self:
        """Keep each record once: in `language` if it is published there, else in German, English or what there is."""
        return self.filter(shown_in__contains=[language])

    def found_by(self, words: str, language: str) -> Self:
        """Keep what the site's search finds for `words` of a reader of `language`; rank it as `relevance`."""
        if not words:
            return self.annotate(relevance=Value(0.0))
        languages = list(dict.fromkeys((language, *FALLBACK_LANGUAGES)))
        return found_by_words(self, "project", words, languages)  # type: ignore[return-value]  # this very queryset

    def with_words(self, words: str) -> Self:
        """Keep those, drafts too, that have a word beginning with each of `words`: for the administration."""
        query = _prefix_query(words)
        if query is None:
            return self.annotate(relevance=Value(0.0))
        return self.filter(search_vector=query).annotate(relevance=SearchRank(F("search_vector"), query))

    def shown_for(self, identifier: str, language: str, person: Person) -> "ProjectPage | None":
        """Return the record in the best language for readers of `language`, or None if they may see none."""
        page: ProjectPage | None = (
            self.filter(identifier=identifier).visible_to(person).in_language(language).select_related("locale").first()
        )
        return page

    def good_practice(self) -> Self:
        """Keep what has been judged."""
        return self.filter(standing=Standing.GOOD_PRACTICE)

    def for_card(self) -> Self:
        """Load all that a card or a line of a table shows, whatever the number of rows."""
        return self.defer(*_HEAVY).select_related("locale").prefetch_related("towns__town")

    def for_whole_record(self) -> Self:
        """Load what a whole record (see whole.py, which brings its rows) shows of its own columns."""
        return self.defer("search_text", "search_vector", "search_description").select_related("locale")


def _prefix_query(words: str) -> SearchQuery | None:
    terms = [word for word in fold(words).split() if word]
    if not terms:
        return None
    # Folded words hold letters and digits only, so nothing in them can be an operator of the query language.
    return SearchQuery(" & ".join(f"{term}:*" for term in terms), config="simple", search_type="raw")
