"""The page of results, and what editors add to it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.enums import PUBLIC, Role
from accounts.models import User
from cms.core.models import Municipality
from home.models import HomePage, LegalPage
from search import questions
from search.models import BestBet, CountedQuestion, SynonymGroup
from search.questions import count_question, forget_old_questions
from search.vocabulary import count_words
from search.writing import entry_row, write_rows

pytestmark = pytest.mark.django_db

ADDRESS = "/de/suche/"


def write(*titles: str, kind: str = "project", first: int = 1, **more: Any) -> None:
    write_rows(
        [
            entry_row(
                kind=kind, object_id=number, title=title, **{"language": "de", "body": {}, "audience": [PUBLIC], **more}
            )
            for number, title in enumerate(titles, first)
        ]
    )
    count_words()


def text_of(response: Any) -> str:
    return response.content.decode()


def test_results_of_all_kinds_have_a_tab_with_their_number(client: Client, site_tree: HomePage) -> None:
    write("Garten", "Gartenfest")
    write("Garten der Gruppe", kind="community", first=10)

    page = text_of(client.get(ADDRESS, {"q": "Garten"}))

    assert "Alles (3)" in page
    assert "Projekte (2)" in page
    assert "<mark>Garten</mark>" in page


def test_choosing_a_kind_shows_its_filters_and_keeps_the_other_tabs(client: Client, site_tree: HomePage) -> None:
    write("Garten", facets={"status": ["running"], "land": ["05"]})
    write("Garten am Hof", first=2, facets={"status": ["ended"], "land": ["05"]})
    write("Garten der Gruppe", kind="community", first=10)

    page = text_of(client.get(ADDRESS, {"q": "Garten", "kind": "project", "status": "running"}))

    assert "Communities (1)" in page
    assert 'name="status"' in page
    assert "1 Treffer" in page


def test_a_misspelt_question_gets_a_way_on(client: Client, site_tree: HomePage) -> None:
    write("Einbürgerung leicht gemacht")

    page = text_of(client.get(ADDRESS, {"q": "Einbürgreung"}))

    assert "Meinten Sie:" in page
    assert "?q=einburgerung" in page


def test_what_the_readers_language_lacks_is_shown_in_another_and_said(client: Client, site_tree: HomePage) -> None:
    write("Sprachkurs")

    page = text_of(client.get("/ar/suche/", {"q": "Sprachkurs"}))

    assert "العربية" in page
    assert '<article class="result"' in page
    assert 'lang="de" dir="ltr"' in page


def test_nothing_found_offers_the_same_without_filters(client: Client, site_tree: HomePage) -> None:
    write("Garten", facets={"status": ["running"]})

    page = text_of(client.get(ADDRESS, {"q": "Garten", "kind": "project", "status": "completed"}))

    assert "Nichts gefunden" in page
    assert "Ohne Filter (1)" in page


def test_nothing_found_offers_each_filter_left_out_and_other_languages(client: Client, site_tree: HomePage) -> None:
    write("Garten", facets={"status": ["running"], "land": ["05"]})

    page = text_of(
        client.get(ADDRESS, {"q": "Garten", "kind": "project", "status": "completed", "land": "05"})
    )  # the first filter is in the way, the second is not
    assert "Ohne „Stand“ (1)" in page
    assert "Ohne „Land“" not in page

    page = text_of(client.get("/ar/suche/", {"kind": "project"}))  # no words, so no other language was looked in
    assert "everywhere=1" in page


def test_a_facet_with_many_values_does_not_flood_the_page_or_the_api(client: Client, site_tree: HomePage) -> None:
    keys = [f"{number:08d}" for number in range(1001, 1251)]
    Municipality.objects.bulk_create(
        Municipality(ags=key, name=f"Ort {key}", name_folded=f"ort {key}", land_code="01") for key in keys
    )
    write_rows(
        [
            entry_row(
                kind="project", object_id=number, language="de", title="Garten", body={}, audience=[PUBLIC],
                facets={"city": [key]},
            )
            for number, key in enumerate(keys)
        ]
    )  # fmt: skip
    asked = {"q": "Garten", "kind": "project"}

    page = text_of(client.get(ADDRESS, asked))
    assert page.count('name="city"') == 200
    assert "Weitere Werte werden nicht gezeigt." in page

    found = client.get("/api/v3/search/", asked).json()
    assert (len(found["facets"]["city"]), found["cut_facets"]) == (200, ["city"])
    found = client.get("/api/v3/search/", {**asked, "city": keys[-1]}).json()
    assert [one["value"] for one in found["facets"]["city"] if one["selected"]] == [keys[-1]], "though it is rare"
    found = client.get("/api/v3/search/", {**asked, "facet_values": 1000}).json()
    assert (len(found["facets"]["city"]), found["cut_facets"]) == (250, [])


def test_an_unknown_filter_is_named_and_left_out(client: Client, site_tree: HomePage) -> None:
    write("Garten")

    response = client.get(ADDRESS, {"q": "Garten", "colour": "red", "page": "-1", "sort": "x"})

    assert response.status_code == 200
    assert "colour" in text_of(response)
    assert "Garten" in text_of(response)


def test_a_page_beyond_the_last_says_so(client: Client, site_tree: HomePage) -> None:
    write("Garten")

    response = client.get(ADDRESS, {"q": "Garten", "page": "99"})

    assert response.status_code == 404
    assert "Es gibt keine Seite 99" in text_of(response)


def test_titles_are_escaped(client: Client, site_tree: HomePage) -> None:
    write("<script>alert(1)</script> Garten", body={"C": "<b>Garten</b> & mehr"})

    page = text_of(client.get(ADDRESS, {"q": "Garten"}))

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; <mark>Garten</mark>" in page


def test_the_page_asks_the_database_the_same_number_of_times_for_many_hits(
    client: Client, site_tree: HomePage, django_assert_max_num_queries: Any
) -> None:
    write("Garten 1")
    client.get(ADDRESS, {"q": "Garten"})
    with django_assert_max_num_queries(40) as one:
        client.get(ADDRESS, {"q": "Garten"})
    write(*[f"Garten {number}" for number in range(2, 60)], first=2)

    with django_assert_max_num_queries(len(one)):
        client.get(ADDRESS, {"q": "Garten"})


def test_a_best_bet_stands_first_and_once(client: Client, site_tree: HomePage) -> None:
    page = LegalPage(title="Impressum", slug="impressum", body="<p>Wer wir sind</p>")
    site_tree.add_child(instance=page)
    write("Kontakt zum Amt")
    BestBet.objects.create(language="de", questions="Amt Kontakt\nimpressum", page=page)

    shown = text_of(client.get(ADDRESS, {"q": "kontakt AMT"}))

    assert shown.index(">Impressum<") < shown.index("zum")
    assert "Empfohlen" in shown
    assert text_of(client.get(ADDRESS, {"q": "Impressum"})).count('class="result__title"') == 1

    page.expire_at = timezone.now() - timedelta(minutes=1)
    page.save()
    assert "Empfohlen" not in text_of(client.get(ADDRESS, {"q": "kontakt AMT"})), "nobody has taken it down yet"
    page.expire_at = None
    page.save()
    page.unpublish()

    assert "Empfohlen" not in text_of(client.get(ADDRESS, {"q": "kontakt AMT"}))


def test_questions_are_counted_without_anything_of_a_person(client: Client, site_tree: HomePage) -> None:
    for text in ("Schwimmbad", "schwimmbad!", "Anna 0171 2345678", "anna@example.org", "x" * 100):
        client.get(ADDRESS, {"q": text})
    client.get(ADDRESS, {"q": "Schwimmbad", "page": "2"})

    counted = CountedQuestion.objects.get()

    assert (counted.words, counted.asked, counted.in_vain) == ("schwimmbad", 2, 2)


def test_editors_see_what_was_asked_more_than_once(
    client: Client, site_tree: HomePage, person: Callable[..., User], settings: Any
) -> None:
    settings.ADMIN_REQUIRES_MFA = False
    count_question("Schwimmbad", "de", found=False)
    count_question("Schwimmbad", "de", found=False)
    count_question("Einmalfrage", "de", found=False)
    client.force_login(person(Role.EDITOR))

    page = text_of(client.get("/admin/snippets/search/countedquestion/"))

    assert "schwimmbad" in page
    assert "einmalfrage" not in page


def test_questions_are_forgotten(db: None) -> None:
    from datetime import date  # noqa: PLC0415

    count_question("einmal", "de", found=True, on=date(2026, 1, 5))
    count_question("oft", "de", found=True, on=date(2026, 1, 5))
    count_question("oft", "de", found=True, on=date(2026, 1, 5))

    assert forget_old_questions(today=date(2026, 3, 1)) == 1
    assert CountedQuestion.objects.get().words == "oft"
    assert forget_old_questions(today=date(2027, 3, 1)) == 1


def test_made_up_questions_do_not_fill_the_table(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(questions, "MOST", 20)
    for _time in range(3):
        count_question("sprachkurs", "de", found=True)
    for number in range(30):
        count_question(f"erfunden {number}", "de", found=False)
    assert CountedQuestion.objects.count() == 20

    count_question("sprachkurs", "de", found=True)
    assert CountedQuestion.objects.get(words="sprachkurs").asked == 4, "what is known goes on being counted"

    assert forget_old_questions() == 10
    count_question("kita", "de", found=False)
    assert set(CountedQuestion.objects.values_list("words", flat=True)) >= {"sprachkurs", "kita"}


def test_synonyms_are_tried_out_before_they_go_live(
    client: Client, site_tree: HomePage, person: Callable[..., User], settings: Any
) -> None:
    settings.ADMIN_REQUIRES_MFA = False
    write("Platz in der Kindertagesstätte")
    group = SynonymGroup.objects.create(language="de", words="Kita\nKindertagesstätte")
    count_question("kita platz", "de", found=False)
    count_question("kita platz", "de", found=False)
    address = f"/admin/snippets/search/synonymgroup/try/{group.pk}/"
    client.force_login(person(Role.MEMBER))
    assert client.get(address).status_code in {302, 403}
    client.force_login(person(Role.EDITOR))

    page = text_of(client.get(address))

    assert "kita platz" in page
    assert "Platz in der Kindertagesstätte" in page
    assert "Ausprobieren" in text_of(client.get("/admin/snippets/search/synonymgroup/"))
