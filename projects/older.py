"""The page of a project at the address of an older version: `?version=2`.

Wagtail asks before whether the reader may see the record; what follows decides only which state of it is shown.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from accounts.access import person_of
from projects.details import detail_context
from projects.versions import NoSuchVersion, history_of, older_version

if TYPE_CHECKING:
    from projects.models.project import ProjectPage

_LONGEST = 10


def serve_version(
    page: "ProjectPage", request: HttpRequest, serve: Callable[..., HttpResponse], *args: Any, **kwargs: Any
) -> HttpResponse:
    """Serve the page; send on who asks for the current version by its number, and keep search engines off the others.

    A version that is none, was never published or may not be read any more answers 404 with the current one.
    """
    asked = _asked(request)
    if not asked:
        return serve(request, *args, **kwargs)
    if asked == str(page.version):
        return HttpResponseRedirect(request.path)
    response = serve(request, *args, **kwargs)
    response["X-Robots-Tag"] = "noindex"
    if response.context_data["missing_version"]:  # type: ignore[attr-defined]  # Wagtail answers with TemplateResponse
        response.status_code = 404
    return response


def version_context(page: "ProjectPage", request: HttpRequest, kwargs: dict[str, Any]) -> dict[str, Any]:
    """Name what the page shows, of the version asked for, or of the current one if there is no such version."""
    shown, older, missing = page, None, _asked(request)
    if missing and missing != str(page.version):
        try:
            shown, older = older_version(page, missing, person_of(request))
            missing = ""
        except NoSuchVersion:
            shown = page
    context = detail_context(shown, request, kwargs.get("index"), is_older=older is not None)
    language = context["index_page"].locale.language_code
    url = f"{context['index_page'].get_url(request) or ''}{page.identifier}/"
    history = history_of(page, language, url, shown=older.number if older else None)
    return {
        **context,
        "page": shown,
        "older": older,
        "missing_version": missing,
        "current_url": url,
        "history": history,
    }


def _asked(request: HttpRequest) -> str:
    return request.GET.get("version", "").strip()[:_LONGEST]
