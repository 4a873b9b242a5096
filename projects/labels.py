"""The names of terms in one language."""

from functools import cached_property

from projects.models.vocabulary import AgeGroup, Approach, FieldOfAction, Phase, TargetGroup, Term


class Labels:
    """The names of the terms of all vocabularies in one language; each vocabulary is read once."""

    def __init__(self, language: str) -> None:
        """Take the language as a BCP 47 tag."""
        self.language = language

    @cached_property
    def fields(self) -> dict[str, str]:
        """Fields of action."""
        return self._of(FieldOfAction)

    @cached_property
    def target_groups(self) -> dict[str, str]:
        """Target groups."""
        return self._of(TargetGroup)

    @cached_property
    def approaches(self) -> dict[str, str]:
        """Approaches."""
        return self._of(Approach)

    @cached_property
    def phases(self) -> dict[str, str]:
        """Phases."""
        return self._of(Phase)

    @cached_property
    def ages(self) -> dict[str, str]:
        """Age groups."""
        return self._of(AgeGroup)

    def _of(self, model: type[Term]) -> dict[str, str]:
        return {term.slug: term.label_in(self.language) for term in model._default_manager.all()}
