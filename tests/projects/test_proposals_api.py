"""Proposals by the API: the same rules as on the pages, for the person of the token only."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.models import APIToken

from accounts.models import User
from projects.enums import ProposalState
from projects.models import ProjectIndexPage, Proposal
from tests.factories.projects import town
from tests.factories.proposals import WRITTEN, ProposalFactory, somebody
from tests.projects.test_proposing import png

API = "/api/v3/projects/proposals/"


def program(person: User) -> Client:
    _token, key = APIToken.create_token(user=person, name="program")
    return Client(headers={"Authorization": f"Bearer {key}"})


@pytest.fixture
def author(index: ProjectIndexPage) -> User:
    town("05315000", "Köln")
    return somebody()


def send(client: Client, method: str, path: str, body: Any = None) -> Any:
    return client.generic(method, f"{API}{path}", *([] if body is None else [json.dumps(body)]),
                          content_type="application/json")  # fmt: skip


def test_a_program_proposes_changes_and_sends_for_its_person(author: User) -> None:
    client = program(author)
    made = send(client, "POST", "", {"content": {"about": WRITTEN["about"]}})
    assert made.status_code == 201
    key = made.json()["key"]
    assert {one["part"] for one in made.json()["missing"] if one["is_needed"]} == {
        "place", "field", "carrier", "process",
    }  # fmt: skip
    unfinished = send(client, "POST", f"{key}/submit/", {"may_be_published": True})
    assert unfinished.status_code == 422
    rest = {name: kept for name, kept in WRITTEN.items() if name != "about"}
    written = send(client, "PATCH", f"{key}/", {"content": rest})
    assert written.status_code == 200
    assert written.json()["content"]["where"]["town_1_name"] == "Köln (05315000)"
    for _time in range(2):
        assert send(client, "POST", f"{key}/submit/", {"may_be_published": True}).json()["state"] == "submitted"
    assert send(client, "PATCH", f"{key}/", {"content": {"about": {"title": "Anders"}}}).status_code == 409
    assert [one["key"] for one in client.get(API).json()] == [key]
    assert send(client, "POST", f"{key}/withdraw/").json()["state"] == ProposalState.WITHDRAWN


@pytest.mark.parametrize(
    ("content", "where"),
    [
        ({"nothing": {}}, ["body", "content", "nothing"]),
        ({"about": {"colour": "red"}}, ["body", "content", "about", "colour"]),
        ({"time": {"start": "someday"}}, ["body", "content", "time", "start"]),
        ({"where": {"town_1_name": "Atlantis"}}, ["body", "content", "where", "town_1_name"]),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_kept(author: User, content: Any, where: list[str]) -> None:
    answer = send(program(author), "POST", "", {"content": content})
    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert [one["loc"] for one in answer.json()["errors"]] == [where]
    assert not Proposal.objects.exists()


def test_others_and_nobody_get_nothing(author: User) -> None:
    proposal = ProposalFactory(author=author)
    assert Client().get(API).status_code == 401
    other = program(somebody("Olga Ohne"))
    assert other.get(API).json() == []
    for method, path, body in (
        ("GET", "", None), ("PATCH", "", {"content": {}}), ("POST", "submit/", {"may_be_published": True}),
        ("POST", "withdraw/", None),
    ):  # fmt: skip
        assert send(other, method, f"{proposal.key}/{path}", body).status_code == 404


def test_files_are_added_by_a_program_and_checked(author: User) -> None:
    proposal, client = ProposalFactory(author=author), program(author)
    about = {"title": "Der Raum", "rights": "Foto: N. Nadel"}
    added = client.post(f"{API}{proposal.key}/files/", {"file": png("raum.png"), **about})
    assert added.status_code == 201
    bad = client.post(f"{API}{proposal.key}/files/", {"file": SimpleUploadedFile("x.exe", b"MZ"), **about})
    assert bad.status_code == 422
    for _time in range(2):
        assert client.delete(f"{API}{proposal.key}/files/{added.json()['key']}/").status_code == 204
    assert not proposal.files.exists()
