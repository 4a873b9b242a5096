"""Machine translators, against servers that speak their protocols; what a machine wrote waits for people."""

import json
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation

from accounts.access import Person
from guidance.models import GuidanceIndexPage, GuidancePage
from tests.factories.guidance import topic, translate
from tests.translations.conftest import at_desk
from tests.translations.working import republish, state, units, write
from translations.machine.choosing import machine_for
from translations.models import LanguagePolicy

LINK = 'Ein Text mit <a id="a1">Verweis</a>.'


@dataclass
class Service:
    """A translating service on loopback: puts the language before each text."""

    url: str = ""
    key: str = "secret:fx"
    asked: list[dict[str, Any]] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    break_links: bool = False
    lose_numbers: bool = False
    answer: bytes | None = None

    def translated(self, text: str, target: str) -> str:
        text = re.sub(r"<a[^>]*>|</a>", "", text) if self.break_links else text
        text = re.sub(r"\d", "", text) if self.lose_numbers else text
        return f"[{target}] {text}"


class Handler(BaseHTTPRequestHandler):
    """Speaks LibreTranslate's and DeepL's protocol, each at its own addresses."""

    service: Service

    def do_GET(self) -> None:
        if self.path == "/languages":
            self.send([{"code": "de", "name": "German", "targets": ["ar", "en"]}])
        elif self.path.startswith("/v2/languages") and self.is_known():
            is_target = "type=target" in self.path
            self.send([{"language": code} for code in (["AR", "EN-GB"] if is_target else ["DE", "AR", "EN"])])
        else:
            self.send({"error": "no"}, 403)

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.service.asked.append(body)
        if self.service.statuses:
            self.send({"error": "later"}, self.service.statuses.pop(0))
        elif self.path == "/translate" and body["format"] == "html" and body.get("api_key") == self.service.key:
            self.send({"translatedText": [self.service.translated(text, body["target"]) for text in body["q"]]})
        elif self.path == "/v2/translate" and self.is_known() and body["tag_handling"] == "html":
            texts = [self.service.translated(text, body["target_lang"]) for text in body["text"]]
            self.send({"translations": [{"detected_source_language": "DE", "text": text} for text in texts]})
        else:
            self.send({"error": "no"}, 403)

    def is_known(self) -> bool:
        return self.headers.get("Authorization") == f"DeepL-Auth-Key {self.service.key}"

    def send(self, body: Any, status: int = 200) -> None:
        content = self.service.answer if self.service.answer is not None else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Retry-After", "0")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_arguments: Any) -> None:
        pass


@pytest.fixture
def service() -> Iterator[Service]:
    made = Service()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Own", (Handler,), {"service": made}))
    made.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    cache.clear()
    yield made
    server.shutdown()
    server.server_close()
    thread.join()


def use(settings: Settings, service: Service, name: str) -> None:
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": f"translations.machine.{name.lower()}.{name}",
        "OPTIONS": {"URL": service.url, "KEY": service.key, "TIMEOUT": 5},
    }


@pytest.fixture
def page(index: GuidanceIndexPage) -> GuidancePage:
    return topic(index)


def press(page: GuidancePage, by: Person) -> str:
    answer = at_desk(by).post(f"/admin/translations/{page.pk}/ar/machine/", {}, follow=True)
    return " ".join(one.get_text() for one in BeautifulSoup(answer.content, "html.parser").select(".messages li"))


@pytest.mark.parametrize(("name", "code"), [("LibreTranslate", "ar"), ("DeepL", "AR")])
def test_a_machine_writes_what_is_missing_and_people_decide(
    page: GuidancePage, amal: Person, service: Service, settings: Settings, name: str, code: str
) -> None:
    use(settings, service, name)
    write(page, amal, {"Adresse anmelden": "من أمل"})
    assert name in at_desk(amal).get(f"/admin/translations/{page.pk}/ar/").content.decode()
    press(page, amal)
    texts = units(page)
    assert texts["Adresse anmelden"].text == "من أمل"
    assert texts[LINK].text == f"[{code}] {LINK}"
    assert texts[LINK].is_machine_text
    assert texts[LINK].row.tool_name == name
    assert state(page) == "machine"
    assert not page.get_translations().filter(locale__language_code="ar").exists()
    sent = [text for body in service.asked for text in body.get("q", body.get("text", []))]
    assert len(sent) == len(set(sent)) == len(texts) - 1
    press(page, amal)  # twice
    assert len(service.asked) == 1


