"""Documents: the content must be of the kind that the ending says, and must not bring programs."""

import zipfile
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _

from cms.core.uploads.checked import CheckedFile, ending_of, safe_name, starts_over

_CHUNK = 64 * 1024
#: Where the parts of an Office file lie, by ending (ECMA-376, part 2).
_OFFICE_FOLDERS = {"docx": "word/", "pptx": "ppt/", "xlsx": "xl/"}
_ODT = b"application/vnd.oasis.opendocument.text"


def checked_document(file: File) -> CheckedFile:
    """Return the document under a safe name.

    Args:
        file: what was uploaded; read from its beginning, not changed.

    Raises:
        ValidationError: of a kind we do not take, of another kind than its ending says, with programs
            in it, or with two endings. The sentence is for the person who uploads.
    """
    name = safe_name(file.name or "")
    ending = ending_of(name)
    check = _CHECKS.get(ending)
    if check is None:
        raise ValidationError(
            _("Documents of this kind are not taken. Upload one of these: %(kinds)s.")
            % {"kinds": ", ".join(sorted(_CHECKS))},
            code="unknown_kind",
        )
    if not check(starts_over(file), ending):
        raise ValidationError(
            _("The content of the file is not %(kind)s, as its name says. Save it anew in the program it comes from.")
            % {"kind": ending.upper()},
            code="wrong_ending",
        )
    return CheckedFile(starts_over(file).file, name=name)


def _is_pdf(file: File, _ending: str) -> bool:
    # Readers accept the mark within the first kilobyte; whoever puts something before it has a reason.
    return file.read(5) == b"%PDF-"


def _is_office(file: File, ending: str) -> bool:
    names = _names_in_zip(file)
    if any(name.lower().endswith(("vbaproject.bin", ".exe", ".dll")) for name in names):
        raise ValidationError(
            _("The document contains programs (macros). Save it without them, as %(kind)s.") % {"kind": ending.upper()},
            code="macros",
        )
    return "[Content_Types].xml" in names and any(name.startswith(_OFFICE_FOLDERS[ending]) for name in names)


def _is_odt(file: File, _ending: str) -> bool:
    names = _names_in_zip(file)
    if any(name.startswith(("Basic/", "Scripts/")) for name in names):
        raise ValidationError(
            _("The document contains programs (macros). Save it without them, as %(kind)s.") % {"kind": "ODT"},
            code="macros",
        )
    # OpenDocument 1.3, part 2: "mimetype" comes first and uncompressed, so its content can be read in place.
    head = starts_over(file).read(30 + len("mimetype") + len(_ODT))
    return "content.xml" in names and head.endswith(b"mimetype" + _ODT)


def _is_text(file: File, ending: str) -> bool:
    """Return whether it is text; whoever has text in an older encoding is told how to save it."""
    if _is_utf8_text(file):
        return True
    raise ValidationError(
        _("The file is no text in UTF-8. Save it anew as %(kind)s, and choose “UTF-8” there.")
        % {"kind": ending.upper()},
        code="not_utf8",
    )


def _is_utf8_text(file: File) -> bool:
    """Return whether all of it is UTF-8 without control characters but those of text."""
    rest = b""
    while chunk := file.read(_CHUNK):
        rest += chunk
        try:
            text, rest = rest.decode("utf-8"), b""
        except UnicodeDecodeError as error:
            if error.reason != "unexpected end of data":
                return False
            text, rest = rest[: error.start].decode("utf-8"), rest[error.start :]
        if any(character < " " and character not in "\t\n\r\f" for character in text):
            return False
    return not rest


def _names_in_zip(file: File) -> list[str]:
    # A container must begin as one: a file that only ends as one is two files.
    if file.read(4) != b"PK\x03\x04":
        return []
    try:
        with zipfile.ZipFile(starts_over(file).file) as container:
            return container.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return []


_CHECKS: dict[str, Callable[[File, str], bool]] = {
    "csv": _is_text,
    "docx": _is_office,
    "odt": _is_odt,
    "pdf": _is_pdf,
    "pptx": _is_office,
    "txt": _is_text,
    "xlsx": _is_office,
}
