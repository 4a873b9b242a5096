"""Short addresses of topics, for paper and for telling somebody: they stay when a page moves or is renamed.

The code is the number of the page in letters and digits that cannot be taken for one another (Crockford's base 32).
"""

_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
_MISREAD = str.maketrans({"o": "0", "i": "1", "l": "1"})
_LONGEST = 9


def code_of(number: int) -> str:
    """Return the code of a page.

    >>> code_of(1234)
    '16j'
    """
    code = ""
    while number:
        number, digit = divmod(number, len(_DIGITS))
        code = _DIGITS[digit] + code
    return code or "0"


def number_of(code: str) -> int | None:
    """Return the number behind a code as somebody typed it, or None if it is none.

    >>> number_of("I6J")
    1234
    """
    typed = code.lower().translate(_MISREAD)
    if not typed or len(typed) > _LONGEST or not set(typed) <= set(_DIGITS):
        return None
    number = 0
    for sign in typed:
        number = number * len(_DIGITS) + _DIGITS.index(sign)
    return number
