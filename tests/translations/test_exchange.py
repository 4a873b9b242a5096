"""Files for agencies: a round trip changes nothing, an older file is merged, a bad one is refused."""

import shutil
import subprocess
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from lxml import etree
from wagtail.models import Page

from accounts.access import Person
from guidance.models import GuidanceIndexPage, GuidancePage
from tests.factories.guidance import topic, translate
from tests.translations.conftest import at_desk
from tests.translations.okapi import okapi_complaints
from tests.translations.working import republish, units, write
from translations.errors import NotAFile
from translations.exchange.xliff import parse
from translations.models import SetAsideText

NS = "{urn:oasis:names:tc:xliff:document:2.0}"
LINK = 'Ein Text mit <a id="a1">Verweis</a>.'
FORMATS = ["xlf", "po"]


def fetched(page: Page, by: Person, kind: str, language: str = "ar") -> bytes:
    answer = at_desk(by).get(f"/admin/translations/{page.pk}/{language}/file.{kind}")
    assert answer.status_code == 200
    return answer.content


def send(page: Page, by: Person, content: bytes, kind: str = "xlf", language: str = "ar") -> HttpResponse:
    file = SimpleUploadedFile(f"back.{kind}", content)
    return at_desk(by).post(f"/admin/translations/{page.pk}/{language}/import/", {"file": file}, follow=True)


def stored(page: Page) -> dict[str, str]:
    return {source: unit.text for source, unit in units(page).items()}


def filled(content: bytes, texts: dict[str, str]) -> bytes:
    """Fill in an XLIFF file as an agency's tool does, keeping the elements of the source."""
    root = etree.fromstring(content)
    for segment in root.iter(f"{NS}segment"):
        source = segment.find(f"{NS}source")
        words = "".join(source.itertext())
        if words in texts:
            target = segment.find(f"{NS}target")
            if target is None:
                target = etree.SubElement(segment, f"{NS}target")
            target.clear()
            target.text = texts[words]
            for child in source:
                copy = etree.fromstring(etree.tostring(child, with_tail=False))
                copy.tail = "."
                target.append(copy)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


@pytest.fixture
def page(index: GuidanceIndexPage) -> GuidancePage:
    return topic(index)


@pytest.mark.parametrize("kind", FORMATS)
def test_a_round_trip_changes_nothing(page: GuidancePage, amal: Person, kind: str) -> None:
    translate(page, "ar")
    write(page, amal, {"Adresse anmelden": "عنوان & \"<b>\" 'x'", LINK: 'قبل <b>x</b> <a id="a1">رابط</a><br/>بعد'})
    before = stored(page)
    answer = send(page, amal, fetched(page, amal, kind), kind)
    assert "0 Texte sind eingelesen" in answer.content.decode()
    assert stored(page) == before
    assert not SetAsideText.objects.exists()


def test_what_an_agency_fills_in_is_taken_with_its_links(page: GuidancePage, amal: Person) -> None:
    send(page, amal, filled(fetched(page, amal, "xlf"), {"Adresse anmelden": "عنوان", "Ein Text mit Verweis.": "نص "}))
    assert stored(page)["Adresse anmelden"] == "عنوان"
    assert stored(page)[LINK] == 'نص <a id="a1">Verweis</a>.'


def test_a_file_of_an_older_source_is_merged_by_segment_and_conflicts_are_shown(
    page: GuidancePage, amal: Person, rana: Person
) -> None:
    translate(page, "ar")
    old = fetched(page, amal, "xlf")
    page = republish(page, summary="Adresse anmelden: in zwei Sätzen.")
    write(page, rana, {"2 Wochen": "أسبوعان من رنا"})
    back = filled(
        old,
        {
            "Adresse anmelden": "عنوان جديد",
            "2 Wochen": "أسبوعان من الوكالة",
            "Adresse anmelden: in einem Satz.": "جملة من الوكالة",
        },
    )
    shown = send(page, amal, back).content.decode()
    now = stored(page)
    assert now["Adresse anmelden"] == "عنوان جديد"
    assert now["2 Wochen"] == "أسبوعان من رنا"
    assert now["Adresse anmelden: in zwei Sätzen."] == ""
    assert "أسبوعان من الوكالة" in shown
    assert "أسبوعان من رنا" in shown
    assert "جملة من الوكالة" in shown
    assert SetAsideText.objects.get(because="file").text == "أسبوعان من الوكالة"
    assert "أسبوعان من الوكالة" in at_desk(rana).get(f"/admin/translations/{page.pk}/ar/").content.decode()
    send(page, amal, back)  # pressed twice
    assert SetAsideText.objects.filter(because="file").count() == 1


