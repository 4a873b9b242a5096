"""Integreat's region API: what its unmodified client asks, in its order, with its spelling of paths."""

from typing import Any

import pytest
from django.conf import settings
from django.core.checks import run_checks
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from guidance.models import GuidanceIndexPage
from home.models import HomePage, LegalPage
from tests.api.client_shapes import NEWS, PAGE, REGION, fits
from tests.factories.guidance import section, topic, translate
from tests.home.test_front_door import notice

BASE = "/integreat/api/v3"
REGION_NAME = settings.INTEGREAT_REGION
ROOT = f"{BASE}/{REGION_NAME}"


def json(path: str) -> Any:
    response = Client().get(path)
    assert response.status_code == 200, (path, response.content)
    assert response["Access-Control-Allow-Origin"] == "*"
    return response.json()


def paths(pages: list[dict[str, Any]]) -> list[str]:
    return [page["path"].removeprefix(f"/{REGION_NAME}/") for page in pages]


@pytest.fixture
def index(site_tree: HomePage) -> GuidanceIndexPage:
    german = section(site_tree)
    for language in ("ar", "de-simple"):
        translate(german, language)
    german.refresh_from_db()
    return german


def test_the_region_says_where_it_is_and_which_languages_it_has(index: GuidanceIndexPage) -> None:
    (region,) = json(f"{BASE}/regions/")
    assert fits(region, REGION)
    assert region == json(f"{BASE}/regions/{REGION_NAME}/")
    assert region["path"] == f"/{REGION_NAME}/"
    assert [language["code"] for language in region["languages"]] == ["de", "de-si", "ar"]
    assert region["events"] is region["pois"] is False
    assert json(f"{ROOT}/de/events/?combine_recurring=True") == json(f"{ROOT}/de/locations/?on_map=1") == []


def test_all_pages_come_flat_with_parent_and_languages(index: GuidanceIndexPage) -> None:
    living = topic(index, "Wohnen", slug="Wohnen")
    flat = topic(living, "Wohnung", body=[])
    for page in (living, flat):
        translate(page, "ar")
    pages = json(f"{ROOT}/ar/pages/")
    assert all(fits(page, PAGE) for page in pages)
    assert paths(pages) == ["ar/wohnen", "ar/wohnen/wohnung"]
    first, second = pages
    assert first["parent"] == {"id": 0, "url": None, "path": None}
    assert second["parent"]["path"] == first["path"]
    assert first["available_languages"]["de"]["path"] == f"/{REGION_NAME}/de/wohnen"
    assert first["url"] == "http://testserver/ar/wegweiser/wohnen/"
    assert "<h2>[ar] So geht es</h2><ol><li><strong>[ar] Machen Sie einen Termin." in first["content"]
    assert '<bdi lang="de">Anmeldebestätigung</bdi>' in first["content"]
    assert 'href="tel:+4930112"' in first["content"]
    assert first["content"].index("[ar] Lotsin") < first["content"].index("[ar] Beratung"), "who speaks Arabic first"
    assert first["excerpt"] == "[ar] Wohnen: in einem Satz."


def test_the_easy_language_answers_to_the_client_s_name_and_to_ours(index: GuidanceIndexPage) -> None:
    translate(topic(index), "de-simple")
    assert paths(json(f"{ROOT}/de-si/pages/")) == paths(json(f"{ROOT}/de-simple/pages/")) == ["de-si/adresse-anmelden"]


def test_children_begin_with_what_was_asked_for(index: GuidanceIndexPage) -> None:
    a = topic(index, "A", body=[])
    topic(index, "B", body=[])
    topic(topic(a, "Unter A", body=[]), "Ganz unten", body=[])
    root = f"{ROOT}/de/children/"
    assert paths(json(f"{root}?depth=1")) == ["de/a", "de/b"]
    assert paths(json(f"{root}?depth=2")) == ["de/a", "de/a/unter-a", "de/b"]
    for spelled in (f"/{REGION_NAME}/de/a", f"/{REGION_NAME}/DE/A/", f"%2F{REGION_NAME}%2Fde%2Fa%2F"):
        assert paths(json(f"{root}?depth=1&url={spelled}")) == ["de/a", "de/a/unter-a"]
    assert paths(json(f"{root}?depth=abc&url=/{REGION_NAME}/de/a/unter-a")) == [
        "de/a/unter-a",
        "de/a/unter-a/ganz-unten",
    ]
    parents = json(f"{ROOT}/de/parents/?url=/{REGION_NAME}/de/a/unter-a/ganz-unten")
    assert paths(parents) == ["de/a", "de/a/unter-a"]
    assert json(f"{ROOT}/de/parents/?url=/{REGION_NAME}/de/b") == []


def test_an_old_address_leads_to_where_the_page_has_moved(
    index: GuidanceIndexPage, django_capture_on_commit_callbacks: Any
) -> None:
    page, new_parent = topic(index, "Umzug", body=[]), topic(index, "Wohnen", body=[])
    with django_capture_on_commit_callbacks(execute=True):
        page.move(new_parent, pos="last-child")
    answer = json(f"{ROOT}/de/children/?depth=1&url=/{REGION_NAME}/de/umzug")
    assert paths(answer) == ["de/wohnen/umzug"]


