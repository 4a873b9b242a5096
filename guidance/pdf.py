"""Topics as tagged PDF (PDF/UA-1), with the site's own fonts; made by WeasyPrint."""

import hashlib
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils.translation import override

from guidance.models import GuidancePage
from guidance.pdf_there import MISSING, can_make_pdf
from guidance.plain_html import expanded, plain_html
from guidance.topics import Topic

#: Seconds that a made PDF is kept; its key changes with its text.
_KEPT = 86_400
FONTS = ("latin", "latin-ext", "cyrillic", "arabic")


def pdf_of(page: GuidancePage, topic: Topic, *, host: str, short_url: str) -> bytes:
    """Return a topic as PDF.

    Args:
        page: with its text.
        topic: the same as its reader meets it.
        host: what addresses in the text begin with.
        short_url: the page's short address, printed and as a QR code.
    """
    with override(topic.language.code):
        html = render_to_string(
            "guidance/pdf.html",
            {
                "page": page,
                "topic": topic,
                "text": expanded([plain_html(page.body)], host=host)[0],
                "short_url": short_url,
            },
        )
    style = render_to_string(
        "guidance/pdf.css", {"fonts": [(script, weight) for script in FONTS for weight in (400, 700)]}
    )
    key = f"pdf:{hashlib.sha256((style + html).encode()).hexdigest()}"
    made: bytes | None = cache.get(key)
    if made is None:
        made = _draw(html, style)
        cache.set(key, made, _KEPT)
    return made


def _draw(html: str, style: str) -> bytes:
    if not can_make_pdf():
        raise RuntimeError(MISSING)
    from weasyprint import CSS, HTML  # noqa: PLC0415  see pdf_there.py
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    files, fonts = _Files(), FontConfiguration()
    sheet = CSS(string=style, base_url="site:/", url_fetcher=files, font_config=fonts)
    paper = HTML(string=html, base_url="site:/", url_fetcher=files)
    document: bytes = paper.write_pdf(stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/ua-1")
    return document


def _font(name: str) -> Path | None:
    """Return a font of the site: from the sources, or where collectstatic has put it."""
    found = finders.find(f"fonts/{name}")
    if found:
        return Path(str(found))
    collected = Path(staticfiles_storage.path(f"fonts/{name}"))
    return collected if collected.exists() else None


def _Files() -> Any:  # noqa: N802  a class that needs WeasyPrint to be defined
    """Return what gives WeasyPrint our fonts and nothing else: no address of a text is ever asked for."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415

    class Files(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ARG002  WeasyPrint's
            prefix, _slash, name = url.rpartition("/")
            path = _font(name) if prefix == "site:/fonts" else None
            if path is None:
                raise ValueError(f"{url} is not a font of the site")
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": "font/woff2"})

    return Files()
