"""The names of terms, for those who write out many records."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from cms.core.language_names import language_name
from projects.models.vocabulary import AgeGroup, Approach, FieldOfAction, Phase, TargetGroup

if TYPE_CHECKING:
    from projects.models.vocabulary import Term


class Vocabularies:
    """The names of all terms in one language, by short name; each vocabulary is read once, when it is needed."""

    def __init__(self, language: str) -> None:
        """Take the language (BCP 47 tag) of the names."""
        self.language = language

    @cached_property
    def fields(self) -> Mapping[str, str]:
        """Fields of action."""
        return self._names(FieldOfAction)

    @cached_property
    def target_groups(self) -> Mapping[str, str]:
        """Target groups."""
        return self._names(TargetGroup)

    @cached_property
    def approaches(self) -> Mapping[str, str]:
        """Approaches."""
        return self._names(Approach)

    @cached_property
    def phases(self) -> Mapping[str, str]:
        """Phases."""
        return self._names(Phase)

    @cached_property
    def ages(self) -> Mapping[str, str]:
        """Age groups."""
        return self._names(AgeGroup)

    def spoken(self, codes: Iterable[str]) -> list[str]:
        """Return the names of languages (BCP 47 tags) in which something is offered."""
        return [language_name(code, self.language) or code for code in codes]

    def _names(self, model: "type[Term]") -> Mapping[str, str]:
        return {term.slug: term.label_in(self.language) for term in model._default_manager.all()}
