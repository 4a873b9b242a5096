"""Topics as a reader of one language meets them: each once, in the best version there is, with an honest mark."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse
from django.utils.translation import override

from accounts.access import Person
from cms.core.languages import BY_CODE, SOURCE_LANGUAGE, Language
from cms.core.translation_status import TranslationState, TranslationStatus, language_of, state_of
from guidance.querysets import GuidanceQuerySet, best_versions

if TYPE_CHECKING:
    from guidance.models import GuidancePage


@dataclass
class Topic:
    """A topic for readers of one language.

    Attributes:
        page: the version they get; loaded with `for_list`.
        reader: BCP 47 tag of the reader's language.
        state: how the text relates to the source.
        children: topics below it.
    """

    page: "GuidancePage"
    reader: str
    state: TranslationState
    children: list["Topic"] = field(default_factory=list)

    @property
    def path(self) -> str:
        """Slugs from the index down, the same in all languages, e.g. "wohnen/mieten"; empty for the index."""
        return path_of(self.page)

    @property
    def parent_path(self) -> str:
        """The path of the topic above it; empty for topics right below the index."""
        return self.path.rpartition("/")[0]

    @property
    def url(self) -> str:
        """Address in the reader's language, also where the page is missing there and says so."""
        return address(self.reader, self.path)

    @property
    def language(self) -> Language:
        """Language of the text."""
        return BY_CODE[language_of(self.page)]

    @property
    def is_foreign(self) -> bool:
        """Whether the text is in another language than the reader's."""
        return self.state.status == TranslationStatus.MISSING


def address(language: str, path: str = "") -> str:
    """Return where a topic is read in `language`; without `path`, the list of topics."""
    with override(language):
        return reverse("guidance:topic", args=[path]) if path else reverse("guidance:index")


def path_of(page: "GuidancePage") -> str:
    """Return the slugs below the index."""
    _home, _section, *slugs = page.url_path.strip("/").split("/")
    return "/".join(slugs)


def topic_for(page: "GuidancePage", language: str) -> Topic:
    """Make a topic of a page loaded with `for_list`."""
    return Topic(page, language, state_of(page, language=language))


def topics_by_key(pages: Iterable["GuidancePage"], language: str) -> dict[UUID, Topic]:
    """Make one topic of all versions of each page, in the order of the German tree; what German lacks comes last."""
    in_order = sorted(pages, key=lambda page: (language_of(page) != SOURCE_LANGUAGE, page.path))
    return {key: topic_for(page, language) for key, page in best_versions(in_order, language).items()}


def topic_tree(pages: GuidanceQuerySet, person: Person, language: str) -> list[Topic]:
    """Return those of `pages` that `person` may see, as a forest, in one query."""
    topics = topics_by_key(pages.visible_to(person).readable_in(language).for_list(), language)
    by_path = {topic.path: topic for topic in topics.values()}
    forest: list[Topic] = []
    for topic in topics.values():
        parent = by_path.get(topic.parent_path)
        (parent.children if parent else forest).append(topic)
    return forest
