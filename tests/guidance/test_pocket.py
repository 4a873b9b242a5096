"""Guidance in the pocket: without a network, on paper, as short address, as PDF."""

import gzip
import json
import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.core.checks import run_checks
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageViewRestriction

from guidance import pdf_there
from guidance.models import GuidanceIndexPage, GuidancePage
from guidance.short_codes import code_of, number_of
from tests.factories.guidance import topic, translate

OFFLINE = "/api/v3/guidance/ar/offline.json"
#: Bytes of a page with its styles and scripts, compressed, without pictures and fonts. The issue's limit is 60 KB.
HEAVIEST = 40_000


@pytest.fixture
def page(index: GuidanceIndexPage) -> GuidancePage:
    german = topic(index)
    translate(german, "ar")
    return german


def packed(content: bytes) -> int:
    return len(gzip.compress(content, compresslevel=6))


def _unpacked(document: bytes) -> Iterator[bytes]:
    """Yield the parts of a PDF, those too that are packed."""
    yield document
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", document, flags=re.DOTALL):
        with suppress(zlib.error):
            yield zlib.decompress(stream)


def test_a_page_with_all_it_needs_is_light(page: GuidancePage) -> None:
    answer = Client().get("/ar/wegweiser/adresse-anmelden/")
    html = answer.content.decode()
    files = set(re.findall(r'(?:href|src)="/static/([^"#]+\.(?:css|js|svg))', html))
    assert len(files) > 10
    weight = packed(answer.content)
    for name in files:
        with open(str(finders.find(name)), "rb") as file:
            weight += packed(file.read())
    assert weight < HEAVIEST


def test_devices_keep_only_what_everybody_may_see(page: GuidancePage, admin_client: Client) -> None:
    path = "/ar/wegweiser/adresse-anmelden/"
    assert Client().get(path)["X-Offline"] == "keep"
    assert "X-Offline" not in admin_client.get(path), "a page with somebody's name on it stays with them"
    assert "X-Offline" not in Client().get("/ar/konto/login/")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert "X-Offline" not in Client().get(path)
    assert "X-Offline" not in admin_client.get(path)
    out = admin_client.post("/de/konto/logout/")
    assert out["Clear-Site-Data"] == '"cache", "storage"'


def test_the_whole_tree_is_one_small_answer_that_is_asked_for_again_cheaply(page: GuidancePage) -> None:
    part = topic(page, "Termin", body=[("text", f'<p><a linktype="page" id="{page.pk}">dorthin</a></p>')])
    page.next_step = part
    page.save_revision().publish()
    translate(page, "ar")
    answer = Client().get(OFFLINE, headers={"Accept-Encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert Client().get(OFFLINE, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    first, second = Client().get(OFFLINE).json()["items"]
    assert (first["path"], first["language"], first["next_step"]) == (
        "adresse-anmelden",
        "ar",
        "adresse-anmelden/termin",
    )
    assert 'href="tel:+4930112"' in first["html"]
    assert "Rathausplatz 1<br>12345 Musterstadt" in first["html"]
    assert second["translation"]["fallback_from"] == "de"
    assert 'href="http://testserver/ar/wegweiser/adresse-anmelden/"' in second["html"]
    assert [item["path"] for item in Client().get(f"{OFFLINE}?topic=adresse-anmelden/termin").json()["items"]] == [
        "adresse-anmelden/termin"
    ]
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert Client().get(OFFLINE).json()["items"] == []


def test_more_topics_take_no_more_queries(page: GuidancePage) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            Client().get(OFFLINE)
        return len(captured)

    def linked(title: str) -> None:
        other = topic(page, title, body=[("text", f'<p><a linktype="page" id="{page.pk}">dorthin</a></p>')])
        other.see_also.create(topic=page)

    linked("Eins")
    queries()
    one = queries()
    for number in range(15):
        linked(f"Mehr {number}")
    assert queries() == one


def test_the_page_of_what_can_be_kept_says_sizes(page: GuidancePage) -> None:
    said = Client().get("/ar/mitnehmen/").content.decode()
    assert f'data-keep="{OFFLINE}"' in said
    assert f'data-keep="{OFFLINE}?topic=adresse-anmelden"' in said
    assert len(re.findall(r"<span>\d+[^<]+</span>\s*<span data-kept", said)) == 2


def test_a_short_address_survives_moving_and_leads_to_the_telephone_s_language(
    page: GuidancePage, index: GuidanceIndexPage
) -> None:
    code = code_of(page.pk)
    assert number_of(code.upper()) == page.pk
    assert number_of("o!") is None
    arabic = {"Accept-Language": "ar-SY,ar;q=0.9"}
    answer = Client().get(f"/s/{code}", headers=arabic)
    assert (answer.status_code, answer["Location"]) == (302, "/ar/wegweiser/adresse-anmelden/")
    assert "Accept-Language" in answer["Vary"]
    page.move(topic(index, "Wohnen", body=[]), pos="last-child")
    page.refresh_from_db()
    german = Client().get(f"/s/{code}", headers={"Accept-Language": "de"})
    assert german["Location"] == "/de/wegweiser/wohnen/adresse-anmelden/"
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    for hidden in (code, code_of(10**9), "!"):
        assert Client().get(f"/s/{hidden}", headers=arabic).status_code == 404


def test_the_poster_has_the_title_in_each_language_and_a_code(page: GuidancePage) -> None:
    said = Client().get("/ar/plakat/adresse-anmelden/").content.decode()
    assert "[ar] Adresse anmelden" in said
    assert '<svg viewBox="0 0' in said.split('class="poster__code"')[1]
    assert f"/s/{code_of(page.pk)}" in said
    assert Client().get("/ar/plakat/nichts/").status_code == 404


@pytest.mark.parametrize("language", ["de", "ar"])
def test_a_topic_is_a_tagged_pdf_in_its_language(page: GuidancePage, language: str) -> None:
    answer = Client().get(f"/{language}/pdf/adresse-anmelden.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    inside = b"".join(_unpacked(answer.content))
    for mark in (f"/Lang ({language})".encode(), b"/MarkInfo", b"/StructTreeRoot", b"pdfuaid:part"):
        assert mark in inside


def test_without_pango_there_is_no_pdf_and_the_operator_is_told(page: GuidancePage, monkeypatch: Any) -> None:
    for module in ("guidance.pdf_there", "guidance.pocket_views", "guidance.presenting"):
        monkeypatch.setattr(f"{module}.can_make_pdf", lambda: False)
    assert "/pdf/" not in Client().get("/ar/wegweiser/adresse-anmelden/").content.decode()
    assert Client().get("/ar/pdf/adresse-anmelden.pdf").status_code == 404
    told = [one for one in run_checks(include_deployment_checks=True) if one.id == "guidance.W001"]
    assert told[0].hint == pdf_there.MISSING


def test_the_site_can_be_put_on_the_home_screen(page: GuidancePage) -> None:
    manifest = Client().get(reverse("pocket:manifest").replace("/de/", "/ar/"))
    told = json.loads(manifest.content)
    assert (told["lang"], told["dir"], told["start_url"]) == ("ar", "rtl", "/ar/")
    worker = Client().get("/service-worker.js")
    assert worker["Content-Type"].startswith("text/javascript")
    assert "no-cache" in worker["Cache-Control"]
    assert Client().get("/ar/offline/").status_code == 200
