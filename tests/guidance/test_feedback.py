"""Readers say whether a page helped, and the office reads it where the page is edited."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from accounts.enums import Role
from accounts.models import User
from guidance.feedback_tokens import token_for
from guidance.models import Feedback, GuidanceIndexPage, GuidancePage
from guidance.services import erase_old_words
from tests.factories.guidance import topic, translate

GIVE = "/ar/rueckmeldung/"


@pytest.fixture(autouse=True)
def _nobody_pressed_before(db: None) -> None:
    cache.clear()


@pytest.fixture
def page(index: GuidanceIndexPage) -> GuidancePage:
    german = topic(index)
    translate(german, "ar")
    return german


def press(page: Any, kind: str, client: Client | None = None, **headers: str) -> Any:
    """Press the button that stands on the Arabic page, with a browser that keeps no cookies."""
    client = client or Client(enforce_csrf_checks=True)
    shown = BeautifulSoup(client.get(page.get_url().replace("/de/", "/ar/")).content, "html.parser")
    form = shown.select_one("form[action='/ar/rueckmeldung/']")
    assert form is not None
    assert kind in [button["value"] for button in form.select("button")]
    token = form.select_one("input[name=page]")["value"]
    client.cookies.clear()
    return client.post(GIVE, {"page": token, "kind": kind}, headers=headers)


def test_one_tap_counts_and_a_sentence_may_follow_without_any_cookie(page: GuidancePage) -> None:
    answer = press(page, "not-helped")
    assert answer.status_code == 303
    assert not answer.cookies
    word = Feedback.objects.get()
    assert (word.kind, word.language, word.page.locale.language_code) == ("not-helped", "ar", "ar")
    thanks = Client().get(answer["Location"])
    assert "no-store" in thanks["Cache-Control"]
    said = Client(enforce_csrf_checks=True).post(answer["Location"], {"comment": "الرقم خطأ, me@example.org"})
    assert said.status_code == 303
    word.refresh_from_db()
    assert word.comment == "الرقم خطأ, […]", "addresses of people are of no use to us"
    assert '<form method="post"' not in Client().get(said["Location"]).content.decode()


def test_pressing_twice_counts_once_and_changing_one_s_mind_changes_it(page: GuidancePage) -> None:
    for kind in ("helped", "helped", "wrong"):
        press(page, kind, headers={"User-Agent": "a"})
    assert [word.kind for word in Feedback.objects.all()] == ["wrong"]
    press(page, "helped", **{"User-Agent": "another"})
    assert Feedback.objects.count() == 2


def test_what_is_forged_sent_by_other_sites_or_too_much_is_refused(page: GuidancePage, settings: Any) -> None:
    client = Client()
    assert client.post(GIVE, {"page": str(page.pk), "kind": "helped"}).status_code == 400
    assert client.post(GIVE, {"page": token_for(page.pk), "kind": "nothing"}).status_code == 400
    assert client.get(GIVE).status_code == 405
    assert client.get(f"{GIVE}1:2:3/").status_code == 404
    assert press(page, "helped", **{"Sec-Fetch-Site": "cross-site"}).status_code == 403
    settings.FEEDBACK_RATE = "1/m/ip"
    assert press(page, "helped").status_code == 303
    assert press(page, "helped").status_code == 429
    assert Feedback.objects.count() == 1


def test_nobody_says_anything_about_a_page_they_may_not_see(page: GuidancePage, person: Callable[..., User]) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert Client().post(GIVE, {"page": token_for(page.pk), "kind": "helped"}).status_code == 404
    member = Client()
    member.force_login(person(Role.MEMBER))
    assert member.post(GIVE, {"page": token_for(page.pk), "kind": "helped"}).status_code == 303


def test_integreat_s_words_arrive_in_the_same_place(page: GuidancePage) -> None:
    root = "/integreat/api/v3/wegweiser/ar/feedback"
    form = {"rating": "down", "slug": "/wegweiser/ar/adresse-anmelden", "category": "Inhalte",
            "comment": "Zu lang    Kontaktadresse: me@example.org"}  # fmt: skip
    answer = Client(enforce_csrf_checks=True).post(f"{root}/page/", form)
    assert (answer.status_code, answer.json(), answer["Access-Control-Allow-Origin"]) == (201, {}, "*")
    word = Feedback.objects.get()
    assert (word.comment, word.kind, word.source) == ("Zu lang", "not-helped", "integreat")
    assert word.page.translation_key == page.translation_key
    assert Client().post(f"{root}/search/", {"query": "Kita", "comment": ""}).status_code == 201
    assert Feedback.objects.filter(about="search: Kita", page=None).count() == 1
    assert Client().post(f"{root}/nothing/").status_code == 404


def test_other_apps_say_it_over_the_api(page: GuidancePage) -> None:
    said = {"language": "ar", "path": "adresse-anmelden", "kind": "wrong", "comment": "Zu spät"}
    for status, change in ((201, {}), (404, {"path": "nichts"}), (422, {"kind": "x"})):
        answer = Client().post("/api/v3/feedback/", {**said, **change}, content_type="application/json")
        assert answer.status_code == status
    assert Feedback.objects.get().comment == "Zu spät"


def test_editors_read_it_where_the_page_is_edited_answer_and_close_it(
    page: GuidancePage, person: Callable[..., User], settings: Any
) -> None:
    settings.ADMIN_REQUIRES_MFA = False
    Feedback.objects.create(page=page.get_translations().get(locale__language_code="ar"), kind="wrong", language="ar",
                            comment="Die Nummer stimmt nicht.")  # fmt: skip
    word = Feedback.objects.get()
    desk, visitor = Client(), Client()
    editor = person(Role.EDITOR, is_superuser=True)
    desk.force_login(editor)
    editing = desk.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert "Die Nummer stimmt nicht." in editing
    edit = f"/admin/snippets/guidance/feedback/edit/{word.pk}/"
    assert "Die Nummer stimmt nicht." in desk.get("/admin/snippets/guidance/feedback/").content.decode()
    assert desk.post(edit, {"answer": "Geändert.", "state": "closed", "comment": "x"}).status_code == 302
    word.refresh_from_db()
    assert (word.state, word.answer, word.comment) == ("closed", "Geändert.", "Die Nummer stimmt nicht.")
    assert "Die Nummer stimmt nicht." not in desk.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    visitor.force_login(person(Role.MEMBER))
    assert visitor.get(edit).status_code in {302, 403}


def test_the_text_is_erased_after_a_time_and_the_count_stays(page: GuidancePage, settings: Any) -> None:
    settings.FEEDBACK_TEXT_KEPT_DAYS = 30
    now = timezone.now()
    for days in (31, 29):
        Feedback.objects.create(page=page, kind="wrong", language="de", comment="x", answer="y",
                                created_at=now - timedelta(days=days))  # fmt: skip
    assert erase_old_words(at=now) == 1
    assert erase_old_words(at=now) == 0
    assert sorted(Feedback.objects.values_list("comment", flat=True)) == ["", "x"]
    assert Feedback.objects.counts() == {"wrong": 2}
