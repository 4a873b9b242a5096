"""The page of a project: everything that is known, relatives on both sides, similar ones with the reason."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image
from wagtail.models import Collection, CollectionViewRestriction, Locale, PageViewRestriction

from accounts.access import Person
from cms.core.models import SiteDocument, SiteImage
from projects.enums import Kinship
from projects.models import ProjectIndexPage, ProjectPage, ProjectPartner, ProjectRelation
from projects.similar import similar_to
from tests.factories.projects import berlin, project, town

ANYBODY = Person(AnonymousUser())


def shown(client: Client, page: ProjectPage, language: str = "de") -> str:
    response = client.get(f"/{language}/projekte/{page.identifier}/")
    assert response.status_code == 200
    return response.content.decode()


def facts(html: str) -> str:
    """Return the text of the box of facts in one line."""
    box = html[html.index('class="fact-box"') : html.index("</aside>")]
    return " ".join(re.sub(r"<[^>]+>", " ", box).split())


def judgement(criterion: str, level: int, evidence: str = "") -> dict[str, Any]:
    value = {
        "criterion": criterion,
        "level": level,
        "evidence": evidence,
        "judged_by": "Jury",
        "judged_on": "2025-03-01",
    }
    return {"type": "judgement", "value": value}


@pytest.fixture
def whole(index: ProjectIndexPage) -> ProjectPage:
    """A record of which much is known."""
    page = project(
        index,
        "Lotsen",
        towns=[town("05315000", "Köln", inhabitants=1_080_000, kind="Stadt", district="Köln, Stadt")],
        target_groups=["women"],
        approaches=["mentoring"],
        phases=["arriving"],
        ages=["adults"],
        start=date(2021, 4, 1),
        start_precision="month",
        is_ongoing=True,
        carrier="Verein Beispiel",
        carrier_type="association",
        total_cost=Decimal(120000),
        total_cost_year=2024,
        staff_fte=Decimal("2.50"),
        volunteers=0,
        languages_offered=["ar", "kmr"],
        evaluation="external",
        evaluation_method="Befragung",
        indicators=[
            {"type": "indicator", "value": {"name": "Abbrüche", "value": "0", "unit": "Menschen", "year": 2023}}
        ],
        quality=[judgement("concept", 3, "Liegt vor und wird benutzt.")],
        funding=[
            {"funder": "Land", "share_percent": Decimal(80), "year": 2021, "year_until": 2023},
            {"funder": "Stadt", "amount": Decimal(5000), "year": 2022},
        ],
        checked_on=date(2025, 6, 1),
        good_practice=True,
    )
    page.partners.add(ProjectPartner(name="Uni Köln", kind="university", role="science"))
    page.save()
    return page


def test_the_box_says_what_is_known_in_words_and_a_zero_as_zero(client: Client, whole: ProjectPage) -> None:
    text = facts(shown(client, whole))
    for said in (
        "Köln, Nordrhein-Westfalen",
        "Köln, Stadt",
        "seit April 2021",
        "Eingetragener Verein",
        "Uni Köln",
        "Arabisch",
        "Kurmandschi",
        "120.000 € im Jahr 2024",
        "2,5",
        "1. Juni 2025",
        whole.identifier,
    ):
        assert said in text, said
    assert re.search(r"Ehrenamtliche 0 ", text)
    assert "Teilnehmende" not in text  # nobody knows how many


def test_funding_has_years_shares_and_amounts_as_far_as_known(client: Client, whole: ProjectPage) -> None:
    html = shown(client, whole)
    table = html[html.index('id="funding-title"') : html.index('id="evaluation"')]
    assert "2021–2023" in table
    assert "80\u00a0%" in table
    assert "5.000\u00a0€" in table


def test_all_twelve_criteria_stand_there_and_what_nobody_judged_is_said_so(client: Client, whole: ProjectPage) -> None:
    html = shown(client, whole)
    table = html[html.index('id="criteria-title"') : html.index('id="history"')]
    assert table.count('<th scope="row">') == 12
    assert table.count("criteria__open") == 11
    assert table.count("level__mark--reached") == 3
    assert "Liegt vor und wird benutzt." in table
    assert re.search(r"Abbrüche.*?<bdi>0</bdi>", html, re.DOTALL)


def test_german_text_in_an_arabic_frame_is_marked(client: Client, whole: ProjectPage) -> None:
    html = shown(client, whole, "ar")
    assert '<html lang="ar"\n      dir="rtl">' in html
    assert re.search(r'<p lang="de" dir="ltr">Liegt vor', html)
    assert "العربية" in facts(html)


@pytest.fixture
def files() -> Callable[[Collection], tuple[SiteImage, SiteDocument]]:
    def make(collection: Collection) -> tuple[SiteImage, SiteDocument]:
        target = BytesIO()
        Image.new("RGB", (40, 20), "teal").save(target, "PNG")
        image = SiteImage.objects.create(
            title="Bild", credit="Ada", licence="CC BY 4.0", file=ContentFile(target.getvalue(), "b.png"),
            collection=collection,
        )  # fmt: skip
        document = SiteDocument.objects.create(title="D", file=ContentFile(b"x", "d.txt"), collection=collection)
        return image, document

    return make


def test_pictures_and_files_have_their_rights_and_closed_ones_are_left_out(
    client: Client, index: ProjectIndexPage, files: Callable[[Collection], tuple[SiteImage, SiteDocument]]
) -> None:
    root = Collection.get_first_root_node()
    closed = root.add_child(name="Zu")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    material = []
    for number, collection in enumerate((root, closed)):
        image, document = files(collection)
        chosen = {"image": image.pk, "alt_text": f"Alternative {number}", "decorative": False}
        material += [
            {"type": "picture", "value": {"image": chosen, "caption": f"Unterschrift {number}"}},
            {"type": "file", "value": {"document": document.pk, "title": f"Datei {number}", "rights": "Stadt"}},
        ]
    material.append({"type": "link", "value": {"url": "https://example.org/mehr", "title": "Mehr"}})
    html = shown(client, project(index, "Bilder", material=material))
    assert 'alt="Alternative 0"' in html
    assert "Ada" in html
    assert "Datei 0" in html
    assert "https://example.org/mehr" in html
    for hidden in ("Alternative 1", "Unterschrift 1", "Datei 1"):
        assert hidden not in html
    source = re.search(r'<img src="([^"]+)"', html)
    assert source
    picture = client.get(source[1])
    assert picture.status_code == 200
    picture.close()


def relate(page: ProjectPage, kind: Kinship, other: ProjectPage) -> None:
    page.relations.add(ProjectRelation(kind=kind, other=other))
    page.save()


def relatives(html: str) -> list[tuple[str, str]]:
    if 'id="relatives-title"' not in html:
        return []
    part = html[html.index('id="relatives-title"') : html.index("</aside>")]
    return re.findall(r"<dt>([^<]+)</dt>.*?<a [^>]*>([^<]+)</a>", part, re.DOTALL)


def test_a_relation_shows_on_both_sides_in_every_language_once(client: Client, index: ProjectIndexPage) -> None:
    first, second = project(index, "Vorbild"), project(index, "Nachbau")
    relate(second, Kinship.REPLICATES, first)
    relate(first, Kinship.SAME_PROGRAMME, second)
    relate(second, Kinship.SAME_PROGRAMME, first)
    arabic = second.copy_for_translation(Locale.objects.get(language_code="ar"))
    arabic.title = "نسخة"
    arabic.save_revision().publish()
    assert relatives(shown(client, second)) == [("Überträgt", "Vorbild"), ("Im selben Programm", "Vorbild")]
    assert relatives(shown(client, first)) == [("Übertragen von", "Nachbau"), ("Im selben Programm", "Nachbau")]
    assert [title for _kind, title in relatives(shown(client, first, "ar"))] == ["نسخة", "نسخة"]
    assert [title for _kind, title in relatives(shown(client, second, "ar"))] == ["Vorbild", "Vorbild"]


def test_a_relation_is_hidden_where_the_other_project_is(client: Client, index: ProjectIndexPage) -> None:
    first, closed, draft = project(index, "Offen"), project(index, "Geschlossen"), project(index, "Entwurf")
    relate(first, Kinship.FOLLOWS, closed)
    relate(draft, Kinship.INSPIRED_BY, first)
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    draft.unpublish()
    html = shown(client, first)
    assert relatives(html) == []
    assert "Geschlossen" not in html
    assert "Entwurf" not in html


def test_similar_projects_share_most_and_say_what(client: Client, index: ProjectIndexPage) -> None:
    koeln = town("05315000", "Köln")
    page = project(index, "Lotsen", fields=["health"], towns=[koeln], approaches=["mentoring"], target_groups=["women"])
    project(index, "Nur das Feld", fields=["health"])
    project(index, "Feld und Ort", fields=["health"], towns=[koeln])
    project(index, "Feld, Weg, Gruppe", fields=["health"], approaches=["mentoring"], target_groups=["women"])
    project(index, "Andere Stadt", fields=["sport"], towns=[berlin()])
    hidden = project(index, "Verborgen", fields=["health"], towns=[koeln])
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    titles = [other.title for other in similar_to(page, ANYBODY, "de")]
    assert titles == ["Feld, Weg, Gruppe", "Feld und Ort", "Nur das Feld"]
    html = shown(client, page)
    assert "Gleiche Stadt: Köln" in html
    assert "Gleicher Ansatz: " in html
    assert f"/de/projekte/vergleich/?id={page.identifier}&amp;id=" in html


def test_the_page_asks_no_more_often_for_many_rows_than_for_few(
    client: Client, whole: ProjectPage, index: ProjectIndexPage
) -> None:
    other = project(index, "Zweites", towns=[town("05315000", "Köln")], target_groups=["women"])
    for number in range(5):  # so that there are similar ones, and others of the town
        project(index, f"Noch {number}", towns=[town("05315000", "Köln")], target_groups=["women"])
    relate(other, Kinship.FOLLOWS, whole)
    shown(client, whole)
    with CaptureQueriesContext(connection) as few:
        shown(client, whole)
    for number in range(6):
        whole.partners.add(ProjectPartner(name=f"Partner {number}"))
        more = project(index, f"Projekt {number}", towns=[town("05315000", "Köln"), berlin()], target_groups=["women"])
        relate(more, Kinship.FOLLOWS, whole)
    whole.save()
    with CaptureQueriesContext(connection) as many:
        shown(client, whole)
    assert len(many) <= len(few), "\n".join(sorted({q["sql"] for q in many} - {q["sql"] for q in few}))
