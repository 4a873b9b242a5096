"""Who gets which uploaded file, and what they are told otherwise."""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction

from accounts.enums import Role
from accounts.models import User
from cms.core.models import SiteDocument, SiteImage
from tests.factories.accounts import CollectionFactory, SiteDocumentFactory, SiteImageFactory

PersonFixture = Callable[..., User]


def address(stored: object) -> str:
    return stored.file.url  # type: ignore[attr-defined]


def told(response: HttpResponse, path: str) -> str:
    """Return the page without the address that was asked for, as text and as QR code, and the time of day."""
    page = response.content.decode().replace(path, "")
    return re.sub(r"<svg.*?</svg>|\d+", "", page, flags=re.DOTALL)


@pytest.fixture
def members_only(db: None) -> Collection:
    outer = CollectionFactory()
    restriction = CollectionViewRestriction.objects.create(collection=outer, restriction_type="groups")
    restriction.groups.add(Group.objects.get(name=Role.MEMBER))
    return outer.add_child(name="inner")


@pytest.fixture
def files(members_only: Collection) -> list[object]:
    picture = SiteImageFactory(collection=members_only)
    return [picture, picture.get_rendition("width-16"), SiteDocumentFactory(collection=members_only)]


def test_public_files_are_sent_with_a_date_and_a_mark_and_kept_by_caches(db: None) -> None:
    picture = SiteImageFactory()
    for stored in (picture, picture.get_rendition("width-16"), SiteDocumentFactory()):
        response = Client().get(address(stored))
        assert response.status_code == 200
        assert "public" in response["Cache-Control"]
        assert response["ETag"]
        assert response["Last-Modified"]
        assert response["X-Content-Type-Options"] == "nosniff"
        assert b"".join(response.streaming_content)
        again = Client().get(address(stored), headers={"If-None-Match": response["ETag"]})
        assert again.status_code == 304


def test_private_files_are_sent_to_members_and_to_nobody_s_cache(files: list[object], person: PersonFixture) -> None:
    member = Client()
    member.force_login(person(Role.MEMBER))
    for stored in files:
        response = member.get(address(stored))
        assert response.status_code == 200
        assert b"".join(response.streaming_content)
        assert "private" in response["Cache-Control"]
        assert "no-store" in response["Cache-Control"]
        assert "ETag" not in response


@pytest.mark.parametrize("role", ["anonymous", None, Role.GUEST])
def test_a_hidden_file_is_answered_as_one_that_does_not_exist(
    files: list[object], person: PersonFixture, role: Role | str | None
) -> None:
    client = Client()
    if role != "anonymous":
        client.force_login(person(role))
    for stored in files:
        hidden = client.get(address(stored), headers={"If-None-Match": "*"})
        missing = client.get("/media/original_images/there-is-none.png", headers={"If-None-Match": "*"})
        assert hidden.status_code == missing.status_code == 404
        assert told(hidden, address(stored)) == told(missing, "/media/original_images/there-is-none.png")
        assert set(hidden.headers) == set(missing.headers)


def test_the_content_s_hash_does_not_tell_whether_a_hidden_document_exists(files: list[object]) -> None:
    document = files[-1]
    assert isinstance(document, SiteDocument)
    url = reverse("wagtaildocs_serve", args=[document.pk, document.filename])
    for mark in (f'"{document.get_file_hash()}"', "*"):
        assert Client().get(url, headers={"If-None-Match": mark}).status_code == 404
        assert Client().get(url, headers={"If-Match": mark}).status_code == 404


def test_documents_are_attachments_and_run_nothing(db: None) -> None:
    document = SiteDocumentFactory()
    for url in (address(document), reverse("wagtaildocs_serve", args=[document.pk, document.filename])):
        response = Client().get(url)
        assert b"".join(response.streaming_content)
        assert response["Content-Disposition"].startswith("attachment")
        assert response["Content-Type"].startswith("text/plain")
        assert "default-src 'none'" in response["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["../settings.py", "%2e%2e/secret", "original_images/", "c:/windows"])
def test_names_that_lead_elsewhere_lead_nowhere(db: None, name: str) -> None:
    assert Client().get(f"/media/{name}").status_code == 404


@pytest.mark.parametrize("path", ["/media/a%00b", "/de/?q=%00", "/api/v3/pages/?search=a%00b"])
def test_what_the_database_cannot_be_asked_for_is_refused(db: None, path: str) -> None:
    assert Client().get(path).status_code == 400


def test_a_file_without_a_record_is_not_sent(db: None) -> None:
    picture = SiteImageFactory()
    SiteImage.objects.filter(pk=picture.pk).delete()
    assert picture.file.storage.exists(picture.file.name)
    assert Client().get(address(picture)).status_code == 404


def test_a_record_without_a_file_is_no_error(db: None) -> None:
    picture = SiteImageFactory()
    picture.file.storage.delete(picture.file.name)
    assert Client().get(address(picture)).status_code == 404


def test_the_web_server_sends_the_file_where_there_is_one(db: None, settings: pytest.FixtureRequest) -> None:
    settings.X_ACCEL_PREFIX = "/protected/"  # type: ignore[attr-defined]
    document = SiteDocumentFactory(file=ContentFile(b"a", name="grüße.txt"))
    response = Client().get(address(document))
    assert response["X-Accel-Redirect"] == "/protected/documents/gr%C3%BC%C3%9Fe.txt"
    assert response.content == b""


def test_a_picture_moved_to_a_closed_collection_is_closed_at_once(members_only: Collection) -> None:
    picture = SiteImageFactory()
    rendition = picture.get_rendition("width-16")
    picture.collection = members_only
    picture.save()
    assert Client().get(address(picture)).status_code == 404
    assert Client().get(address(rendition)).status_code == 404
