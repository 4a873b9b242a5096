"""The demo's loader on a small sample, and the shipped files by themselves."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from wagtail.models import Page, Revision

from cms.core.languages import BY_CODE, SOURCE_LANGUAGE
from cms.core.translating import paired_texts, segments_of
from cms.demo import guidance as demo
from guidance.blocks import GuidanceBody
from guidance.enums import Icon
from guidance.models import GuidanceIndexPage, GuidancePage

SHIPPED = sorted(demo.CONTENT.glob("*/[!_]*.yaml"))
SECTION = {"title": "Wegweiser", "summary": "Alles.", "intro": "Hier steht alles."}


def said(language: str, text: str) -> str:
    return text if language == "de" else f"[{language}] {text}"


def topic_file(language: str, title: str, order: int, **more: Any) -> dict[str, Any]:
    return {
        "order": order,
        "icon": "home",
        "checked_on": "2026-11-02",
        "responsible": "Büro",
        "sources": ["§ 1", "§ 2"],
        "title": said(language, title),
        "summary": said(language, f"{title}: kurz."),
        "body": [
            {"steps": [{"title": said(language, "Gehen Sie hin.")}, {"title": said(language, "Warten Sie.")}]},
            {
                "letter": {
                    "word": "Termin",
                    "meaning": said(language, "Tag und Stunde"),
                    "say": "Ich habe einen Termin.",
                }
            },
        ],
        **more,
    }


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Two topics in German and Arabic, one of them in English too; no section in Turkish."""
    files = {f"{language}/_section.yaml": SECTION for language in ("de", "ar", "en")}
    for language in ("de", "ar"):
        files[f"{language}/bank.yaml"] = topic_file(language, "Bank", 2)
    for language in ("de", "ar", "en", "tr"):
        files[f"{language}/adresse.yaml"] = topic_file(language, "Adresse", 1, next="bank", see_also=["bank", "fehlt"])
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(yaml.safe_dump(text, allow_unicode=True))
    return tmp_path


def loaded(content: Path) -> list[str]:
    lines: list[str] = []
    demo.load(lines.append, content=content)
    return lines


def test_the_topics_are_there_in_each_language_that_has_a_file(db: None, content: Path) -> None:
    loaded(content)
    pages = GuidancePage.objects.live().order_by("path").values_list("locale__language_code", "title")
    assert set(pages) == {
        ("de", "Adresse"),
        ("de", "Bank"),
        ("ar", "[ar] Adresse"),
        ("ar", "[ar] Bank"),
        ("en", "[en] Adresse"),
    }


def test_a_language_without_the_section_has_no_topics(
    db: None, content: Path, caplog: pytest.LogCaptureFixture
) -> None:
    loaded(content)
    assert "adresse has no translation into tr" in caplog.text
    assert not GuidanceIndexPage.objects.filter(locale__language_code="tr").exists()


def test_topics_lead_to_each_other(db: None, content: Path) -> None:
    loaded(content)
    page = GuidancePage.objects.get(slug="adresse", locale__language_code="de")
    assert page.next_step.title == "Bank"
    assert [row.topic.title for row in page.see_also.all()] == ["Bank"]
    assert [source.label for source in page.sources.all()] == ["§ 1", "§ 2"]


def test_words_on_letters_stay_german(db: None, content: Path) -> None:
    loaded(content)
    letter = GuidancePage.objects.get(slug="adresse", locale__language_code="ar").body[1].value
    assert (letter["word"], letter["meaning"]) == ("Termin", "[ar] Tag und Stunde")


def test_loading_again_changes_nothing(db: None, content: Path) -> None:
    loaded(content)
    before = Page.objects.count(), Revision.objects.count()
    loaded(content)
    assert (Page.objects.count(), Revision.objects.count()) == before


def test_what_editors_changed_stays(db: None, content: Path) -> None:
    loaded(content)
    page = GuidancePage.objects.get(slug="adresse", locale__language_code="de")
    page.title = "Anders"
    page.save_revision().publish()
    loaded(content)
    page.refresh_from_db()
    assert page.title == "Anders"


def test_a_file_whose_parts_do_not_match_is_left_out(db: None, content: Path, caplog: pytest.LogCaptureFixture) -> None:
    (content / "en" / "bank.yaml").write_text(yaml.safe_dump(topic_file("en", "Bank", 2, body=[])))
    loaded(content)
    assert "bank has no translation into en" in caplog.text
    assert not GuidancePage.objects.filter(slug="bank", locale__language_code="en").exists()


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_shipped_file_can_be_shown(path: Path) -> None:
    """Every part is of a kind that there is, passes its rules, and has a text wherever German has one."""
    text = {**yaml.safe_load(path.read_text()), "slug": path.stem}
    page = demo.target_of(text)
    GuidanceBody().clean(page.body)
    page.clean_fields(exclude=["path", "depth", "slug", "content_type", "locale", "draft_title", "body"])
    language = path.parent.name
    if language == SOURCE_LANGUAGE:
        assert text["icon"] in Icon.values
        return
    german = {**yaml.safe_load((demo.CONTENT / SOURCE_LANGUAGE / path.name).read_text()), "slug": path.stem}
    source = demo.target_of(german)
    texts = paired_texts(source, page)
    missing = [segment for segment in segments_of(source) if not texts.get((segment.path, segment.text))]
    assert language in BY_CODE
    assert [segment.text for segment in missing] == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_shipped_file_names_only_topics_that_there_are(path: Path) -> None:
    text = yaml.safe_load(path.read_text())
    for slug in [*text.get("see_also", ()), *filter(None, [text.get("next")])]:
        assert (demo.CONTENT / SOURCE_LANGUAGE / f"{slug}.yaml").exists()
