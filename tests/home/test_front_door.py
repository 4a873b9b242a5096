"""What stands on the home page and in the frame of every page, for whom, in which language."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.utils import IntegrityError
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from accounts.enums import Role
from accounts.models import User
from home.models import HomePage, LegalPage, MenuItem, UrgentNotice, UrgentNoticeText

MakePerson = Callable[..., User]


def put(parent: Page, title: str, slug: str, place: str = MenuItem.Place.MAIN) -> LegalPage:
    page = LegalPage(title=title, slug=slug, body="<p>Text</p>", search_description=f"Alles über {title}.")
    parent.add_child(instance=page)
    page.save_revision().publish()
    MenuItem.objects.create(place=place, page=page, sort_order=page.pk)
    return page


def notice(*texts: tuple[str, str], hours: int = 1, **fields: Any) -> UrgentNotice:
    now = timezone.now()
    made = UrgentNotice.objects.create(
        shown_from=now - timedelta(hours=1), shown_until=now + timedelta(hours=hours), **fields
    )
    for language, title in texts:
        UrgentNoticeText.objects.create(notice=made, language=language, title=title, text=f"{title}: bleiben Sie ruhig")
    return made


def shown(path: str = "/de/", client: Client | None = None) -> str:
    return " ".join((client or Client()).get(path).content.decode().split())


def test_the_doors_stand_in_the_order_of_the_editors(site_tree: HomePage) -> None:
    put(site_tree, "Zuerst", "a")
    put(site_tree, "Danach", "b")
    MenuItem.objects.filter(page__slug="a").update(sort_order=10**6)
    said = shown()
    assert said.index("Alles über Danach.") < said.index("Alles über Zuerst.")


def test_a_door_leads_to_the_reader_s_language_also_where_the_page_is_not_translated(site_tree: HomePage) -> None:
    put(site_tree, "Impressum", "impressum")
    said = shown("/ar/")
    assert 'href="/ar/impressum/"' in said
    assert '<li lang="de" dir="ltr">' in said


def test_a_door_to_a_page_for_others_is_not_shown(site_tree: HomePage, person: MakePerson) -> None:
    page = put(site_tree, "Vertraulich", "intern")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert "Vertraulich" not in shown()
    client = Client()
    client.force_login(person(Role.GUEST), backend="django.contrib.auth.backends.ModelBackend")
    assert "Vertraulich" in shown(client=client)


def test_help_stands_behind_a_door_of_its_own(site_tree: HomePage) -> None:
    put(site_tree, "Notruf und Hilfe", "notruf", MenuItem.Place.HELP)
    assert re.search(r'href="/de/notruf/".*?Hilfe jetzt', shown())


def test_more_doors_cost_no_more_questions(site_tree: HomePage) -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            shown()
        return len(asked)

    put(site_tree, "Eins", "a0")
    shown()
    once = questions()
    for number in range(1, 20):
        put(site_tree, f"Noch eins {number}", f"a{number}")
    assert questions() == once


def test_an_urgent_notice_is_there_in_the_reader_s_language(site_tree: HomePage) -> None:
    notice(("de", "Hochwasser"), ("ar", "فيضان"))
    assert "فيضان" in shown("/ar/")
    assert "Hochwasser" not in shown("/ar/")


def test_a_notice_without_the_reader_s_language_is_shown_in_german(site_tree: HomePage) -> None:
    notice(("de", "Hochwasser"))
    assert 'lang="de" dir="ltr"> <div class="notice' in shown("/ar/")
    assert "Hochwasser" in shown("/ar/")


def test_a_notice_goes_when_its_time_is_over(site_tree: HomePage) -> None:
    over = notice(("de", "Hochwasser"))
    UrgentNotice.objects.filter(pk=over.pk).update(shown_until=timezone.now() - timedelta(minutes=1))
    to_come = notice(("de", "Sturm"), hours=3)
    UrgentNotice.objects.filter(pk=to_come.pk).update(shown_from=timezone.now() + timedelta(hours=1))
    assert not {"Hochwasser", "Sturm"} & set(re.findall(r"\w+", shown()))


def test_a_notice_leads_to_its_page_in_the_reader_s_language(site_tree: HomePage) -> None:
    page = put(site_tree, "Hochwasser", "hochwasser", MenuItem.Place.FOOTER)
    notice(("de", "Das Wasser steigt"), page=page)
    assert 'href="/de/hochwasser/">Mehr dazu' in shown()


def test_a_notice_does_not_lead_to_a_page_that_the_reader_may_not_see(site_tree: HomePage) -> None:
    page = put(site_tree, "Hochwasser", "hochwasser", MenuItem.Place.FOOTER)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    notice(("de", "Das Wasser steigt"), page=page)
    assert "/de/hochwasser/" not in shown()


def test_a_notice_cannot_end_before_it_begins(db: None) -> None:
    now = timezone.now()
    with pytest.raises(IntegrityError):
        UrgentNotice.objects.create(shown_from=now, shown_until=now - timedelta(hours=1))


def test_a_publisher_publishes_notices_and_orders_menus_an_editor_does_not(person: MakePerson) -> None:
    for right in ("home.publish_urgentnotice", "home.change_menuitem"):
        assert person(Role.PUBLISHER).has_perm(right)
        assert not person(Role.EDITOR).has_perm(right)
