"""A file that has passed, and the name it is stored under."""

import mimetypes
import unicodedata
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.text import slugify
from django.utils.translation import gettext as _

#: Endings of files that computers run; `mimetypes` does not know all of them.
_RUNNABLE = {".asp", ".aspx", ".bat", ".cgi", ".cmd", ".exe", ".hta", ".jar", ".jsp", ".lnk", ".php", ".phar", ".ps1",
             ".scr", ".vbs", ".wsf"}  # fmt: skip
#: Endings known to Python itself; the computer's own list differs from one to the next.
_KNOWN = set(mimetypes.MimeTypes(filenames=()).types_map[True])
_LONGEST_STEM = 80


class CheckedFile(File):
    """Content that has been checked, under a safe name."""


def safe_name(name: str) -> str:
    """Return `name` with plain letters, digits and hyphens and one ending, e.g. "satzung-2024.pdf".

    Raises:
        ValidationError: a second ending hides before the last one, as in "photo.php.jpg".
    """
    path = PurePosixPath(unicodedata.normalize("NFKC", name).replace("\\", "/").rsplit("/", 1)[-1])
    for ending in PurePosixPath(path.stem).suffixes if path.suffix else []:
        if ending.lower() in _RUNNABLE | _KNOWN:
            raise ValidationError(
                _("The name of the file has two endings: “%(name)s”. Rename it so that it has one.")
                % {"name": path.name},
                code="two_endings",
            )
    stem = slugify(path.stem.replace(".", "-"), allow_unicode=True)[:_LONGEST_STEM].strip("-_")
    return f"{stem or 'datei'}{path.suffix.lower()}"


def ending_of(name: str) -> str:
    """Return the ending of a name in lower case, without its dot."""
    return PurePosixPath(name).suffix.lower().removeprefix(".")


def starts_over(file: File) -> File:
    """Return `file`, open and at its beginning."""
    if file.closed:
        file.open("rb")
    file.seek(0)
    return file
