"""What machines ask for by heart."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from home.models import HomePage, LegalPage


def test_security_txt_names_a_contact_and_has_not_expired(db: None) -> None:
    lines = dict(
        line.split(": ", 1) for line in Client().get("/.well-known/security.txt").content.decode().splitlines() if line
    )
    assert lines["Contact"].startswith(("mailto:", "https:"))
    expires = datetime.fromisoformat(lines["Expires"])
    assert timezone.now() < expires < timezone.now() + timedelta(days=365)


def test_the_sitemap_names_each_language_of_a_page(site_tree: HomePage) -> None:
    sitemap = Client().get("/sitemap-pages.xml").content.decode()
    for language in ("de", "de-simple", "en", "ar"):
        assert f'hreflang="{language}"' in sitemap
        assert f"/{language}/</loc>" in sitemap


def test_a_draft_is_not_in_the_sitemap(site_tree: HomePage) -> None:
    site_tree.unpublish()
    assert "/de/</loc>" not in Client().get("/sitemap-pages.xml").content.decode()


def test_robots_are_told_where_the_sitemap_is(db: None) -> None:
    assert "Sitemap: http://testserver/sitemap.xml" in Client().get("/robots.txt").content.decode()


@pytest.mark.parametrize(("accepted", "language"), [("ar,en;q=0.5", "ar"), ("xx", "de"), ("de-simple", "de-simple")])
def test_the_front_door_opens_in_the_browser_s_language(site_tree: HomePage, accepted: str, language: str) -> None:
    response = Client().get("/", headers={"Accept-Language": accepted})
    assert response["Location"] == f"/{language}/"


def test_the_language_menu_keeps_the_page_and_the_question(site_tree: HomePage) -> None:
    page = Client().get("/de/?q=kita").content.decode()
    assert 'href="/ar/?q=kita"' in page


def test_twenty_pages_in_the_sitemap_cost_as_many_queries_as_a_few(
    site_tree: HomePage, django_assert_num_queries: Callable[..., Any]
) -> None:
    address = "/sitemap-pages.xml"
    Client().get(address)
    with CaptureQueriesContext(connection) as few:
        Client().get(address)
    for number in range(20):
        site_tree.add_child(instance=LegalPage(title=f"Seite {number}", slug=f"seite-{number}", body="x"))
    Page.objects.filter(slug__startswith="seite-").update(last_published_at=timezone.now())
    with django_assert_num_queries(len(few)):
        sitemap = Client().get(address).content.decode()
    assert sitemap.count("/de/seite-") == 40  # its place, and itself among its languages
    assert sitemap.count("<lastmod>") >= 20
