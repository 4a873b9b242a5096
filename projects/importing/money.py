"""Amounts of money as offices publish them: both decimal marks, all groupings, with and without currency."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_CENT = Decimal("0.01")
_LARGEST = Decimal("1e13")
_SIGNS = {"€": "EUR", "EURO": "EUR", "£": "GBP", "$": "USD", "SFR": "CHF", "FR": "CHF"}
_AMOUNT = re.compile(r"(?P<before>[^\d\s+\-.,]*)\s*(?P<number>[+-]?\s?\d[\d.,' ]*)(?P<dash>-{1,2}|–)?\s*(?P<after>\D*)")


@dataclass(frozen=True)
class Money:
    """An amount in a currency (ISO 4217)."""

    amount: Decimal
    currency: str = "EUR"


def parse_money(text: str) -> Money | None:
    """Read an amount.

    A single mark followed by exactly three digits groups thousands (23.885 is 23885), because money has no
    third decimal.

    Args:
        text: 980,00 · 1.200,00 · 2.254,62 € · 31450 · 2060332.17 · 939.5 · 13.400.000 · 4,156.00 · 1,224,900.00 ·
            5,819,053 · € 1570.00 · 550.000 € · 1 200,50 EUR · 500,- € · -35,90.
    Returns: the amount in cents' precision, or None for an empty text.

    Raises:
        ValueError: a share (50 %), digits grouped in no known way, or no amount at all.
    """
    text = text.replace("\u00a0", " ").replace("\u202f", " ").strip()
    if not text:
        return None
    found = _AMOUNT.fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} is no amount of money")
    amount = _number(found["number"].strip())
    if abs(amount) >= _LARGEST:
        raise ValueError(f"{text!r} is not a likely amount")
    return Money(amount.quantize(_CENT, ROUND_HALF_UP), _currency(found["before"], found["after"], text))


def _currency(before: str, after: str, text: str) -> str:
    words = [word.strip(" .").upper() for word in (before, after) if word.strip(" .")]
    if not words:
        return "EUR"
    code = _SIGNS.get(words[0], words[0])
    if len(words) > 1 or not re.fullmatch(r"[A-Z]{3}", code):
        raise ValueError(f"{text!r} is no amount of money")
    return code


def _number(digits: str) -> Decimal:
    sign = -1 if digits.startswith("-") else 1
    digits = digits.lstrip("+- ").rstrip(".,")
    marks = [mark for mark in digits if mark in ".,"]
    if not marks:
        return sign * Decimal(_without_groups(digits, " '"))
    last = marks[-1]
    whole, _mark, decimals = digits.rpartition(last)
    if _is_grouping(marks, whole, decimals):
        return sign * Decimal(_without_groups(digits, last))
    other = "," if last == "." else "."
    return sign * Decimal(f"{_without_groups(whole, other + chr(32) + chr(39))}.{decimals}")


def _is_grouping(marks: list[str], whole: str, decimals: str) -> bool:
    """Return whether the last mark groups thousands: it stands twice, or alone before three digits."""
    if len(set(marks)) > 1:
        return False
    return len(marks) > 1 or (len(decimals) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0"))


def _without_groups(digits: str, marks: str) -> str:
    groups = re.split("[" + re.escape(marks) + "]", digits)
    if len(groups) > 1 and (not 1 <= len(groups[0]) <= 3 or any(len(group) != 3 for group in groups[1:])):
        raise ValueError(f"{digits!r} is grouped in no known way")
    if not all(group.isascii() and group.isdigit() for group in groups):
        raise ValueError(f"{digits!r} is no number")
    return "".join(groups)
