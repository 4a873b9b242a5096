"""DeepL.

Source of the protocol: https://developers.deepl.com/docs/api-reference/ (`POST /v2/translate` with JSON, `GET
/v2/languages`). wagtail-localize's own adapter sends texts as XML in a form, knows no errors and cannot be pointed
at another server.
"""

from collections.abc import Iterable, Sequence
from itertools import product
from typing import Any

from django.utils.translation import gettext as _

from translations.errors import MachineUnavailable
from translations.machine.client import TranslatingService

FREE, PAID = "https://api-free.deepl.com", "https://api.deepl.com"


class DeepL(TranslatingService):
    """Option KEY is needed; URL is worked out from it unless it is given."""

    display_name = "DeepL"

    @property
    def url(self) -> str:
        """Keys that end in ":fx" belong to the free service."""
        named = str(self.options.get("URL", ""))
        return named.rstrip("/") or (FREE if self.key.endswith(":fx") else PAID)

    def code_of(self, language: str) -> str:
        """Return the code in capitals."""
        return super().code_of(language).upper()

    def ask_languages(self) -> Iterable[tuple[str, str]]:
        """Yield all pairs; DeepL translates between any two. Targets with a country count for the language."""
        sources = _codes(self.ask("/v2/languages?type=source", headers=self._headers()))
        targets = _codes(self.ask("/v2/languages?type=target", headers=self._headers()))
        yield from product(sources, {code.split("-")[0] for code in targets})

    def ask_translations(self, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
        """Send one portion as HTML."""
        body = {"text": list(texts), "source_lang": source, "target_lang": target, "tag_handling": "html"}
        answer = self.ask("/v2/translate", body, self._headers())
        try:
            return [str(one["text"]) for one in answer["translations"]]
        except (KeyError, TypeError) as error:
            raise MachineUnavailable(_("The machine translator answered something unreadable.")) from error

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"DeepL-Auth-Key {self.key}"}


def _codes(answer: Any) -> list[str]:
    try:
        return [str(one["language"]).upper() for one in answer]
    except (KeyError, TypeError) as error:
        raise MachineUnavailable(_("The machine translator answered something unreadable.")) from error
