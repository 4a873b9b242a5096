"""The page on which somebody translates: what they see, what is kept, what is refused."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page
from wagtail_localize.models import Translation

from accounts.access import Person
from accounts.enums import Role
from accounts.models import User
from guidance.models import GuidanceIndexPage, GuidancePage
from tests.factories.guidance import topic, translate
from tests.translations.conftest import at_desk
from tests.translations.working import republish, units, write, write_all
from translations.checks import Weight, findings
from translations.models import GlossaryTerm, SetAsideText, TranslationCheck
from translations.services import Draft, publish_page, save_texts

LINK = 'Ein Text mit <a id="a1">Verweis</a>.'


def address(page: Page, language: str = "ar") -> str:
    return f"/admin/translations/{page.pk}/{language}/"


def form(page: Page, texts: dict[str, str], **more: str) -> dict[str, str]:
    """Fill in the form as a browser has it that opened the page now."""
    sent = dict(more)
    for source, unit in units(page).items():
        sent[f"text-{unit.key}"] = texts.get(source, unit.text)
        sent[f"base-{unit.key}"] = unit.base
    return sent


def test_source_and_translation_stand_beside_each_other_with_what_changed(
    index: GuidanceIndexPage, amal: Person
) -> None:
    page = topic(index)
    translate(page, "ar")
    page = republish(page, summary="Adresse anmelden: in zwei Sätzen.")
    GlossaryTerm.objects.create(term="Adresse", language="ar", wording="عنوان", note="nicht: محل")
    shown = BeautifulSoup(at_desk(amal).get(address(page)).content, "html.parser")
    unit = shown.select_one(f"#unit-{units(page)['Adresse anmelden: in zwei Sätzen.'].key}")
    assert unit is not None
    assert [piece.get_text().strip() for piece in unit.select("del")] == ["einem", "Satz"]
    assert [piece.get_text().strip() for piece in unit.select("ins")] == ["zwei", "Sätzen"]
    assert "[ar] Adresse anmelden: in einem Satz." in unit.select(".tr-offer")[0].get_text()
    assert "عنوان" in unit.select(".tr-terms")[0].get_text()
    field = unit.select_one("textarea")
    assert field is not None
    assert (field["lang"], field["dir"]) == ("ar", "rtl")


def test_earlier_translations_of_like_texts_are_offered(index: GuidanceIndexPage, amal: Person) -> None:
    translate(topic(index, "Konto", body=[], summary="Sie brauchen dafür Ihren Pass."), "ar")
    page = topic(index, "Anmeldung", body=[], summary="Sie brauchen dafür nur Ihren Pass.")
    shown = BeautifulSoup(at_desk(amal).get(address(page)).content, "html.parser")
    assert "[ar] Sie brauchen dafür Ihren Pass." in " ".join(offer.get_text() for offer in shown.select(".tr-offer"))


def test_what_is_published_is_complete_and_has_lost_nothing(index: GuidanceIndexPage, amal: Person) -> None:
    page, client = topic(index), at_desk(amal)
    assert LINK in units(page)
    texts = {source: f"[ar] {source}" for source in units(page)}
    lost = {**texts, LINK: "نص بلا رابط", "2 Wochen": "أسبوعان"}
    answer = client.post(address(page), form(page, lost, action="publish"))
    problems = BeautifulSoup(answer.content, "html.parser").select_one(".tr-problems")
    assert answer.status_code == 422
    assert problems
    assert "Verweis" in problems.get_text()
    assert 'name="accepted"' not in answer.content.decode()  # a tick does not help where it is certain
    mended = {**texts, "2 Wochen": "أسبوعان"}
    answer = client.post(address(page), form(page, mended, action="publish"))
    tick = BeautifulSoup(answer.content, "html.parser").select_one("[name=accepted]")
    assert tick
    assert not Page.objects.filter(translation_key=page.translation_key, locale__language_code="ar").exists()
    client.post(address(page), form(page, mended, action="publish", accepted="another mark"))
    assert not Page.objects.filter(translation_key=page.translation_key, locale__language_code="ar").exists()
    for _pressed in range(2):
        answer = client.post(address(page), form(page, mended, action="publish", accepted=str(tick["value"])))
        assert answer.status_code == 302
    target = GuidancePage.objects.get(translation_key=page.translation_key, locale__language_code="ar")
    assert target.live
    assert TranslationCheck.objects.get(translation_key=page.translation_key).checked_by == amal.user


def test_a_page_waits_for_the_one_above_it(index: GuidanceIndexPage, amal: Person) -> None:
    page = topic(topic(index, "Wohnen", body=[]), "Mieten", body=[])
    write_all(page, amal)
    answer = at_desk(amal).post(address(page), form(page, {}, action="publish"))
    assert answer.status_code == 422
    assert "Wohnen" in answer.content.decode()


def test_two_in_one_page_lose_nothing_and_both_are_told(index: GuidanceIndexPage, amal: Person, rana: Person) -> None:
    page = topic(index, body=[])
    opened_by_both = form(page, {})
    title, summary = (units(page)[text].key for text in ("Adresse anmelden", "Adresse anmelden: in einem Satz."))
    first, second = at_desk(amal), at_desk(rana)
    first.post(address(page), {**opened_by_both, f"text-{title}": "Amals Titel"})
    answer = second.post(
        address(page), {**opened_by_both, f"text-{title}": "Ranas Titel", f"text-{summary}": "Ranas Satz"}
    )
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "Amals Titel" in shown
    assert "Ranas Titel" in shown
    assert "Amal" in shown
    assert units(page)["Adresse anmelden"].text == "Amals Titel"
    assert units(page)["Adresse anmelden: in einem Satz."].text == "Ranas Satz"
    write(page, rana, {"Adresse anmelden": "Ranas Titel"})  # on purpose now
    kept = SetAsideText.objects.get()
    assert (kept.text, kept.written_by, kept.replaced_by) == ("Amals Titel", amal.user, rana.user)
    told = first.get(address(page)).content.decode()
    assert "Amals Titel" in told
    assert "Rana" in told


def test_a_text_whose_source_changed_while_it_was_written_is_kept_beside_the_new_one(
    index: GuidanceIndexPage, amal: Person
) -> None:
    page = topic(index, body=[])
    translate(page, "ar")
    old = units(page)["Adresse anmelden: in einem Satz."]
    page = republish(page, summary="Adresse anmelden: in zwei Sätzen.")
    saved = save_texts(page, "ar", [Draft(old.key, "كتب متأخرا", old.base)], by=amal)
    assert saved.former == 1
    earlier = units(page)["Adresse anmelden: in zwei Sätzen."].earlier
    assert earlier is not None
    assert earlier.text == "كتب متأخرا"


@pytest.mark.parametrize(
    "text", ["Titel \u202egnp.exe", "Titel \u2066offen", "\u2069zu viel"], ids=["override", "open", "closed"]
)
def test_a_sign_that_turns_the_text_around_is_refused_and_given_back(
    index: GuidanceIndexPage, amal: Person, text: str
) -> None:
    page = topic(index, body=[])
    answer = at_desk(amal).post(address(page), form(page, {"Adresse anmelden": text}))
    assert answer.status_code == 422
    assert units(page)["Adresse anmelden"].text == ""
    assert text in answer.content.decode()


def test_markup_in_plain_text_is_text_and_a_script_is_refused(index: GuidanceIndexPage, amal: Person) -> None:
    page = topic(index)
    write(page, amal, {"Adresse anmelden": "<script>alert(1)</script>"})
    assert units(page)["Adresse anmelden"].text == "<script>alert(1)</script>"
    refused = write(page, amal, {LINK: '<a id="a1">x</a><script>alert(1)</script>'})
    assert list(refused.refused) == [units(page)[LINK].key]
    assert write(page, amal, {LINK: '<a id="a1" href="https://evil.example/">x</a>'}).refused
    assert "<script>alert" not in at_desk(amal).get(address(page)).content.decode()


FOUND = [
    ("Rufen Sie 112 an, Montag 8 Uhr.", "اتصل بالرقم ١١٢، الاثنين ٠٨.", []),
    ("Rufen Sie 112 an.", "اتصل.", [("number", Weight.JUDGEMENT)]),
    ("Kosten: 12 Euro", "20 يورو", [("number", Weight.JUDGEMENT), ("number", Weight.JUDGEMENT)]),
    ("Hallo {name}, %(count)s neue", "مرحبا {name}", [("placeholder", Weight.CERTAIN)]),
    ("Siehe https://example.org/a und wir@example.org", "انظر https://example.org/a", [("link", Weight.CERTAIN)]),
    ("Das BAMF hilft.", "المكتب يساعد.", [("name", Weight.JUDGEMENT)]),
    ("Das BAMF hilft Ihnen gern.", "Das BAMF hilft Ihnen gern.", [("same", Weight.JUDGEMENT)]),
    ("Pass", "Pass", []),
]


@pytest.mark.parametrize(("source", "text", "expected"), FOUND)
def test_what_a_translation_lost_is_found(source: str, text: str, expected: list[tuple[str, Weight]]) -> None:
    assert [(one.kind, one.weight) for one in findings(source, text, is_html=False)] == expected


def test_a_translator_keeps_to_their_language_by_every_way(
    index: GuidanceIndexPage, amal: Person, person: Callable[..., User]
) -> None:
    page = topic(index, body=[])
    english = translate(page, "en")
    translation = page_translation(page, "en")
    client: Client = at_desk(amal)
    key = units(page, "en")["Adresse anmelden"].key
    sent = {f"text-{key}": "X", f"base-{key}": units(page, "en")["Adresse anmelden"].base, "action": "publish"}
    segment = translation.source.stringsegment_set.get(context__path="title")
    tries = {
        "our page": client.post(address(page, "en"), sent),
        "a file": client.get(f"{address(page, 'en')}file.xlf"),
        "a file back": client.post(f"{address(page, 'en')}import/", {}),
        "the machine": client.post(f"{address(page, 'en')}machine/", {}),
        "a sentence": client.put(
            f"/admin/localize/translate/{translation.pk}/strings/{segment.pk}/edit/", "value=X",
            content_type="application/x-www-form-urlencoded",
        ),
        "a PO file": client.post(f"/admin/localize/translate/{translation.pk}/pofile/upload/", {}),
        "stopping": client.post(f"/admin/localize/translate/{translation.pk}/disable/", {}),
        "submitting": client.post(f"/admin/localize/submit/page/{page.pk}/", {"locales": "2"}),
        "updating": client.post(f"/admin/localize/update/{translation.source_id}/", {"publish_translations": "on"}),
        "an alias": client.post(f"/admin/localize/page/{english.pk}/convert_to_alias/", {}),
        "taking down": client.post(f"/admin/pages/{english.pk}/unpublish/", {}),
    }  # fmt: skip
    english.refresh_from_db()
    assert (english.title, english.live, english.alias_of_id) == ("[en] Adresse anmelden", True, None)
    assert units(page, "en")["Adresse anmelden"].text == "[en] Adresse anmelden"
    assert {name for name, answer in tries.items() if answer.status_code == 200} == set()
    assert not person(Role.EDITOR).has_perm("wagtail_localize.submit_translation")
    written = form(page, {"Adresse anmelden": "X"})
    at_desk(Person(person(Role.EDITOR))).post(address(page), written)
    assert units(page)["Adresse anmelden"].text == ""


def page_translation(page: Page, language: str) -> Translation:
    return Translation.objects.get(source__object_id=page.translation_key, target_locale__language_code=language)


def test_a_long_page_takes_as_many_queries_as_a_short_one(index: GuidanceIndexPage, amal: Person) -> None:
    client = at_desk(amal)

    def queries(page: GuidancePage) -> int:
        client.get(address(page))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address(page)).status_code == 200
        return len(captured)

    short, long = topic(index, "Kurz", body=[]), topic(index, "Lang")
    for page in (short, long):
        translate(page, "ar")
    assert queries(long) == queries(short)


def test_what_somebody_publishes_names_them(index: GuidanceIndexPage, amal: Person) -> None:
    page = topic(index, body=[])
    write_all(page, amal)
    target = publish_page(page, "ar", by=amal)
    assert target.latest_revision.user == amal.user
