"""What can go wrong with translating.

TranslationError
    CannotPublish       something is missing or wrong, or asks for a tick; carries what
    NotAFile            an uploaded file cannot be read; the message says why
    MachineUnavailable  the machine translator does not answer, or refuses
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from translations.problems import Problem


class TranslationError(Exception):
    """The message is for the person who asked, in their language."""


class CannotPublish(TranslationError):
    """A translation is not published as it is.

    Attributes:
        problems: what stands in the way.
    """

    def __init__(self, message: str, problems: "Sequence[Problem]" = ()) -> None:
        super().__init__(message)
        self.problems = problems


class NotAFile(TranslationError):
    """An uploaded file cannot be read."""


class MachineUnavailable(TranslationError):
    """The machine translator does not answer, or refuses."""
