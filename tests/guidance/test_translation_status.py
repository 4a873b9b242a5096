"""Whether a translation is true to its source, told by query."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from cms.core.translation_status import TranslationState, TranslationStatus, state_of
from guidance.models import GuidanceIndexPage, GuidancePage
from tests.factories.guidance import topic, translate

Capture = Callable[..., object]


def state(page: Page, language: str = "ar") -> TranslationState:
    return state_of(GuidancePage.objects.for_list().get(pk=page.pk), language=language)


def republish(page: GuidancePage, **fields: object) -> None:
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    page.refresh_from_db()


def test_german_is_the_source(index: GuidanceIndexPage) -> None:
    assert state(topic(index), "de").status == TranslationStatus.SOURCE


def test_a_translation_is_true_once_published(index: GuidanceIndexPage) -> None:
    assert state(translate(topic(index), "ar")) == TranslationState(TranslationStatus.TRANSLATED)


def test_a_new_sentence_in_german_makes_it_outdated_since_then(index: GuidanceIndexPage) -> None:
    page = topic(index)
    target = translate(page, "ar")
    republish(page, summary="Jetzt gilt etwas anderes.")
    first = state(target)
    republish(page, summary="Und wieder etwas anderes.")
    assert first.status == TranslationStatus.OUTDATED
    assert first.outdated_since is not None
    assert abs((first.outdated_since - target.last_published_at).total_seconds()) < 60
    assert state(target).outdated_since == first.outdated_since


def test_a_draft_in_german_makes_nothing_outdated(index: GuidanceIndexPage) -> None:
    page = topic(index)
    target = translate(page, "ar")
    page.summary = "Noch nicht wahr."
    page.save_revision()
    assert state(target).status == TranslationStatus.TRANSLATED


def test_translating_anew_makes_it_true_again(index: GuidanceIndexPage) -> None:
    page = topic(index)
    target = translate(page, "ar")
    republish(page, summary="Jetzt gilt etwas anderes.")
    translate(page, "ar")
    assert state(target).status == TranslationStatus.TRANSLATED


def test_texts_that_nobody_has_published_yet_leave_it_outdated(index: GuidanceIndexPage) -> None:
    page = topic(index, body=[])
    target = translate(page, "ar")
    republish(page, summary="Neu.")
    source = Translation.objects.get(target_locale=target.locale, source__object_id=page.translation_key).source
    segment = source.stringsegment_set.get(string__data="Neu.")
    StringTranslation.objects.create(
        translation_of=segment.string, context=segment.context, locale=target.locale, data="جديد"
    )
    assert state(target).status == TranslationStatus.OUTDATED


def test_a_page_taken_out_of_the_translation_tool_is_judged_by_its_dates(index: GuidanceIndexPage) -> None:
    page = topic(index)
    target = translate(page, "ar")
    Translation.objects.update(enabled=False)
    assert state(target).status == TranslationStatus.TRANSLATED
    republish(page, summary="Jetzt gilt etwas anderes.")
    assert state(target).status == TranslationStatus.OUTDATED


def test_an_alias_is_no_translation(index: GuidanceIndexPage) -> None:
    page = topic(index)
    alias = page.copy_for_translation(index.get_translations().get(locale__language_code="ar").locale, alias=True)
    assert state(alias) == TranslationState(TranslationStatus.MISSING, fallback_from="de")


@pytest.mark.parametrize("field", [{"responsible": "Anderes Amt"}, {"icon": "home"}])
def test_what_is_the_same_in_all_languages_follows_by_itself(
    index: GuidanceIndexPage, field: dict[str, str], django_capture_on_commit_callbacks: Capture
) -> None:
    page = topic(index)
    target = translate(page, "ar")
    with django_capture_on_commit_callbacks(execute=True):
        republish(page, **field)
    target.refresh_from_db()
    name, value = next(iter(field.items()))
    assert getattr(target, name) == value
    assert target.title == "[ar] Adresse anmelden"
    assert state(target).status == TranslationStatus.TRANSLATED


def test_a_translation_that_lacks_a_text_is_left_as_it_was(
    index: GuidanceIndexPage, django_capture_on_commit_callbacks: Capture
) -> None:
    page = topic(index)
    target = translate(page, "ar")
    with django_capture_on_commit_callbacks(execute=True):
        republish(page, summary="Neu.", responsible="Anderes Amt")
    target.refresh_from_db()
    assert (target.summary, target.responsible) == ("[ar] Adresse anmelden: in einem Satz.", "")


def test_what_a_translator_has_not_published_is_not_published_for_them(
    index: GuidanceIndexPage, django_capture_on_commit_callbacks: Capture
) -> None:
    page = topic(index)
    target = translate(page, "ar")
    work = StringTranslation.objects.get(locale=target.locale, context__path="summary", data__startswith="[ar] Adresse")
    work.data = "Not ready"
    work.save()
    with django_capture_on_commit_callbacks(execute=True):
        republish(page, responsible="Anderes Amt")
    target.refresh_from_db()
    assert (target.summary, target.responsible) == ("[ar] Adresse anmelden: in einem Satz.", "")


def test_the_status_of_many_pages_takes_as_many_queries_as_that_of_one(index: GuidanceIndexPage) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            for page in GuidancePage.objects.for_list():
                state_of(page, language="ar")
        return len(captured)

    translate(topic(index), "ar")
    one = queries()
    for number in range(19):
        translate(topic(index, f"Thema {number}", body=[]), "ar")
    assert queries() == one == 1
