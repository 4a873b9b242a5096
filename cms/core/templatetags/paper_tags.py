"""What a page needs on paper."""

from functools import lru_cache
from itertools import groupby

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from qrcode import constants
from qrcode.main import QRCode

register = template.Library()

#: Longer addresses give codes that phones can no longer read from paper.
_LONGEST = 300
#: Light margin around the code, in modules; the standard asks for four.
_MARGIN = 4


@register.simple_tag
def qr_code(url: str) -> SafeString:
    """Draw the address as a QR code (inline SVG); of very long ones only the part before "?"."""
    return _drawing(url if len(url) <= _LONGEST else url.partition("?")[0][:_LONGEST])


@lru_cache(maxsize=1000)
def _drawing(text: str) -> SafeString:
    code = QRCode(error_correction=constants.ERROR_CORRECT_L, border=_MARGIN)
    code.add_data(text)
    code.make(fit=True)
    matrix = code.get_matrix()
    return format_html(
        '<svg viewBox="0 0 {size} {size}" aria-hidden="true" focusable="false" shape-rendering="crispEdges">'
        '<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path stroke="#000" d="{path}"/></svg>',
        size=len(matrix),
        path="".join(_row(number, row) for number, row in enumerate(matrix) if any(row)),
    )


def _row(number: int, row: list[bool]) -> str:
    """Return a row's runs of dark modules as dashes of a line through its middle."""
    dashes: list[str] = []
    at = 0
    for is_dark, modules in groupby(enumerate(row), key=lambda module: module[1]):
        columns = [column for column, _ in modules]
        if is_dark:
            dashes.append(
                f"M{columns[0]} {number}.5h{len(columns)}" if not dashes else f"m{columns[0] - at} 0h{len(columns)}"
            )
            at = columns[-1] + 1
    return "".join(dashes)