@pytest.mark.parametrize(
    "path",
    [
        f"{ROOT}/de/page/?url=/{REGION_NAME}/de/nichts",
        f"{ROOT}/de/page/",
        f"{ROOT}/de/parents/?url=/{REGION_NAME}/de/nichts",
        f"{ROOT}/de/children/?url=/{REGION_NAME}/de/a/../%2500",
        f"{ROOT}/xx/pages/",
        f"{BASE}/anderswo/de/pages/",
        f"{BASE}/regions/anderswo/",
        f"{ROOT}/de/imprint/",
        f"{ROOT}/de/news/local-1",
        f"{ROOT}/de/nichts/",
    ],
)
def test_what_is_not_there_is_404_and_readable_from_everywhere(index: GuidanceIndexPage, path: str) -> None:
    response = Client().get(path)
    assert response.status_code == 404
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "json" in response["Content-Type"]


def test_the_imprint_is_given_in_german_where_it_is_not_translated(site_tree: HomePage) -> None:
    page = LegalPage(title="Impressum", slug="impressum", kind=LegalPage.Kind.IMPRINT, body="<p>Stadt</p>")
    site_tree.add_child(instance=page)
    page.save_revision().publish()
    imprint = json(f"{ROOT}/ar/imprint/")
    assert fits(imprint, PAGE)
    assert (imprint["title"], imprint["content"]) == ("Impressum", "<p>Stadt</p>")


def test_urgent_notices_are_news_with_and_without_a_slash(index: GuidanceIndexPage) -> None:
    page = topic(index, "Hitze", body=[])
    made = notice(("de", "Hitze"), ("ar", "حر"), page=page)
    notice(("de", "Vorbei"), hours=-0.5)
    for path in (f"{ROOT}/ar/news", f"{ROOT}/ar/news/"):
        (item,) = json(path)
        assert fits(item, NEWS)
        assert (item["id"], item["title"]) == (f"local-{made.pk}", "حر")
    assert item == json(f"{ROOT}/ar/news/local-{made.pk}") == json(f"{ROOT}/ar/news/local-{made.pk}/")
    assert "http://testserver/de/wegweiser/hitze/" in item["content"]
    (easy,) = json(f"{ROOT}/de-si/news")
    assert 'lang="de"' in easy["content"], "a fallback says what it is"


def test_nothing_is_shown_that_is_not_for_everybody(index: GuidanceIndexPage, admin_client: Client) -> None:
    open_page, closed = topic(index, "Offen", body=[]), topic(index, "Geschlossen", body=[])
    topic(closed, "Darunter", body=[])
    translate(closed, "ar")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    for client in (Client(), admin_client):
        assert paths(client.get(f"{ROOT}/de/pages/").json()) == ["de/offen"]
        assert client.get(f"{ROOT}/ar/pages/").json() == []
        for name in ("page", "children", "parents"):
            assert client.get(f"{ROOT}/de/{name}/?url=/{REGION_NAME}/de/geschlossen").status_code == 404
    open_page.unpublish()
    assert json(f"{ROOT}/de/pages/") == []


def test_more_pages_take_no_more_queries(index: GuidanceIndexPage) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            json(f"{ROOT}/de/pages/")
        return len(captured)

    def linked(title: str) -> None:
        to = f'<a linktype="page" id="{page.pk}">dorthin</a> <a linktype="page" id="{index.get_parent().pk}">heim</a>'
        topic(page, title, body=[("text", f"<p>{to}</p>")])

    page = topic(index, "Oben")
    linked("Erstes")
    queries()
    one = queries()
    for number in range(19):
        linked(f"Thema {number}")
    assert queries() == one
    assert 'href="http://testserver/de/wegweiser/oben/"' in json(f"{ROOT}/de/pages/")[-1]["content"]


def test_what_has_not_changed_is_not_sent_again_and_what_is_long_is_compressed(index: GuidanceIndexPage) -> None:
    page = topic(index)
    path = f"{ROOT}/de/pages/"
    first = Client().get(path, headers={"Accept-Encoding": "gzip"})
    assert first["Content-Encoding"] == "gzip"
    assert first["Last-Modified"]
    assert "public" in first["Cache-Control"]
    again = Client().get(path, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again["Access-Control-Allow-Origin"]) == (304, "*")
    page.summary = "Anders."
    page.save_revision().publish()
    assert Client().get(path, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_browsers_may_ask_from_anywhere_here_and_nowhere_else(index: GuidanceIndexPage) -> None:
    asked = {"Origin": "https://anderswo.example", "Access-Control-Request-Method": "GET"}
    allowed = Client().options(f"{ROOT}/de/pages/", headers=asked)
    assert (allowed.status_code, allowed["Access-Control-Allow-Origin"]) == (204, "*")
    assert "Access-Control-Allow-Origin" not in Client().get("/api/v3/guidance/de/", headers=asked)
    assert "Set-Cookie" not in str(Client().get(f"{ROOT}/de/pages/").headers)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("INTEGREAT_REGION", "Große Stadt"),
        ("INTEGREAT_COORDINATES", [200, 3]),
        ("INTEGREAT_BOUNDING_BOX", [9, 50, 8, 51]),
    ],
)
def test_a_wrong_setting_is_told_when_the_site_starts(settings: Any, name: str, value: Any) -> None:
    assert not [one for one in run_checks() if one.id.startswith("api.E")]
    setattr(settings, name, value)
    assert [one for one in run_checks() if one.id.startswith("api.E")]
