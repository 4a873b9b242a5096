"""Single cells of a table into values; whatever cannot be read is refused with the name of its column."""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.core.folding import fold
from cms.core.language_names import language_names
from cms.core.languages import FALLBACK_LANGUAGES
from projects.importing.columns import label_of
from projects.importing.dates import PartialDate, parse_date
from projects.importing.money import Money, parse_money
from projects.importing.records import Refused, one_line

Value = TypeVar("Value")
Chosen = TypeVar("Chosen", bound=TextChoices)
Cells = Mapping[str, str]

_WHOLE = re.compile(r"\d{1,3}(?:[. '\u202f\xa0]\d{3})+|\d+", re.ASCII)
_DECIMAL = re.compile(r"\d+(?:[.,]\d+)?", re.ASCII)
_LARGEST_NUMBER = 2_147_483_647  # of PostgreSQL's integer
_LONGEST_URL = 200
_OTHER_PARTS = re.compile(r"[;\n]")
_YES = {"ja", "yes", "x", "1", "wahr", "true", "j", "y"}
_NO = {"nein", "no", "0", "falsch", "false", "n"}
#: What people write into the column of the end.
OPEN_ENDED = {"fortlaufend", "laufend", "unbefristet", "offen", "dauerhaft", "open ended", "ongoing"}


def parts(text: str) -> list[str]:
    """Return the values of a cell that holds several, each once: parted by |, else by semicolons or lines."""
    found = text.split("|") if "|" in text else _OTHER_PARTS.split(text)
    return list(dict.fromkeys(part.strip() for part in found if part.strip()))


def groups(cells: Cells, columns: Sequence[str]) -> list[dict[str, str]]:
    """Return the values that belong together: the second of each column in the second group; empty groups are none.

    A bar within a value is written as ¦ by exports; it comes back.
    """
    several = any("|" in cells.get(column, "") for column in columns)
    lists = {column: cells.get(column, "").split("|" if several else "\n") for column in columns}
    found = [
        {
            column: one_line(values[number]).replace("¦", "|") if number < len(values) else ""
            for column, values in lists.items()
        }
        for number in range(max(map(len, lists.values())))
    ]
    return [group for group in found if any(group.values())]


def date_in(cells: Cells, column: str) -> PartialDate | None:
    """Read a date with the precision it has."""
    return _read(cells, column, parse_date, "bad_date", _("“%(text)s” in “%(column)s” cannot be read as a date."))


def money_in(cells: Cells, column: str) -> Money | None:
    """Read an amount; nothing is known of what is 0."""
    money = _read(
        cells, column, parse_money, "bad_amount", _("“%(text)s” in “%(column)s” cannot be read as an amount.")
    )
    if money and money.amount < 0:
        message = _("“%(column)s” is negative: %(text)s.")
        raise Refused("negative_amount", message % {"column": label_of(column), "text": cells[column]})
    return money if money and money.amount else None


def whole_number_in(cells: Cells, column: str) -> int | None:
    """Read a number without decimals, of 0 and above."""
    return _read(cells, column, _whole, "bad_number", _("“%(text)s” in “%(column)s” is no number of 0 or more."))


def decimal_in(cells: Cells, column: str) -> Decimal | None:
    """Read a number of 0 and above, rounded to two decimals."""
    return _read(cells, column, _decimal, "bad_number", _("“%(text)s” in “%(column)s” is no number of 0 or more."))


def percent_in(cells: Cells, column: str) -> Decimal | None:
    """Read a share: 80, 80 % or 66,67; nothing is known of what is 0."""
    text = cells.get(column, "").rstrip("% ")
    share = decimal_in({column: text}, column)
    if share and share > 100:
        raise Refused("bad_share", _("A share is more than 0 and at most 100 %."))
    return share or None


def signed_number_in(cells: Cells, column: str) -> Decimal | None:
    """Read a number that may be below 0, with up to two decimals."""
    money = _read(cells, column, parse_money, "bad_number", _("“%(text)s” in “%(column)s” is no number."))
    return money.amount if money else None


def currency_in(cells: Cells, column: str) -> str:
    """Read a currency (ISO 4217), or an empty text."""
    text = cells.get(column, "").upper().replace("€", "EUR").replace("EURO", "EUR")
    if text and not re.fullmatch(r"[A-Z]{3}", text):
        message = _("“%(text)s” in “%(column)s” is no currency; they look like EUR.")
        raise Refused("bad_currency", message % {"text": cells[column], "column": label_of(column)})
    return text


