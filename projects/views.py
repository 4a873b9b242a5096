"""Pages of the project database that are none of the tree: comparison and figures."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import person_of
from cms.core.languages import SOURCE_LANGUAGE
from projects.addresses import list_address
from projects.comparing import MOST, Comparison, read_identifiers
from projects.comparing import compare as put_side_by_side
from projects.csv_answer import csv_response
from projects.figures_page import figures_context, figures_rows


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Show up to four projects side by side."""
    comparison = _comparison(request)
    context = {
        "comparison": comparison,
        "most": MOST,
        "list_url": list_address(_language()),
        "csv_url": reverse("projects:compare_csv") + comparison.query,
        "breadcrumb_pages": [{"title": _("Projects"), "url": list_address(_language())}],
    }
    return _fresh(render(request, "projects/compare.html", context))


@require_safe
def compare_csv(request: HttpRequest) -> HttpResponse:
    """Return the comparison as a table: a row for each thing compared, a column for each project."""
    comparison = _comparison(request)
    if not comparison.columns:
        raise Http404
    rows: list[list[object]] = [["", "", *comparison.identifiers]]
    rows.append(["", _("Title"), *(column.project.title for column in comparison.columns)])
    rows.append(["", _("Address"), *(request.build_absolute_uri(column.url) for column in comparison.columns)])
    rows += [
        [part.label, row.label, *(cell.plain for cell in row.cells)] for part in comparison.parts for row in part.rows
    ]
    return _fresh(csv_response("projekte-vergleich.csv", rows))


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Show figures about the projects that the address asks for."""
    return _fresh(render(request, "projects/figures.html", figures_context(request, _language())))


@require_safe
def figures_csv(request: HttpRequest, table: str) -> HttpResponse:
    """Return one table of the figures."""
    rows = figures_rows(request, _language(), table)
    if rows is None:
        raise Http404
    return _fresh(csv_response(f"projekte-zahlen-{table}.csv", rows))


def _comparison(request: HttpRequest) -> Comparison:
    language = _language()
    identifiers = read_identifiers(request.GET.getlist("id"))
    return put_side_by_side(
        identifiers,
        person_of(request),
        language,
        compare_url=reverse("projects:compare"),
        list_url=list_address(language),
    )


def _language() -> str:
    return get_language() or SOURCE_LANGUAGE


def _fresh(response: HttpResponse) -> HttpResponse:
    """Keep it out of caches and search engines: what somebody may see can end at any moment."""
    response["X-Robots-Tag"] = "noindex"
    add_never_cache_headers(response)
    return response