def test_there_is_none_without_settings_and_none_for_languages_it_lacks(
    page: GuidancePage, amal: Person, service: Service, settings: Settings
) -> None:
    german, arabic, easy = (Locale.objects.get(language_code=code) for code in ("de", "ar", "de-simple"))
    assert machine_for(german, arabic) is None
    assert "formaction" not in at_desk(amal).get(f"/admin/translations/{page.pk}/ar/").content.decode()
    use(settings, service, "DeepL")
    assert machine_for(german, arabic) is not None
    assert machine_for(german, easy) is None


@pytest.mark.parametrize(
    ("statuses", "answer", "told"),
    [
        ([503], None, ""),
        ([429, 429], None, "ausgelastet"),
        ([403], None, "Schlüssel"),
        ([456], None, "aufgebraucht"),
        ([500], None, "500"),
        ([], b"<html>", "Unlesbares"),
        ([], b'{"translations": []}', ""),
    ],
)
def test_a_machine_that_fails_says_why_and_leaves_everything_as_it_was(
    page: GuidancePage,
    amal: Person,
    service: Service,
    settings: Settings,
    statuses: list[int],
    answer: bytes,
    told: str,
) -> None:
    use(settings, service, "DeepL")
    assert machine_for(page.locale, Locale.objects.get(language_code="ar"))
    service.statuses, service.answer = list(statuses), answer
    message = press(page, amal)
    assert told in message
    assert service.key not in message
    assert any(unit.text for unit in units(page).values()) == (statuses == [503])


def test_a_text_that_lost_its_link_is_left_to_people(
    page: GuidancePage, amal: Person, service: Service, settings: Settings
) -> None:
    use(settings, service, "LibreTranslate")
    service.break_links = True
    press(page, amal)
    client: Client = at_desk(amal)
    sent = {f"text-{unit.key}": unit.text for unit in units(page).values()}
    sent |= {f"base-{unit.key}": unit.base for unit in units(page).values()}
    answer = client.post(f"/admin/translations/{page.pk}/ar/", {**sent, "action": "publish"})
    assert answer.status_code == 422
    assert "Verweis" in BeautifulSoup(answer.content, "html.parser").select_one(".tr-problems").get_text()


class TestPublishingUnchecked:
    """Only where an administrator allows it."""

    @pytest.fixture(autouse=True)
    def _machine(self, service: Service, settings: Settings) -> None:
        use(settings, service, "LibreTranslate")

    def change(self, page: GuidancePage, run: DjangoCaptureOnCommitCallbacks) -> GuidancePage:
        with run(execute=True):
            return republish(page, summary="Jetzt in 2 Sätzen.")

    def test_not_by_itself(self, page: GuidancePage, django_capture_on_commit_callbacks: Any) -> None:
        self.change(page, django_capture_on_commit_callbacks)
        assert state(page) == "not-begun"

    def test_where_it_is_allowed_and_readers_are_told(
        self, page: GuidancePage, client: Client, django_capture_on_commit_callbacks: Any
    ) -> None:
        target = translate(page, "ar")
        LanguagePolicy.objects.create(language="ar", publishes_machine_text=True)
        self.change(page, django_capture_on_commit_callbacks)
        target.refresh_from_db()
        assert target.summary == "[ar] Jetzt in 2 Sätzen."
        assert state(page) == "machine"
        shown = BeautifulSoup(client.get(target.url).content, "html.parser")
        assert shown.select_one(".language-status--machine")
        told = client.get(f"/api/v3/guidance/ar/{page.slug}/").json()["translation"]
        assert told == {"status": "machine", "fallback_from": None, "outdated_since": None}

    def test_not_if_a_number_got_lost(
        self, page: GuidancePage, service: Service, django_capture_on_commit_callbacks: Any
    ) -> None:
        target = translate(page, "ar")
        LanguagePolicy.objects.create(language="ar", publishes_machine_text=True)
        service.lose_numbers = True
        self.change(page, django_capture_on_commit_callbacks)
        target.refresh_from_db()
        assert target.summary == "[ar] Adresse anmelden: in einem Satz."
        assert state(page) == "outdated"

    def test_not_while_somebody_writes(
        self, page: GuidancePage, amal: Person, django_capture_on_commit_callbacks: Any
    ) -> None:
        target = translate(page, "ar")
        LanguagePolicy.objects.create(language="ar", publishes_machine_text=True)
        write(page, amal, {"2 Wochen": "2 أسابيع"})
        self.change(page, django_capture_on_commit_callbacks)
        target.refresh_from_db()
        assert target.summary == "[ar] Adresse anmelden: in einem Satz."
        assert StringTranslation.objects.filter(data="2 أسابيع").exists()
