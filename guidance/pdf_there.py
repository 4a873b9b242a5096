"""Whether this machine can make PDF.

WeasyPrint draws with Pango, a library of the system. Where it is missing the site runs without PDF: no link is shown,
and `manage.py check` says what to install.
"""

from functools import lru_cache
from typing import Any

from django.core import checks
from PIL import ImageFile

MISSING = "PDF needs Pango: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


@lru_cache(maxsize=1)
def can_make_pdf() -> bool:
    """Return whether WeasyPrint and the libraries it needs are there; asked once a process."""
    try:
        import weasyprint  # noqa: F401, PLC0415  loads Pango, which may be missing
    except (ImportError, OSError):
        return False
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint lets the whole process take pictures that are cut off
    return True


@checks.register(deploy=True)
def check_pdf(**_kwargs: Any) -> list[checks.CheckMessage]:
    """Tell the operator that no PDF is offered, and what to do."""
    return (
        [] if can_make_pdf() else [checks.Warning("Topics are not offered as PDF.", hint=MISSING, id="guidance.W001")]
    )
