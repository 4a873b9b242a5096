"""Speaking to a translating service: one place for time-outs, waiting, size of portions and errors."""

import json
import logging
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, ClassVar
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from django.core.cache import cache
from django.utils.translation import gettext as _
from wagtail.models import Locale
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.strings import StringValue, validate_translation_links

from translations.errors import MachineUnavailable

log = logging.getLogger(__name__)

TIMEOUT_SECONDS = 20
#: Answers that ask for patience; tried once more after the time they name, if it is short.
_BUSY = {429, 503}
_MOST_PATIENCE_SECONDS = 5.0
_LANGUAGES_KEPT_SECONDS = 3600
_MOST_BYTES = 5_000_000


class TranslatingService(BaseMachineTranslator):
    """Base of the adapters: strings of a page in portions, HTML kept, what comes back broken left out.

    Options: URL (without a slash at its end), KEY, TIMEOUT in seconds.
    """

    #: How many texts go in one request.
    portion: ClassVar[int] = 50

    @property
    def url(self) -> str:
        """Where the service is."""
        return str(self.options["URL"]).rstrip("/")

    @property
    def key(self) -> str:
        """What it knows us by; may be empty."""
        return str(self.options.get("KEY", ""))

    def code_of(self, language: str) -> str:
        """Return the service's name of a language (BCP 47 tag)."""
        return language.split("-", maxsplit=1)[0]

    def ask_languages(self) -> Iterable[tuple[str, str]]:
        """Yield pairs of source and target that the service translates, in its own names."""
        raise NotImplementedError

    def ask_translations(self, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
        """Return the translations of some texts (inline HTML) in the same order."""
        raise NotImplementedError

    def can_translate(self, source_locale: Locale, target_locale: Locale) -> bool:
        """Return whether the service has the two languages; it is asked once an hour. German to Easy German is none."""
        source, target = self.code_of(source_locale.language_code), self.code_of(target_locale.language_code)
        if source_locale.language_code.split("-")[0] == target_locale.language_code.split("-")[0]:
            return False
        name = f"translations.machine.{type(self).__name__}.{self.url}"
        pairs = cache.get(name)
        if pairs is None:
            try:
                pairs = sorted(set(self.ask_languages()))
            except MachineUnavailable as reason:
                log.warning("%s does not say its languages: %s", self.display_name, reason)
                return False
            cache.set(name, pairs, _LANGUAGES_KEPT_SECONDS)
        return (source, target) in pairs

    def translate(
        self, source_locale: Locale, target_locale: Locale, strings: Iterable[StringValue]
    ) -> dict[StringValue, StringValue]:
        """Translate; a text that came back with broken markup or without its links is left out.

        Raises:
            MachineUnavailable: no answer, or none that can be read.
        """
        source, target = self.code_of(source_locale.language_code), self.code_of(target_locale.language_code)
        translated = {}
        for portion in _portions(list(strings), self.portion):
            answers = self.ask_translations([string.data for string in portion], source, target)
            if len(answers) != len(portion):
                raise MachineUnavailable(_("The machine translator answered with another number of texts."))
            for string, answer in zip(portion, answers, strict=True):
                if (value := _sound(string, answer)) is not None:
                    translated[string] = value
        return translated

    def ask(self, path: str, body: Mapping[str, Any] | None = None, headers: Mapping[str, str] | None = None) -> Any:
        """Send JSON and return the JSON that comes back; without `body` with GET.

        Raises:
            MachineUnavailable: in words for translators; the key never stands in them.
        """
        data = None if body is None else json.dumps(body).encode()
        request = Request(  # noqa: S310  the address is the operator's
            self.url + path, data=data, headers={"Content-Type": "application/json", **(headers or {})}
        )
        for is_last in (False, True):
            try:
                with urlopen(request, timeout=float(self.options.get("TIMEOUT", TIMEOUT_SECONDS))) as answer:  # noqa: S310
                    return json.loads(answer.read(_MOST_BYTES))
            except HTTPError as error:
                patience = _patience(error)
                if error.code in _BUSY and not is_last and patience is not None:
                    time.sleep(patience)
                    continue
                raise self._unavailable(error.code) from error
            except (URLError, TimeoutError, OSError) as error:
                raise MachineUnavailable(_("The machine translator does not answer. Try again later.")) from error
            except ValueError as error:
                raise MachineUnavailable(_("The machine translator answered something unreadable.")) from error
        raise AssertionError

    def _unavailable(self, code: int) -> MachineUnavailable:
        if code in {401, 403}:
            return MachineUnavailable(_("The machine translator does not accept our key. Tell the administrator."))
        if code == 456:  # DeepL's own
            return MachineUnavailable(_("What the machine translator may do for us this month is used up."))
        if code in _BUSY:
            return MachineUnavailable(_("The machine translator is busy. Try again later."))
        return MachineUnavailable(_("The machine translator refused (%(code)s).") % {"code": code})


def _portions(strings: list[StringValue], size: int) -> Iterator[list[StringValue]]:
    rest = iter(strings)
    while portion := list(islice(rest, size)):
        yield portion


def _sound(string: StringValue, answer: Any) -> StringValue | None:
    try:
        value = StringValue.from_translated_html(str(answer))
        validate_translation_links(string.data, value.data)
    except ValueError:
        return None
    return value if value.data.strip() else None


def _patience(error: HTTPError) -> float | None:
    """Return how many seconds to wait, or None if it is too long."""
    named = error.headers.get("Retry-After", "1")
    seconds = float(named) if named.replace(".", "", 1).isdecimal() else _MOST_PATIENCE_SECONDS + 1
    return seconds if seconds <= _MOST_PATIENCE_SECONDS else None