def year_in(cells: Cells, column: str) -> int | None:
    """Read a year of four digits."""
    text = cells.get(column, "")
    if text and not re.fullmatch(r"(19|20)\d\d", text, re.ASCII):
        raise Refused(
            "bad_year", _("“%(text)s” in “%(column)s” is no year.") % {"text": text, "column": label_of(column)}
        )
    return int(text) if text else None


def yes_or_no_in(cells: Cells, column: str) -> bool | None:
    """Read yes or no; None where nothing stands."""
    word = fold(cells.get(column, ""))
    if word and word not in _YES | _NO:
        message = _("“%(text)s” in “%(column)s” is neither yes nor no.")
        raise Refused("unknown_value", message % {"text": cells[column], "column": label_of(column)})
    return word in _YES if word else None


def choice_in(cells: Cells, column: str, choices: type[Chosen]) -> Chosen | None:
    """Read a value, named by its key or its label in German or English, in any case."""
    text = cells.get(column, "")
    return choice_of(text, column, choices) if fold(text) else None


def choice_of(text: str, column: str, choices: type[Chosen]) -> Chosen:
    """Return the value that `text` names."""
    known_names = _names_of(choices)
    if fold(text) in known_names:
        return choices(known_names[fold(text)])
    message = _("“%(value)s” in “%(column)s” is none of: %(known)s.")
    known = ", ".join(str(choice.label) for choice in choices)
    raise Refused("unknown_value", message % {"value": text, "column": label_of(column), "known": known})


@cache
def _names_of(choices: type[TextChoices]) -> dict[str, str]:
    names = {fold(str(choice.value)): str(choice.value) for choice in choices}
    for language in FALLBACK_LANGUAGES:
        with override(language):
            names |= {fold(str(choice.label)): str(choice.value) for choice in choices}
    return names


def terms_in(cells: Cells, column: str, names: Mapping[str, str]) -> list[str]:
    """Read terms of a vocabulary; `names` has the short name of each by everything it can be called, folded."""
    wanted = parts(cells.get(column, ""))
    unknown = [part for part in wanted if fold(part) not in names]
    if unknown:
        message = _("“%(value)s” in “%(column)s” is not in the vocabulary.")
        raise Refused("unknown_term", message % {"value": unknown[0], "column": label_of(column)})
    return list(dict.fromkeys(names[fold(part)] for part in wanted))


def languages_in(cells: Cells, column: str) -> list[str]:
    """Read languages, by name or code, into codes (BCP 47)."""
    wanted = parts(cells.get(column, "").replace(",", "|"))
    if not wanted:
        return []
    known: dict[str, str] = {}
    for reader in FALLBACK_LANGUAGES:
        known |= {fold(name): code for code, name in language_names(reader).items()}
    known |= {fold(code): code for code in language_names(FALLBACK_LANGUAGES[0])}
    unknown = [part for part in wanted if fold(part) not in known]
    if unknown:
        message = _("“%(value)s” in “%(column)s” is no language that is known here.")
        raise Refused("unknown_value", message % {"value": unknown[0], "column": label_of(column)})
    return list(dict.fromkeys(known[fold(part)] for part in wanted))


def url_in(cells: Cells, column: str) -> str:
    """Read an address; one without https:// gets it."""
    return url_of(cells.get(column, ""), column)


def url_of(text: str, column: str) -> str:
    """Return `text` as an address, or an empty text."""
    if not text:
        return ""
    url = text if "://" in text else f"https://{text}"
    try:
        URLValidator(schemes=("http", "https"))(url)
    except ValidationError as error:
        message = _("“%(text)s” in “%(column)s” is no address of a page.")
        raise Refused("bad_address", message % {"text": text, "column": label_of(column)}) from error
    if len(url) > _LONGEST_URL:
        message = _("The address in “%(column)s” is longer than %(length)s characters.")
        raise Refused("bad_address", message % {"column": label_of(column), "length": _LONGEST_URL})
    return url


def _read(cells: Cells, column: str, parse: Callable[[str], Value | None], code: str, message: str) -> Value | None:
    text = cells.get(column, "")
    try:
        return parse(text)
    except ValueError as error:
        raise Refused(code, message % {"text": text, "column": label_of(column)}) from error


def _whole(text: str) -> int | None:
    if not text:
        return None
    if not _WHOLE.fullmatch(text):
        raise ValueError(text)
    number = int(re.sub(r"\D", "", text))
    if number > _LARGEST_NUMBER:
        raise ValueError(text)
    return number


def _decimal(text: str) -> Decimal | None:
    if not text:
        return None
    if not _DECIMAL.fullmatch(text):
        raise ValueError(text)
    try:
        number = Decimal(text.replace(",", ".")).quantize(Decimal("0.01"))
    except InvalidOperation as error:
        raise ValueError(text) from error
    if number >= 100_000:
        raise ValueError(text)
    return number