@pytest.mark.parametrize("kind", FORMATS)
def test_a_file_of_another_page_or_language_changes_nothing(
    index: GuidanceIndexPage, page: GuidancePage, amal: Person, kind: str
) -> None:
    translate(page, "ar")
    other = topic(index, "Konto", body=[])
    answer = send(other, amal, fetched(page, amal, kind), kind)
    assert "Datei gehört zu einer anderen Seite" in answer.content.decode()
    wrong = (
        fetched(page, amal, kind).replace(b'trgLang="ar"', b'trgLang="tr"').replace(b"Language: ar", b"Language: tr")
    )
    before = stored(page)
    assert "in einer anderen Sprache" in send(page, amal, wrong, kind).content.decode()
    assert stored(page) == before


BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY f SYSTEM "file:///etc/passwd">]>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="de" trgLang="ar"><file id="f">&c;&f;</file>
</xliff>"""


@pytest.mark.parametrize(
    "content", [BOMB, b"<xliff", b"<html/>", b"", b"\xff\xfe\x00", b'msgid "a', b"nonsense \x00", b"/etc/passwd"]
)
def test_what_is_no_file_of_ours_is_refused_and_says_why(page: GuidancePage, amal: Person, content: bytes) -> None:
    answer = send(page, amal, content)
    assert answer.status_code == 200
    assert "messages" in answer.content.decode()
    assert set(stored(page).values()) == {""}


def test_entities_are_not_expanded() -> None:
    with pytest.raises(NotAFile):
        parse(BOMB)


def test_a_script_another_link_and_a_turned_title_do_not_come_in(page: GuidancePage, amal: Person) -> None:
    content = filled(fetched(page, amal, "xlf"), {"Adresse anmelden": "\u202eعنوان", "Ein Text mit Verweis.": "نص "})
    bad = content.decode().replace(
        "<target>نص ", '<target><script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>نص '
    )
    shown = send(page, amal, bad.encode()).content.decode()
    assert set(stored(page).values()) == {""}
    assert "<script xmlns" not in shown
    forged = content.decode().replace(
        '<data id="d1">&lt;a id="a1"&gt;', '<data id="d1">&lt;a href="https://evil.example"&gt;'
    )
    send(page, amal, forged.encode())
    assert "evil" not in "".join(stored(page).values())


def test_a_po_file_that_was_cut_off_brings_what_it_has_and_says_so(page: GuidancePage, amal: Person) -> None:
    translate(page, "ar")
    content = fetched(page, amal, "po")
    write(page, amal, {"Adresse anmelden": ""})
    entries = content.split(b"\n\n")
    shown = send(page, amal, b"\n\n".join(entries[:4]) + b"\n", "po").content.decode()
    assert stored(page)["Adresse anmelden"] == "[ar] Adresse anmelden"
    assert "abgeschnitten" in shown


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not installed")
def test_gettext_and_the_translate_toolkit_find_nothing_wrong(
    index: GuidanceIndexPage, page: GuidancePage, amal: Person, tmp_path: Path
) -> None:
    translate(page, "ar")
    page = republish(page, summary="Adresse anmelden: in zwei Sätzen.")
    file = tmp_path / "page.po"
    file.write_bytes(fetched(page, amal, "po"))
    checked = subprocess.run(
        ["msgfmt", "-c", "-o", "/dev/null", str(file)], capture_output=True, text=True, check=False
    )
    assert (checked.returncode, checked.stderr) == (0, "")
    subprocess.run(
        [shutil.which("pofilter", path=str(Path(".venv/bin").absolute())) or "pofilter", "--nofuzzy",
         "-t", "xmltags", "-t", "printf", "-t", "pythonbraceformat", "-t", "newlines", "-t", "untranslated",
         "--progress=none", str(file), str(tmp_path / "faults.po")], check=True,
    )  # fmt: skip
    assert not (tmp_path / "faults.po").exists()


@pytest.mark.slow
def test_okapi_finds_nothing_wrong_with_xliff(page: GuidancePage, amal: Person, tmp_path: Path) -> None:
    translate(page, "ar")
    write(page, amal, {LINK: 'نص <b>x</b> <a id="a1">رابط</a>'})
    page = republish(page, summary="Adresse <anmelden> & mehr:\nin zwei Sätzen.")
    file = tmp_path / "page.xlf"
    file.write_bytes(fetched(page, amal, "xlf"))
    assert okapi_complaints(file) == ""
    broken = tmp_path / "broken.xlf"
    broken.write_bytes(file.read_bytes().replace(b'version="2.0"', b'version="2.0" nonsense="x"'))
    assert okapi_complaints(broken) != ""
