"""How far a page is in a language, in the matrix and in a translator's list."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail_localize.models import StringTranslation, Translation

from accounts.access import Person
from accounts.enums import Role
from accounts.models import User
from cms.core.translation_status import TranslationStatus, state_of
from guidance.models import GuidanceIndexPage, GuidancePage
from tests.factories.guidance import topic, translate
from tests.translations.conftest import at_desk
from tests.translations.working import republish, state, units, write, write_all
from translations.enums import CellState
from translations.models import TextCount
from translations.overview import Wanted, matrix, tasks_of
from translations.problems import mark_of_judgements, problems_of
from translations.services import publish_page


def test_a_page_goes_from_not_begun_to_checked_and_is_outdated_by_a_change(
    index: GuidanceIndexPage, amal: Person
) -> None:
    page = topic(index, body=[])
    assert state(page) == CellState.NOT_BEGUN
    write(page, amal, {"Adresse anmelden": "تسجيل العنوان"})
    assert state(page) == CellState.IN_WORK
    write_all(page, amal)
    assert state(page) == CellState.IN_WORK
    published = publish_page(page, "ar", by=amal)
    assert (published.title, published.live, published.locale.language_code) == ("تسجيل العنوان", True, "ar")
    assert state(page) == CellState.CHECKED
    page = republish(page, summary="Jetzt gilt etwas anderes.")
    assert state(page) == CellState.OUTDATED


def test_machine_text_is_unchecked_until_somebody_publishes_it(index: GuidanceIndexPage, amal: Person) -> None:
    page = topic(index, body=[])
    target = translate(page, "ar")
    StringTranslation.objects.filter(locale=target.locale, context__path="summary").update(translation_type="machine")
    assert state(page) == CellState.MACHINE
    told = state_of(GuidancePage.objects.for_list().get(pk=target.pk), language="ar")
    assert (told.status, told.is_machine_text) == (TranslationStatus.MACHINE, True)
    assert publish_with_a_tick(page, amal).live
    assert state(page) == CellState.CHECKED


def publish_with_a_tick(page: GuidancePage, by: Person) -> GuidancePage:
    found = problems_of(list(units(page).values()), "ar")
    assert [problem.finding.kind for problem in found] == ["machine"]
    return publish_page(page, "ar", by=by, accepted=mark_of_judgements(found))


def test_a_small_change_makes_nothing_outdated_and_reaches_readers(
    index: GuidanceIndexPage, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    page = topic(index)
    target = translate(page, "ar")
    with django_capture_on_commit_callbacks(execute=True):
        page = republish(
            page, summary="Adresse anmelden: in einem Satz!", responsible="Anderes Amt", change_weight="small"
        )
    assert state(page) == CellState.CHECKED
    target.refresh_from_db()
    assert (target.summary, target.responsible) == ("[ar] Adresse anmelden: in einem Satz.", "Anderes Amt")
    assert page.change_weight == "normal"
    assert page.get_latest_revision_as_object().change_weight == "normal"


def test_what_a_small_change_adds_is_still_to_be_translated(index: GuidanceIndexPage) -> None:
    page = topic(index)
    translate(page, "ar")
    body = [*page.body.raw_data, {"type": "tip", "value": "<p>Kommen Sie morgens.</p>"}]
    assert state(republish(page, body=body, change_weight="small")) == CellState.OUTDATED


def test_the_list_begins_with_what_may_do_harm_and_ends_with_machines(index: GuidanceIndexPage, amal: Person) -> None:
    pages = {name: topic(index, name, body=[]) for name in ("Automat", "Alt", "Fehlt", "Dringend", "Fertig")}
    for name in ("Automat", "Alt", "Dringend", "Fertig"):
        translate(pages[name], "ar")
    texts = StringTranslation.objects.filter(context__object_id=pages["Automat"].translation_key)
    texts.update(translation_type="machine")
    republish(pages["Alt"], summary="Neu.")
    republish(pages["Dringend"], summary="Wählen Sie 112.", change_weight="urgent")
    found = [task.cell.page.title for task in tasks_of(amal)]
    assert found == ["Dringend", "Fehlt", "Alt", "Automat"]
    answer = at_desk(amal).get("/admin/translations/mine/").content.decode()
    assert answer.index("Dringend") < answer.index("Fehlt") < answer.index("Automat")


@pytest.mark.parametrize("wanted", [Wanted(), Wanted(state=CellState.OUTDATED), Wanted(words="thema")])
def test_many_pages_take_as_many_queries_as_one(
    index: GuidanceIndexPage, person: Callable[..., User], wanted: Wanted
) -> None:
    asking = Person(person(Role.PUBLISHER))

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            list(matrix(Person(asking.user), wanted).rows)
        return len(captured)

    page = topic(index, "Thema", body=[])
    for language in ("ar", "en"):
        translate(page, language)
    queries()  # content types and sites are remembered
    republish(page, summary="Neu.")
    one = (queries(), queries())  # counted anew, and remembered
    for number in range(8):
        page = topic(index, f"Thema {number}", body=[])
        translate(page, "ar")
        republish(page, summary=f"Neu {number}.")
    assert (queries(), queries()) == one


def test_the_matrix_filters_counts_and_leads_into_each_cell(
    index: GuidanceIndexPage, person: Callable[..., User], amal: Person
) -> None:
    page = topic(index, "Adresse anmelden", body=[])
    topic(index, "Konto eröffnen", body=[])
    translate(page, "ar")
    publisher = Person(person(Role.PUBLISHER))
    found = matrix(publisher, Wanted(languages=("ar",), state=CellState.NOT_BEGUN))
    assert [row.page.title for row in found.rows] == ["Konto eröffnen"]
    ((language, counts),) = found.counts
    assert language.code == "ar"
    assert {count.state: count.number for count in counts if count.number} == {"checked": 2, "not-begun": 1}
    shown = at_desk(amal).get("/admin/translations/?q=adresse").content.decode()
    assert f"/admin/translations/{page.pk}/ar/" in shown
    assert f"/admin/translations/{page.pk}/en/" not in shown  # not her language: the state, and no way in
    assert "Konto" not in shown
    assert at_desk(publisher).get("/admin/translations/?state=nonsense&page=x&p=99").status_code == 200


@pytest.mark.parametrize("change", ["text", "source", "off"])
def test_what_was_counted_is_forgotten_when_it_changes_by_whatever_way(
    index: GuidanceIndexPage, amal: Person, change: str
) -> None:
    page = topic(index, body=[])
    translate(page, "ar")
    assert state(page) == CellState.CHECKED
    if change == "text":
        StringTranslation.objects.filter(context__object_id=page.translation_key).delete()
        expected = CellState.OUTDATED
    elif change == "source":
        page = republish(page, summary="Neu.")
        expected = CellState.OUTDATED
    else:
        Translation.objects.update(enabled=False)
        expected = CellState.CHECKED
    assert state(page) == expected
    assert TextCount.objects.get(object_id=page.translation_key).counts is not None
