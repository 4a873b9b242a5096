"""LibreTranslate, a free translator that one can run oneself.

Source of the protocol: https://docs.libretranslate.com/api/ (`POST /translate`, `GET /languages`).
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from translations.errors import MachineUnavailable
from translations.machine.client import TranslatingService


class LibreTranslate(TranslatingService):
    """Option KEY may be empty: whoever runs the service decides."""

    display_name = "LibreTranslate"

    def ask_languages(self) -> Iterable[tuple[str, str]]:
        """Yield the pairs that the service has models for."""
        for language in _list_of(self.ask("/languages")):
            for target in language.get("targets", ()):
                yield str(language.get("code", "")), str(target)

    def ask_translations(self, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
        """Send one portion as HTML."""
        body = {"q": list(texts), "source": source, "target": target, "format": "html"}
        answer = self.ask("/translate", {**body, "api_key": self.key} if self.key else body)
        return _list_of(answer.get("translatedText") if isinstance(answer, dict) else None)


def _list_of(answer: Any) -> list[Any]:
    if not isinstance(answer, list):
        raise MachineUnavailable(_("The machine translator answered something unreadable."))
    return answer
