"""Topics are looked at again, their links are checked, and what is being revised says so in every language at once."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from cms.core.polite_http import Unreachable
from guidance.models import CheckedLink, GuidanceIndexPage, GuidancePage, TopicCare
from guidance.services import care_for_topics, check_links, collect_links, remind_caretakers
from tests.factories.guidance import topic, translate

TODAY = date(2026, 11, 2)


@pytest.fixture
def page(index: GuidanceIndexPage) -> GuidancePage:
    german = topic(index, checked_on=TODAY)
    translate(german, "ar")
    return german


def test_every_german_topic_gets_a_day_and_a_later_one_once_it_was_checked(page: GuidancePage) -> None:
    assert care_for_topics(at=TODAY) == 1
    assert care_for_topics(at=TODAY) == 0
    care = TopicCare.objects.get()
    assert care.review_by == TODAY + timedelta(days=365)
    page.checked_on = TODAY + timedelta(days=30)
    page.save_revision().publish()
    assert care_for_topics(at=TODAY) == 1
    care.refresh_from_db()
    assert care.review_by == TODAY + timedelta(days=395)


def test_the_caretaker_is_told_once_before_the_day(page: GuidancePage, person: Callable[..., User]) -> None:
    editor = person(Role.EDITOR)
    for caretaker, title in ((editor, "Eins"), (editor, "Zwei"), (None, "Niemand"), (person(Role.MEMBER), "Fremd")):
        TopicCare.objects.create(page=topic(page, title, body=[]), caretaker=caretaker, review_by=TODAY)
    assert remind_caretakers(at=TODAY - timedelta(days=15)) == 0
    assert remind_caretakers(at=TODAY - timedelta(days=14)) == 1
    (letter,) = mail.outbox
    assert letter.to == [editor.email]
    assert "Eins" in letter.body
    assert "Zwei" in letter.body
    assert remind_caretakers(at=TODAY) == 0
    TopicCare.objects.filter(caretaker=editor).update(review_by=TODAY + timedelta(days=400))
    assert remind_caretakers(at=TODAY + timedelta(days=399)) == 1, "a new day, a new letter"


def test_what_is_being_revised_says_so_in_all_languages_without_publishing(page: GuidancePage) -> None:
    said = "11. نوفمبر 2026"
    answers = {
        "site": "/ar/wegweiser/adresse-anmelden/",
        "api": "/api/v3/guidance/ar/adresse-anmelden/",
        "kept": "/api/v3/guidance/ar/offline.json",
        "integreat": "/integreat/api/v3/wegweiser/ar/pages/",
    }
    before = {name: Client().get(path).content.decode() for name, path in answers.items()}
    TopicCare.objects.create(page=page, revised_since=date(2026, 11, 11))
    after = {name: Client().get(path).content.decode() for name, path in answers.items()}
    assert "2026-11-11" in after["api"]
    assert "2026-11-11" in after["kept"]
    for name in ("site", "integreat"):
        assert len(after[name]) > len(before[name]) + len(said)
    TopicCare.objects.update(revised_since=None)
    assert "2026-11-11" not in Client().get(answers["api"]).content.decode()


class Web:
    """The network's edge: which addresses answer how; each question is noted."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, **answers: int | None) -> None:
        self.asked: list[tuple[str, str]] = []
        self.answers = answers
        monkeypatch.setattr("guidance.services.links.ask", self.ask)
        monkeypatch.setattr("guidance.services.links.rules_of", lambda _host, **_rest: lambda url: "closed" not in url)

    def ask(self, url: str, *, method: str = "GET", **_rest: Any) -> Any:
        self.asked.append((method, url))
        name = url.rstrip("/").rpartition("/")[2]
        status = self.answers.get(f"{method.lower()}_{name}", self.answers.get(name, 200))
        if status is None:
            raise Unreachable("timeout")
        return type("Answer", (), {"status": status})


def linked(index: Any, title: str, *urls: str) -> GuidancePage:
    html = "".join(f'<a href="{url}">x</a>' for url in urls)
    return topic(index, title, body=[("text", f"<p>{html}</p>")])


def test_links_are_asked_slowly_and_what_does_not_work_is_reported(
    index: GuidanceIndexPage, monkeypatch: pytest.MonkeyPatch, person: Callable[..., User], settings: Any
) -> None:
    host = "https://example.org"
    names = ("good", "gone", "onlyget", "slow", "closed", "people")
    page = linked(index, "Links", *(f"{host}/{name}" for name in names))
    assert collect_links() == len(names)
    web = Web(monkeypatch, gone=404, head_onlyget=405, get_onlyget=200, slow=None, people=403)
    pauses: list[float] = []
    now = timezone.now()
    assert check_links(at=now, wait=pauses.append) == len(names)
    assert len(pauses) == len(names), "one question after the other to one host"
    states = {link.url.rpartition("/")[2]: link.state for link in CheckedLink.objects.all()}
    assert states == {"good": "good", "gone": "broken", "onlyget": "good", "slow": "broken", "closed": "left",
                      "people": "left"}  # fmt: skip
    assert ("GET", f"{host}/closed") not in web.asked
    assert check_links(at=now + timedelta(hours=1), wait=pauses.append) == 0, "nothing is due"
    web.answers = {}
    assert check_links(at=now + timedelta(days=2), wait=pauses.append) == 2, "what does not work is asked sooner"
    assert not CheckedLink.objects.filter(state="broken").exists()
    CheckedLink.objects.filter(url__endswith="gone").update(state="broken", status=404)
    settings.ADMIN_REQUIRES_MFA = False
    desk = Client()
    desk.force_login(person(Role.EDITOR, is_superuser=True))
    assert f"{host}/gone 404" in " ".join(desk.get(f"/admin/pages/{page.pk}/edit/").content.decode().split())
    for name in ("checkedlink", "topiccare", "feedback"):
        assert desk.get(f"/admin/snippets/guidance/{name}/").status_code == 200
    page.unpublish()
    assert collect_links() == CheckedLink.objects.count() == 0
