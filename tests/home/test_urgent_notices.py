"""An urgent notice is written as a draft, checked, shown everywhere, and gone when it ends."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Workflow

from accounts.enums import Role
from accounts.models import User
from cms.core.models import Municipality
from home.models import HomePage, UrgentNotice, UrgentNoticeArea, UrgentNoticeText
from home.services import set_up_site
from tests.home.test_front_door import notice

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def items(query: str = "") -> list[dict[str, Any]]:
    return Client().get(f"/api/v3/notices/{query}").json()["items"]


def entries(language: str) -> list[ElementTree.Element]:
    response = Client().get(f"/feeds/urgent-{language}.atom")
    assert response["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(response.content).findall(f"{ATOM}entry")


def test_it_stands_on_top_of_every_page_in_the_api_and_in_the_feed_until_it_ends(site_tree: HomePage) -> None:
    made = notice(("de", "Hitze"), ("ar", "حر"))
    for path in ("/ar/", "/ar/konto/login/", "/ar/gibt-es-nicht/"):
        page = Client().get(path).content.decode()
        assert "حر" in page
        assert page.index("حر") < page.index("</h1>") or path == "/ar/"
    (item,) = items("?language=ar")
    assert (item["title"], item["language"], item["fallback_from"]) == ("حر", "ar", None)
    (entry,) = entries("ar")
    assert (entry.findtext(f"{ATOM}title"), entry.attrib[LANG]) == ("حر", "ar")
    assert entry.findtext(f"{ATOM}id", "").startswith("tag:")
    made.shown_until = timezone.now()
    made.save()
    assert "حر" not in Client().get("/ar/konto/login/").content.decode()
    assert items() == entries("ar") == []


def test_where_it_is_not_translated_it_says_in_which_language_it_is(site_tree: HomePage) -> None:
    notice(("de", "Hitze"))
    (item,) = items("?language=ar")
    assert (item["language"], item["direction"], item["fallback_from"]) == ("de", "ltr", "de")
    assert entries("ar")[0].attrib[LANG] == "de"
    assert '<li lang="de" dir="ltr">' in " ".join(Client().get("/ar/konto/login/").content.decode().split())
    assert Client().get("/feeds/urgent-xx.atom").status_code == 404


def test_an_area_gets_its_own_and_what_concerns_all(site_tree: HomePage) -> None:
    here, there = (
        Municipality.objects.create(ags=ags, name=name, name_folded=name.lower(), land_code="05", land="NRW")
        for ags, name in (("05114000", "Krefeld"), ("05315000", "Köln"))
    )
    for place in (here, there):
        UrgentNoticeArea.objects.create(notice=notice(("de", f"Nur {place}")), municipality=place)
    notice(("de", "Alle"))
    assert {item["title"] for item in items("?area=05114000")} == {"Nur Krefeld", "Alle"}
    assert len(items()) == 3
    assert Client().get("/api/v3/notices/?area=Krefeld").status_code == 422


def test_editors_write_it_and_publishers_publish_it(db: None, person: Callable[..., User], settings: Any) -> None:
    settings.ADMIN_REQUIRES_MFA = False
    set_up_site()
    now = timezone.now()
    tomorrow = now + timedelta(days=1)
    form = {
        "topic": "weather", "shown_from": f"{now:%Y-%m-%d %H:%M}", "shown_until": f"{tomorrow:%Y-%m-%d %H:%M}",
        "texts-TOTAL_FORMS": 1, "texts-INITIAL_FORMS": 0, "texts-MIN_NUM_FORMS": 1, "texts-MAX_NUM_FORMS": 1000,
        "texts-0-language": "de", "texts-0-title": "Sturm", "texts-0-text": "Bleiben Sie zu Hause.", "texts-0-ORDER": 1,
        "areas-TOTAL_FORMS": 0, "areas-INITIAL_FORMS": 0, "areas-MIN_NUM_FORMS": 0, "areas-MAX_NUM_FORMS": 1000,
    }  # fmt: skip
    editor, publisher = Client(), Client()
    editor.force_login(person(Role.EDITOR))
    publisher.force_login(person(Role.PUBLISHER))
    add = "/admin/snippets/home/urgentnotice/add/"
    assert editor.post(add, {**form, "action-publish": "1"}).status_code in {200, 302}
    made = UrgentNotice.objects.get()
    assert not made.live
    assert items() == []
    assert made.get_workflow() == Workflow.objects.get(name="Freigabe")
    form |= {"texts-INITIAL_FORMS": 1, "texts-0-id": made.texts.get().pk}
    edit = f"/admin/snippets/home/urgentnotice/edit/{made.pk}/"
    assert publisher.post(edit, {**form, "action-publish": "1"}).status_code == 302
    assert [item["title"] for item in items()] == ["Sturm"]
    twice = {
        "texts-TOTAL_FORMS": 2,
        "texts-1-language": "de",
        "texts-1-title": "x",
        "texts-1-text": "x",
        "texts-1-ORDER": 2,
    }
    assert publisher.post(edit, {**form, **twice, "action-publish": "1"}).status_code == 200, (
        "told, not an error of ours"
    )


@pytest.mark.parametrize("path", ["/api/v3/notices/?language=ar", "/feeds/urgent-ar.atom", "/ar/konto/login/"])
def test_more_notices_take_no_more_queries(site_tree: HomePage, path: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            Client().get(path)
        return len(captured)

    notice(("de", "Eins"), page=site_tree)
    queries()
    one = queries()
    for number in range(12):
        made = notice(("de", f"Mehr {number}"), page=site_tree)
        UrgentNoticeText.objects.create(notice=made, language="ar", title="x", text="x")
    assert queries() == one
