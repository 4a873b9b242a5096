"""What comes out of `cms.core.translating`, on pages with every kind of part."""

import pytest
from wagtail.models import Locale, Page, Revision
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from cms.core.translating import (
    InvalidText,
    MissingParent,
    MissingTexts,
    paired_texts,
    publish_translation,
    segments_of,
)
from guidance.models import GuidanceIndexPage, GuidancePage
from tests.factories.guidance import BODY, key, topic, translate


def values(page: Page) -> dict[str, object]:
    return {part.block_type: part.value for part in page.specific.body}


def test_every_text_of_the_page_is_translated(index: GuidanceIndexPage) -> None:
    page = translate(topic(index), "ar")
    parts = values(page)
    assert page.live
    assert page.title == "[ar] Adresse anmelden"
    assert page.summary.startswith("[ar] ")
    assert parts["steps"][0]["title"] == "[ar] Machen Sie einen Termin."
    assert parts["need"][0]["what"] == "[ar] Pass"
    assert parts["text"].source == '<p>[ar] Ein Text mit <a href="https://example.org/">Verweis</a>.</p>'


def test_words_on_letters_and_what_to_say_stay_german(index: GuidanceIndexPage) -> None:
    letter = values(translate(topic(index), "ar"))["letter"]
    assert letter["word"] == "Anmeldebestätigung"
    assert letter["say"] == "Ich möchte mich anmelden."
    assert letter["meaning"] == "[ar] Papier mit Ihrer Adresse"


def test_no_translator_is_asked_for_what_stays(index: GuidanceIndexPage) -> None:
    texts = {segment.text for segment in segments_of(topic(index))}
    assert not texts & {"Anmeldebestätigung", "Ich möchte mich anmelden.", "+49 30 112", "adresse-anmelden"}


def test_a_number_changed_in_german_reaches_the_translation(index: GuidanceIndexPage) -> None:
    page = topic(index)
    translate(page, "ar")
    body = [part for part in BODY if part["type"] != "phone"]
    body.append({"type": "phone", "id": key("phone"), "value": {"name": "Rettung", "number": "115", "text": ""}})
    page.body = page.body.stream_block.to_python(body)
    page.save_revision().publish()
    assert values(translate(page, "ar"))["phone"]["number"] == "115"


def test_publishing_twice_doubles_nothing(index: GuidanceIndexPage) -> None:
    page = topic(index)
    first = translate(page, "ar")
    before = [model.objects.count() for model in (Page, Revision, StringTranslation, Translation, TranslationSource)]
    second = translate(page, "ar")
    after = [model.objects.count() for model in (Page, Revision, StringTranslation, Translation, TranslationSource)]
    assert (first.pk, before) == (second.pk, after)


def test_the_same_word_can_be_translated_differently_in_two_places(index: GuidanceIndexPage) -> None:
    page = topic(index, "Bank", summary="Bank", body=[])
    target = publish_translation(page, "en", {("title", "Bank"): "Bank", "Bank": "Bench"}).specific
    assert (target.title, target.summary) == ("Bank", "Bench")


def test_a_page_with_a_text_missing_is_not_published(index: GuidanceIndexPage) -> None:
    page = topic(index, body=[])
    with pytest.raises(MissingTexts, match="1 texts without translation into ar"):
        publish_translation(page, "ar", {page.title: "عنوان"})
    assert not GuidancePage.objects.filter(locale__language_code="ar").exists()
    assert not StringTranslation.objects.filter(data="عنوان").exists()


def test_a_page_below_an_untranslated_one_is_refused(index: GuidanceIndexPage) -> None:
    part = topic(topic(index), "Termin machen")
    with pytest.raises(MissingParent):
        translate(part, "ar")


def test_a_link_that_the_source_has_not_is_refused(index: GuidanceIndexPage) -> None:
    page = topic(index, body=[{"type": "tip", "id": key("tip"), "value": "<p>Morgens ist es leer.</p>"}])
    texts = {segment.text: segment.text for segment in segments_of(page)}
    texts["Morgens ist es leer."] = 'Early <a id="a7">here</a>'
    with pytest.raises(InvalidText, match="a7"):
        publish_translation(page, "en", texts)


def test_signs_that_mean_something_in_html_stay_themselves(index: GuidanceIndexPage) -> None:
    page = topic(index, "Café & Bar <neu>", body=[])
    texts = {page.title: "Café & bar <new>", page.summary: "x"}
    assert publish_translation(page, "en", texts).title == "Café & bar <new>"


def test_texts_of_two_pages_with_the_same_blocks_pair_up(index: GuidanceIndexPage) -> None:
    page = topic(index, body=[{"type": "tip", "id": key("tip"), "value": "<p>Eins.</p><p>Zwei.</p>"}])
    english = GuidancePage(title="Register", summary="In one sentence.")
    english.body = page.body.stream_block.to_python(
        [{"type": "tip", "id": key("tip"), "value": "<p>One.</p><p>Two.</p>"}]
    )
    target = publish_translation(page, "en", paired_texts(page, english))
    assert values(target)["tip"].source == "<p>One.</p><p>Two.</p>"


def test_a_paragraph_too_few_counts_as_missing(index: GuidanceIndexPage) -> None:
    page = topic(index, body=[{"type": "tip", "id": key("tip"), "value": "<p>Eins.</p><p>Zwei.</p>"}])
    english = GuidancePage(title="Register", summary="In one sentence.")
    english.body = page.body.stream_block.to_python([{"type": "tip", "id": key("tip"), "value": "<p>Both.</p>"}])
    with pytest.raises(MissingTexts):
        publish_translation(page, "en", paired_texts(page, english))


def test_see_also_and_sources_follow_the_source(index: GuidanceIndexPage) -> None:
    other = topic(index, "Schule", body=[])
    page = topic(index, next_step=other, responsible="Amt für Ankommen")
    page.see_also.create(topic=other)
    page.sources.create(label="§ 17 BMG", url="https://example.org/bmg")
    page.save_revision().publish()
    translate(page, "ar")
    target = translate(page, "ar").specific
    assert [row.topic_id for row in target.see_also.all()] == [other.pk]
    assert [row.label for row in target.sources.all()] == ["§ 17 BMG"]
    assert (target.next_step_id, target.responsible) == (other.pk, "Amt für Ankommen")
    assert target.locale == Locale.objects.get(language_code="ar")
