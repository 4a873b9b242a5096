"""The finder and the page of a project, as readers get them."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, PageViewRestriction

from projects.models import ProjectIndexPage, ProjectPage
from tests.factories.projects import berlin, project, town


@pytest.fixture
def three(index: ProjectIndexPage) -> list[ProjectPage]:
    koeln = town("05315000", "Köln")
    return [
        project(index, "Sportfest", fields=["sport"], towns=[koeln], good_practice=True),
        project(index, "Lauftreff", fields=["sport"], towns=[berlin()]),
        project(index, "Jobcafé", fields=["work"], towns=[koeln], carrier="Verein <b>e. V.</b>"),
    ]


def page(client: Client, address: str, *, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, response
    return response.content.decode()


def titles(html: str) -> list[str]:
    return re.findall(r'class="card__title"[^>]*>\s*<a href="[^"]*">([^<]*)</a>', html)


def test_the_list_is_at_its_address_in_every_language(client: Client, three: list[ProjectPage]) -> None:
    for language in ("de", "en", "ar", "de-simple"):
        assert len(titles(page(client, f"/{language}/projekte/"))) == 3


def test_a_project_is_found_by_field_and_city(client: Client, three: list[ProjectPage]) -> None:
    html = page(client, "/de/projekte/?field=sport&city=05315000")
    assert titles(html) == ["Sportfest"]
    assert re.search(r'name="field"\s+value="sport"\s+checked', html)
    assert re.search(
        r'name="city"\s+value="11000000"[^>]*>\s*<span>Berlin</span>\s*<bdi class="choice__count">1<', html
    )


def test_values_of_a_facet_are_alternatives(client: Client, three: list[ProjectPage]) -> None:
    assert len(titles(page(client, "/de/projekte/?field=sport&field=work"))) == 3


def test_chosen_filters_can_be_taken_back_one_by_one(client: Client, three: list[ProjectPage]) -> None:
    html = page(client, "/de/projekte/?field=sport&city=05315000&q=fest")
    assert 'class="chip" href="/de/projekte/?q=fest&amp;city=05315000"' in html
    assert 'class="chip" href="/de/projekte/?q=fest&amp;field=sport"' in html
    assert len(titles(page(client, "/de/projekte/?field=sport"))) == 2


def test_the_forms_keep_what_the_other_one_has_chosen(client: Client, three: list[ProjectPage]) -> None:
    html = page(client, "/de/projekte/?field=sport&q=fest&sort=title")
    search, filters = re.findall(r"<form.*?</form>", html, re.DOTALL)[1:3]  # the first one is the header's
    assert '<input type="hidden" name="field" value="sport">' in search
    assert '<input type="hidden" name="q" value="fest">' in filters
    assert '<input type="hidden" name="sort" value="title">' in filters


def test_good_practice_comes_first_and_is_marked(client: Client, three: list[ProjectPage]) -> None:
    html = page(client, "/de/projekte/?sort=newest")
    assert titles(html)[0] == "Sportfest"
    assert html.count("quality-mark") >= 1
    assert titles(page(client, "/de/projekte/?standing=collected")) == ["Jobcafé", "Lauftreff"]


def test_what_is_not_understood_is_said_above_the_list_without_it(client: Client, three: list[ProjectPage]) -> None:
    html = page(client, "/de/projekte/?field=%3Cscript%3E&colour=red")
    assert "&lt;script&gt;" in html
    assert "colour" in html
    assert len(titles(html)) == 3


def test_beyond_the_last_page_there_is_a_way_back(client: Client, three: list[ProjectPage]) -> None:
    html = page(client, "/ar/projekte/?field=sport&page=7", status=404)
    assert 'href="/ar/projekte/?field=sport"' in html
    assert 'dir="rtl"' in html


def test_an_empty_answer_says_how_to_go_on(client: Client, three: list[ProjectPage]) -> None:
    html = page(client, "/de/projekte/?q=nirgends")
    assert titles(html) == []
    assert 'href="/de/projekte/"' in html


def test_pages_lead_to_one_another(client: Client, index: ProjectIndexPage) -> None:
    for number in range(25):
        project(index, f"Projekt {number}")
    first = page(client, "/de/projekte/?sort=title")
    assert 'href="/de/projekte/?sort=title&amp;page=2" rel="next"' in first
    second = page(client, "/de/projekte/?sort=title&page=2")
    assert 'href="/de/projekte/?sort=title" rel="prev"' in second
    assert len(set(titles(first)) | set(titles(second))) == 25


def test_a_list_of_twenty_asks_no_more_often_than_a_list_of_one(
    client: Client, index: ProjectIndexPage, django_assert_num_queries: Callable[..., Any]
) -> None:
    project(index, "Eins", fields=["sport"], towns=[berlin()])
    client.get("/de/projekte/")
    with CaptureQueriesContext(connection) as one:
        client.get("/de/projekte/")
    asked = len(one)  # before the next request empties the log
    for number in range(19):
        project(index, f"Projekt {number}", fields=["work", "sport"], towns=[berlin(), town("05315000", "Köln")])
    client.get("/de/projekte/")  # the first one after a change counts anew
    with django_assert_num_queries(asked):
        client.get("/de/projekte/")


def test_the_page_of_a_project_says_what_is_known_and_nothing_else(client: Client, index: ProjectIndexPage) -> None:
    made = project(
        index,
        "Sportfest",
        towns=[town("05315000", "Köln")],
        fields=["sport"],
        carrier="Verein <b>e. V.</b>",
        funding=[
            {"funder": "Stadt Köln", "amount": Decimal(12000), "year": 2020},
            {"funder": "Land", "amount": None, "year": None},
        ],
        source_name="Eine Liste",
    )
    html = page(client, f"/de/projekte/{made.identifier}/")
    assert "Verein &lt;b&gt;e. V.&lt;/b&gt;" in html
    assert html.count("12.000\u00a0€") == 2  # once in the table, once as the sum of what is known
    assert ">0" not in re.sub(r"\s+", "", html[html.index("fact-list") : html.index("</aside>")])
    assert "Eine Liste" in html
    assert f"/de/projekte/?city={'05315000'}" in html


def test_collected_and_good_practice_are_told_apart_in_words(client: Client, three: list[ProjectPage]) -> None:
    good = page(client, f"/de/projekte/{three[0].identifier}/")
    collected = page(client, f"/de/projekte/{three[1].identifier}/")
    assert "quality-mark" in good[: good.index("</header>", good.index("<article"))]
    assert "quality-mark" not in collected[: collected.index("</header>", collected.index("<article"))]


def test_a_project_without_a_translation_is_shown_in_the_readers_frame_and_says_so(
    client: Client, three: list[ProjectPage]
) -> None:
    html = page(client, f"/ar/projekte/{three[0].identifier}/")
    assert '<html lang="ar"' in html
    assert re.search(r'<h1 lang="de"\s+dir="ltr">Sportfest</h1>', html)
    assert "language-status--missing" in html
    assert re.search(rf'<link rel="canonical" href="http://[^/"]+/de/projekte/{three[0].identifier}/">', html)


def test_a_translated_project_is_shown_in_its_language(client: Client, three: list[ProjectPage]) -> None:
    arabic = three[0].copy_for_translation(Locale.objects.get(language_code="ar"))
    arabic.title = "مهرجان رياضي"
    arabic.save_revision().publish()
    html = page(client, f"/ar/projekte/{three[0].identifier}/")
    assert "مهرجان رياضي" in html
    assert "language-status--missing" not in html


def test_related_projects_share_the_field_and_prefer_the_town(client: Client, three: list[ProjectPage]) -> None:
    project(three[0].get_parent().specific, "Turnen", fields=["sport"], towns=[town("05315000", "Köln")])
    assert titles(page(client, f"/de/projekte/{three[0].identifier}/")) == ["Turnen", "Lauftreff", "Jobcafé"]


def test_a_project_closed_to_the_public_is_nowhere(client: Client, three: list[ProjectPage]) -> None:
    PageViewRestriction.objects.create(page=three[0], restriction_type=PageViewRestriction.LOGIN)
    assert "Sportfest" not in page(client, "/de/projekte/")
    for language in ("de", "ar"):
        page(client, f"/{language}/projekte/{three[0].identifier}/", status=404)
    assert titles(page(client, f"/de/projekte/{three[1].identifier}/")) == []


@pytest.mark.parametrize("address", ["gp-1999-00001", "unsinn", "gp-2026-00001/mehr"])
def test_an_unknown_project_is_not_found(client: Client, three: list[ProjectPage], address: str) -> None:
    for language in ("de", "ar"):
        page(client, f"/{language}/projekte/{address}/", status=404)
