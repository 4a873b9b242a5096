"""Harvesters get everything that is public, learn of what has gone, and are told what they asked wrongly."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from lxml import etree
from oaipmh_scythe import Scythe
from pytest_django.live_server_helper import LiveServer
from sickle import Sickle
from sickle.oaiexceptions import NoRecordsMatch
from wagtail.models import PageViewRestriction

from projects.harvesting import records as harvesting
from projects.models import ProjectIndexPage, ProjectPage, WithdrawnRecord
from tests.factories.projects import berlin, project, town

NS = {"o": "http://www.openarchives.org/OAI/2.0/", "d": "http://datacite.org/schema/kernel-4"}


def ask(client: Client, **parameters: Any) -> etree._Element:
    response = client.get("/oai", parameters)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/xml; charset=utf-8"
    return etree.fromstring(response.content)


def texts(root: etree._Element, path: str) -> list[str]:
    return [str(found) for found in root.xpath(path, namespaces=NS)]


@pytest.fixture
def seven(index: ProjectIndexPage, monkeypatch: pytest.MonkeyPatch) -> list[ProjectPage]:
    """Seven public projects, one that is not, and answers of three records each."""
    monkeypatch.setattr(harvesting, "AT_ONCE", 3)
    pages = [
        project(index, f"Projekt {number} & mehr\x01", fields=["sport"] if number % 2 else ["work"], towns=[berlin()])
        for number in range(6)
    ]
    pages.append(project(index, "In Köln", towns=[town("05315000", "Köln")], summary="Kurz", carrier="Verein"))
    closed = project(index, "Geheim")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    # Two with one datestamp: the identifier tells them apart.
    ProjectPage.objects.filter(pk__in=[page.pk for page in pages[:4]]).update(
        changed_at=datetime(2026, 1, 2, tzinfo=UTC)
    )
    return pages


def test_sickle_and_scythe_harvest_everything_and_learn_what_was_deleted(
    live_server: LiveServer, seven: list[ProjectPage]
) -> None:
    wanted = {page.identifier for page in seven}
    sickle = Sickle(f"{live_server.url}/oai")
    for prefix in ("oai_dc", "oai_datacite"):
        found = list(sickle.ListRecords(metadataPrefix=prefix))
        assert len(found) == 7
        assert {record.header.identifier.rpartition(":")[2] for record in found} == wanted
    assert found[-1].metadata is not None
    with Scythe(f"{live_server.url}/oai") as scythe:
        headers = list(scythe.list_identifiers(metadata_prefix="oai_dc"))
        assert {header.identifier.rpartition(":")[2] for header in headers} == wanted

        before = datetime.now(UTC).replace(microsecond=0)
        seven[0].unpublish()
        seven[1].delete()
        [*again] = scythe.list_records(metadata_prefix="oai_dc", from_=before.strftime("%Y-%m-%dT%H:%M:%SZ"))
        gone = {record.header.identifier.rpartition(":")[2] for record in again if record.header.deleted}
        assert gone == {seven[0].identifier, seven[1].identifier}
    everything = list(sickle.ListRecords(metadataPrefix="oai_dc"))
    assert sum(record.header.deleted for record in everything) == 2
    assert {record.header.identifier.rpartition(":")[2] for record in everything} == wanted
    assert len(list(sickle.ListRecords(metadataPrefix="oai_dc", ignore_deleted=True))) == 5
    record = sickle.GetRecord(identifier=everything[0].header.identifier, metadataPrefix="oai_dc")
    assert record.header.identifier == everything[0].header.identifier
    assert [one.setSpec for one in sickle.ListSets()][:2] == ["field", "field:arrival"] or list(sickle.ListSets())
    assert {form.metadataPrefix for form in sickle.ListMetadataFormats()} == {"oai_dc", "oai_datacite"}
    assert sickle.Identify().deletedRecord == "persistent"
    with pytest.raises(NoRecordsMatch):
        list(sickle.ListRecords(metadataPrefix="oai_dc", set="land:16"))


def test_sets_are_fields_and_lands(client: Client, seven: list[ProjectPage]) -> None:
    for spec, number in (("field:sport", 3), ("land:11", 3), ("land:05", 1), ("field", 3), ("land", 3)):
        root = ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc", set=spec)
        assert len(texts(root, "//o:header/o:identifier/text()")) == number, spec
    assert texts(ask(client, verb="ListSets"), "//o:setSpec[.='field:sport']/../o:setName/text()") == [
        "Sport und Freizeit"
    ]
    assert texts(root, "(//o:header)[1]/o:setSpec/text()") == ["field:work", "land:11"]


def test_tokens_say_how_far_one_is_and_outlive_changes(client: Client, seven: list[ProjectPage]) -> None:
    root = ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc")
    found = texts(root, "//o:header/o:identifier/text()")
    assert root.xpath("string(//o:resumptionToken/@completeListSize)", namespaces=NS) == "7"
    seven[1].title = "Geändert"
    seven[1].save()  # it moves to the end and comes again
    while token := root.xpath("string(//o:resumptionToken)", namespaces=NS):
        root = ask(client, verb="ListIdentifiers", resumptionToken=token)
        found += texts(root, "//o:header/o:identifier/text()")
    assert root.xpath("string(//o:resumptionToken/@cursor)", namespaces=NS) == "6"
    assert {one.rpartition(":")[2] for one in found} == {page.identifier for page in seven}
    assert found.count(found[1]) == 2


def test_from_and_until_are_days_or_seconds_and_include_both_ends(client: Client, seven: list[ProjectPage]) -> None:
    def number(**times: str) -> int:
        found = ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc", **times)
        return len(texts(found, "//o:header/o:identifier/text()"))

    ProjectPage.objects.filter(pk=seven[0].pk).update(changed_at=datetime(2026, 1, 2, 13, 5, 7, 900_000, tzinfo=UTC))
    assert number(**{"from": "2026-01-02", "until": "2026-01-02"}) == 3
    assert number(**{"from": "2026-01-02T13:05:07Z", "until": "2026-01-02T13:05:07Z"}) == 1
    assert number(until="2026-01-01") == 0
    assert number(**{"from": "2026-01-02T13:05:08Z"}) == 3


@pytest.mark.parametrize(
    ("parameters", "code"),
    [
        ({}, "badVerb"),
        ({"verb": "Nonsense"}, "badVerb"),
        ({"verb": ["Identify", "Identify"]}, "badVerb"),
        ({"verb": "Identify", "set": "x"}, "badArgument"),
        ({"verb": "ListRecords"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": ["oai_dc", "oai_dc"]}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "marc"}, "cannotDisseminateFormat"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "gestern"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "2026-02-30"}, "badArgument"),
        (
            {"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "2026-02-02", "until": "2026-02-01"},
            "badArgument",
        ),
        (
            {"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "2026-02-01", "until": "2026-02-01T00:00:00Z"},
            "badArgument",
        ),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "until": "1999-01-01"}, "noRecordsMatch"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "set": "nonsense"}, "noRecordsMatch"),
        ({"verb": "ListRecords", "resumptionToken": "made-up"}, "badResumptionToken"),
        ({"verb": "ListSets", "resumptionToken": "made-up"}, "badResumptionToken"),
        ({"verb": "ListRecords", "resumptionToken": "x", "metadataPrefix": "oai_dc"}, "badArgument"),
        (
            {"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": "oai:elsewhere:gp-2026-00001"},
            "idDoesNotExist",
        ),
        ({"verb": "ListMetadataFormats", "identifier": "nothing"}, "idDoesNotExist"),
    ],
)
def test_what_is_wrong_is_said_in_the_words_of_the_protocol(
    client: Client, index: ProjectIndexPage, parameters: dict[str, Any], code: str
) -> None:
    root = ask(client, **parameters)
    assert texts(root, "//o:error/@code") == [code]
    request = root.find("o:request", NS)
    assert request is not None
    assert request.text == "http://testserver/oai"
    assert bool(request.attrib) == (code not in ("badVerb", "badArgument"))


def test_what_is_not_public_is_not_there(client: Client, seven: list[ProjectPage]) -> None:
    closed = ProjectPage.objects.get(title="Geheim")
    identifier = f"oai:127.0.0.1:{closed.identifier}"
    root = ask(client, verb="GetRecord", metadataPrefix="oai_dc", identifier=identifier)
    assert texts(root, "//o:error/@code") == ["idDoesNotExist"]
    closed.unpublish()
    assert not WithdrawnRecord.objects.exists()
    root = ask(client, verb="GetRecord", metadataPrefix="oai_dc", identifier=identifier)
    assert texts(root, "//o:error/@code") == ["idDoesNotExist"]


def test_post_is_as_good_as_get(client: Client, seven: list[ProjectPage]) -> None:
    response = Client(enforce_csrf_checks=True).post("/oai", {"verb": "ListRecords", "metadataPrefix": "oai_datacite"})
    root = etree.fromstring(response.content)
    assert len(root.findall(".//d:resource", NS)) == 3
    assert client.put("/oai").status_code == 405


def test_a_part_of_a_list_costs_the_same_number_of_queries(
    client: Client, index: ProjectIndexPage, django_assert_max_num_queries: Any
) -> None:
    for number in range(20):
        project(index, f"Projekt {number}", fields=["sport"], towns=[berlin()])
    ask(client, verb="ListRecords", metadataPrefix="oai_dc")
    with django_assert_max_num_queries(14):
        assert len(ask(client, verb="ListRecords", metadataPrefix="oai_dc").findall(".//o:record", NS)) == 20
