"""What people upload is judged by what it is."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

from cms.core.models import SiteDocument, SiteImage
from cms.core.uploads import checked_document, checked_picture

PLACE_OF_RECORDING = b"SECRET-PLACE-52.5200N"
SCRIPT = b"<script>alert(1)</script>"


def picture(kind: str = "JPEG", *, size: tuple[int, int] = (40, 20), **options: object) -> bytes:
    drawn = Image.new("RGB", size, "navy")
    ImageDraw.Draw(drawn).rectangle((0, 0, size[0] // 2, size[1]), fill="orange")
    target = BytesIO()
    drawn.save(target, kind, **options)
    return target.getvalue()


def with_metadata(kind: str = "JPEG") -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    exif[0x010E] = PLACE_OF_RECORDING.decode()
    return picture(kind, exif=exif)


def office(ending: str, *names: str) -> bytes:
    folder = {"docx": "word", "xlsx": "xl", "pptx": "ppt"}[ending]
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as container:
        for name in ("[Content_Types].xml", f"{folder}/document.xml", *names):
            container.writestr(name, "<x/>")
    return target.getvalue()


def odt(*names: str) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as container:
        container.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        for name in ("content.xml", *names):
            container.writestr(name, "<x/>")
    return target.getvalue()


@pytest.mark.parametrize(("kind", "ending"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp"), ("AVIF", "avif")])
def test_a_picture_is_turned_upright_and_loses_its_metadata(kind: str, ending: str) -> None:
    assert PLACE_OF_RECORDING in with_metadata(kind)
    written = checked_picture(ContentFile(with_metadata(kind), name=f"photo.{ending}")).read()
    assert PLACE_OF_RECORDING not in written
    again = Image.open(BytesIO(written))
    assert again.format == kind
    assert again.size == (20, 40)
    assert not dict(again.getexif())


def test_comments_in_a_png_do_not_survive() -> None:
    info = PngInfo()
    info.add_text("Comment", PLACE_OF_RECORDING.decode())
    written = checked_picture(ContentFile(picture("PNG", pnginfo=info), name="a.png")).read()
    assert PLACE_OF_RECORDING not in written


def test_a_second_file_behind_the_picture_does_not_survive() -> None:
    written = checked_picture(ContentFile(picture("PNG") + SCRIPT, name="a.png")).read()
    assert SCRIPT not in written


def test_a_moving_picture_keeps_moving() -> None:
    frames = [Image.new("RGB", (10, 10), colour) for colour in ("red", "green", "blue")]
    target = BytesIO()
    frames[0].save(target, "GIF", save_all=True, append_images=frames[1:], duration=70, loop=0)
    written = Image.open(checked_picture(ContentFile(target.getvalue(), name="a.gif")))
    assert written.n_frames == 3
    assert written.info["duration"] == 70


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "a.svg", "no_picture"),
        (SCRIPT, "a.png", "no_picture"),
        (picture("PNG")[:60], "a.png", "no_picture"),
        (picture("PNG"), "a.jpg", "wrong_ending"),
        (picture("BMP"), "a.bmp", "no_picture"),
        (picture("PNG"), "a.php.png", "two_endings"),
        (picture("PNG"), "a.jpg.png", "two_endings"),
        (b"", "a.png", "no_picture"),
    ],
)
def test_what_is_no_picture_of_its_kind_is_refused(content: bytes, name: str, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        checked_picture(ContentFile(content, name=name))
    assert refused.value.code == code


def test_a_small_file_that_unfolds_to_a_huge_picture_is_refused_before_it_is_read() -> None:
    bomb = BytesIO()
    Image.new("1", (30_000, 30_000)).save(bomb, "PNG")
    assert len(bomb.getvalue()) < 200_000
    with pytest.raises(ValidationError, match="60 Millionen Bildpunkte"):
        checked_picture(ContentFile(bomb.getvalue(), name="a.png"))


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"%PDF-1.7\n...", "a.pdf"),
        (office("docx"), "a.docx"),
        (office("xlsx"), "a.xlsx"),
        (office("pptx"), "a.pptx"),
        (odt(), "a.odt"),
        ("Straße;Größe\n".encode(), "a.csv"),
        ("\ufeffمرحبا\n".encode(), "a.txt"),
    ],
)
def test_documents_of_the_kinds_we_take_pass_unchanged(content: bytes, name: str) -> None:
    assert checked_document(ContentFile(content, name=name)).read() == content


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"MZ\x90\x00", "a.exe", "unknown_kind"),
        (SCRIPT, "a.html", "unknown_kind"),
        (SCRIPT, "a.pdf", "wrong_ending"),
        (SCRIPT + b"%PDF-1.7", "a.pdf", "wrong_ending"),
        (office("docx"), "a.xlsx", "wrong_ending"),
        (SCRIPT + office("docx"), "a.docx", "wrong_ending"),
        (office("docx", "word/vbaProject.bin"), "a.docx", "macros"),
        (odt("Basic/Standard/Module1.xml"), "a.odt", "macros"),
        (office("docx"), "a.odt", "wrong_ending"),
        ("Straße".encode("latin-1"), "a.csv", "not_utf8"),
        (b"a\x00b", "a.txt", "not_utf8"),
        (b"%PDF-1.7", "a.exe.pdf", "two_endings"),
    ],
)
def test_documents_that_are_not_what_they_say_are_refused(content: bytes, name: str, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        checked_document(ContentFile(content, name=name))
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("Satzung (2024) v1.2.pdf", "satzung-2024-v1-2.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\me\\Lohn.pdf", "lohn.pdf"),
        ("مرحبا.pdf", "مرحبا.pdf"),
        ("….pdf", "datei.pdf"),
        ("Dr. Meier.PDF", "dr-meier.pdf"),
    ],
)
def test_names_are_made_harmless(given: str, stored: str) -> None:
    assert checked_document(_named(given)).name == stored


def _named(name: str) -> ContentFile:
    file = ContentFile(b"%PDF-1.7")
    file.name = name  # as an attacker's request may bring it, unlike ContentFile's own check
    return file


@pytest.mark.parametrize(
    ("store", "message"),
    [
        (lambda: SiteImage.objects.create(title="x", file=ContentFile(SCRIPT, name="a.png")), "kein lesbares Bild"),
        (lambda: SiteDocument.objects.create(title="x", file=ContentFile(SCRIPT, name="a.pdf")), "nicht PDF"),
    ],
)
def test_no_way_of_storing_goes_round_the_check(db: None, store: Callable[[], object], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        store()


def test_what_is_stored_is_the_picture_written_anew(db: None) -> None:
    stored = SiteImage.objects.create(title="x", file=ContentFile(with_metadata(), name="Foto vom Büro.JPG"))
    with stored.file.open() as file:
        assert PLACE_OF_RECORDING not in file.read()
    assert (stored.width, stored.height) == (20, 40)
    assert stored.file_size == stored.file.size
    first_hash = stored.file_hash
    stored.title = "y"
    stored.save()
    assert stored.file_hash == first_hash
