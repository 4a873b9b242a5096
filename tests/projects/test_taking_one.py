"""One record in all formats, by name and by the header Accept; and how one cites it."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import bibtexparser
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html
from wagtail.models import PageViewRestriction

from projects.citing import CitationStyle, Work, citation
from projects.models import ProjectIndexPage, ProjectPage, ProjectPartner, ProjectRelation
from tests.factories.projects import project, town

API = "/api/v3/projects/"
#: As DOI content negotiation names them (https://citation.crosscite.org/docs.html).
KINDS = {
    "application/vnd.citationstyles.csl+json": "csl.json",
    "application/x-bibtex": "bib",
    "application/x-research-info-systems": "ris",
    "application/ld+json": "jsonld",
    "application/vnd.datacite.datacite+json": "datacite.json",
    "application/json": "json",
    "text/csv": "csv",
}
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.fixture
def record(index: ProjectIndexPage) -> ProjectPage:
    page = project(
        index,
        "Nähkurs </script><b>",
        subtitle="Wir nähen",
        summary="Ein Kurs.",
        fields=["work", "sport"],
        target_groups=["women"],
        approaches=["course"],
        ages=["adults"],
        phases=["arriving"],
        towns=[town("05315000", "Köln", latitude=Decimal("50.93333"), longitude=Decimal("6.95"))],
        carrier="Beispielverein e. V.",
        carrier_type="association",
        start=date(2013, 3, 1),
        start_precision="month",
        funding=[{"funder": "Bund", "programme": "ESF", "amount": Decimal("1200.50"), "share_percent": Decimal(40)}],
        total_cost=Decimal(3000),
        volunteers=7,
        languages_offered=["tr"],
        evaluation="internal",
        evaluation_report_url="https://example.org/bericht.pdf",
        indicators=[("indicator", {"name": "Abschlüsse", "value": Decimal("12.5"), "unit": "%", "year": 2014})],
        quality=[
            (
                "judgement",
                {
                    "criterion": "setting",
                    "level": "3",
                    "evidence": "Beobachtet",
                    "judged_by": "Jury",
                    "judged_on": date(2025, 3, 1),
                },
            )
        ],
        material=[("link", {"title": "Seite", "url": "https://example.org/"})],
        good_practice=True,
    )
    page.partners = [ProjectPartner(name="Schule am Park", kind="school", role="referral", url="https://example.com/")]
    page.relations = [ProjectRelation(kind="replicates", other=project(index, "Vorbild"))]
    page.save_revision().publish()
    return page


def test_the_api_tells_everything_and_unknown_numbers_are_null(client: Client, record: ProjectPage) -> None:
    answer = client.get(f"{API}{record.identifier}/?language=en").json()
    assert answer["partners"] == [
        {"name": "Schule am Park", "kind": "school", "role": "referral", "url": "https://example.com/"}
    ]
    assert [term["value"] for name in ("approaches", "ages", "phases") for term in answer[name]] == [
        "course", "adults", "arriving",
    ]  # fmt: skip
    assert answer["languages_offered"] == [{"value": "tr", "label": "Turkish"}]
    assert answer["total_cost"] == {"amount": "3000.00", "currency": "EUR", "year": None}
    assert answer["funding"][0]["share_percent"] == "40.00"
    assert answer["people"] == {"staff_fte": None, "volunteers": 7, "participants": None}
    assert answer["evaluated"]["kind"] == "internal"
    assert answer["indicators"] == [{"name": "Abschlüsse", "value": "12.5", "unit": "%", "year": 2014}]
    assert answer["quality"]["criteria"][0]["level"] == 3
    assert answer["quality"]["criteria"][0]["judged_on"] == "2025-03-01"
    assert [(one["kind"], one["direction"], one["title"]) for one in answer["relations"]] == [
        ("replicates", "out", "Vorbild")
    ]
    assert answer["material"][0]["url"] == "https://example.org/"
    assert (answer["start"], answer["start_precision"], answer["end"]) == ("2013-03-01", "month", None)
    assert (answer["licence"], answer["version"]) == ("CC BY 4.0", record.version)
    [item] = [one for one in client.get(API).json()["items"] if one["identifier"] == record.identifier]
    assert (item["evaluation"], item["approaches"][0]["value"]) == ("internal", "course")


@pytest.mark.parametrize(("media_type", "name"), KINDS.items())
def test_the_address_of_the_page_and_of_the_api_answer_as_asked(
    client: Client, record: ProjectPage, media_type: str, name: str
) -> None:
    by_name = client.get(f"/de/projekte/{record.identifier}.{name}")
    assert by_name.status_code == 200
    assert by_name["Content-Type"].partition(";")[0] == media_type
    assert by_name["Content-Disposition"] == f'attachment; filename="{record.identifier}.{name}"'
    for address in (f"/de/projekte/{record.identifier}/", f"{API}{record.identifier}/"):
        response = client.get(address, headers={"Accept": f"{media_type}, text/plain;q=0.5"})
        assert response["Content-Type"].partition(";")[0] == media_type, address
        assert "Accept" in response["Vary"]
        assert "license" in response["Link"]
    assert client.get(f"{API}{record.identifier}.{name}").content == by_name.content


def test_browsers_get_the_page_and_programs_json_unless_they_say_otherwise(client: Client, record: ProjectPage) -> None:
    for accept in (BROWSER, "*/*", "application/pdf", ""):
        page = client.get(f"/de/projekte/{record.identifier}/", headers={"Accept": accept})
        assert page["Content-Type"] == "text/html; charset=utf-8"
        assert "Accept" in page["Vary"]
        api = client.get(f"{API}{record.identifier}/", headers={"Accept": accept})
        assert api["Content-Type"] == "application/json"


def test_pages_say_where_machines_find_the_same(client: Client, record: ProjectPage) -> None:
    response = client.get(f"/de/projekte/{record.identifier}/")
    page = html.fromstring(response.content)
    alternates = {link.get("type"): link.get("href") for link in page.xpath("//link[@rel='alternate'][@type]")}
    assert set(KINDS) == set(alternates)
    assert alternates["application/x-bibtex"] == f"/de/projekte/{record.identifier}.bib"
    [data] = page.xpath("//script[@type='application/ld+json']/text()")
    assert json.loads(data)["name"] == record.title
    assert "script-src 'self'" in response["Content-Security-Policy"]  # data is not run, so nothing is opened for it
    page = html.fromstring(client.get("/de/projekte/?field=sport").content)
    alternates = {link.get("type"): link.get("href") for link in page.xpath("//link[@rel='alternate'][@type]")}
    assert alternates["text/csv"] == "/de/projekte/export.csv?field=sport"


def test_what_one_may_not_see_is_in_no_format(client: Client, record: ProjectPage) -> None:
    PageViewRestriction.objects.create(page=record, restriction_type=PageViewRestriction.LOGIN)
    for media_type, name in KINDS.items():
        for address in (f"/de/projekte/{record.identifier}.{name}", f"{API}{record.identifier}.{name}"):
            assert client.get(address).status_code == 404
        response = client.get(f"/de/projekte/{record.identifier}/", headers={"Accept": media_type})
        assert record.carrier not in response.content.decode()
    assert client.get(f"{API}{record.identifier}.exe").status_code == 422


WORK = Work(
    identifier="gp-2026-00017",
    title="Nähkurs für alle",
    author="Beispielverein e. V.",
    issued=date(2026, 3, 12),
    version=2,
    language="de",
    url="https://example.org/de/projekte/gp-2026-00017/",
)


@pytest.mark.parametrize(
    ("style", "language", "words"),
    [
        (CitationStyle.APA, "de", ["Beispielverein e. V. (2026, März 12). Nähkurs für alle"]),
        (CitationStyle.APA, "en", ["(2026, March 12)"]),
        (CitationStyle.CHICAGO, "de", ["Beispielverein e. V. 2026. Nähkurs für alle.", "12. März"]),
        (CitationStyle.CHICAGO, "ar", ["مارس"]),
        (CitationStyle.DIN_ISO_690, "de", ["BEISPIELVEREIN E. V., 2026.", "Verfügbar unter:", "Zugriff am"]),
        (CitationStyle.DIN_ISO_690, "en", ["Available from:"]),
        (CitationStyle.DIN_ISO_690, "fr", ["Disponible"]),
        (CitationStyle.APA, "sr", ["март"]),
    ],
)
def test_citations_follow_the_style_in_the_readers_language(
    style: CitationStyle, language: str, words: list[str]
) -> None:
    text = citation(WORK, style, language)
    assert WORK.url in text
    assert all(word.casefold() in text.casefold() for word in words), text


def test_a_record_without_carrier_and_date_can_be_cited_too() -> None:
    work = Work("gp-2026-00001", "Ohne", "", None, 1, "de", WORK.url)
    for style in CitationStyle:
        assert "Ohne" in citation(work, style, "de")


def test_the_page_shows_the_citation_in_the_style_chosen_by_link(client: Client, record: ProjectPage) -> None:
    page = html.fromstring(client.get(f"/de/projekte/{record.identifier}/").content)
    links = {link.text_content().strip(): link.get("href") for link in page.xpath("//section[@id='cite']//nav//a")}
    assert list(links) == ["APA", "Chicago", "DIN ISO 690"]
    response = client.get(links["DIN ISO 690"].partition("#")[0])
    page = html.fromstring(response.content)
    assert "BEISPIELVEREIN" in page.xpath("string(//p[@class='cite__text'])")
    assert page.xpath("string(//section[@id='cite']//a[@aria-current])").strip() == "DIN ISO 690"


def test_reference_managers_read_one_record(client: Client, record: ProjectPage) -> None:
    text = client.get(f"{API}{record.identifier}.bib").content.decode()
    [entry] = bibtexparser.parse_string(text).entries
    assert (entry.entry_type, entry.key) == ("misc", record.identifier)
    item = client.get(f"{API}{record.identifier}.csl.json").json()
    assert (item["id"], item["URL"]) == (record.identifier, f"http://testserver/de/projekte/{record.identifier}/")


def test_datacite_knows_who_where_and_with_whose_money(client: Client, record: ProjectPage) -> None:
    data = client.get(f"{API}{record.identifier}.datacite.json").json()
    assert data["creators"] == [{"name": "Beispielverein e. V.", "nameType": "Organizational"}]
    assert data["geoLocations"][0]["geoLocationPoint"] == {"pointLatitude": 50.93333, "pointLongitude": 6.95}
    assert data["fundingReferences"] == [{"funderName": "Bund", "awardTitle": "ESF"}]
    assert {"date": "2013-03/", "dateType": "Coverage"} in data["dates"]
    assert [one["relationType"] for one in data["relatedIdentifiers"]] == ["IsDerivedFrom", "IsDocumentedBy"]
    assert data["rightsList"][0]["rightsIdentifier"] == "CC-BY-4.0"


def test_a_page_with_twenty_partners_costs_no_further_query(
    client: Client, record: ProjectPage, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    address = f"{API}{record.identifier}/"
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    page = ProjectPage.objects.get(pk=record.pk)
    page.partners = [ProjectPartner(name=f"Partner {number}") for number in range(20)]
    page.save()
    with django_assert_max_num_queries(len(few)):
        assert len(client.get(address).json()["partners"]) == 20
