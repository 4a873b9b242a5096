"""The matrix, and a translator's own list."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from accounts.access import person_of
from accounts.translators import languages_translated_by, own_languages_of
from cms.core.languages import BY_CODE
from translations.enums import CellState
from translations.overview import Wanted, matrix, target_languages, tasks_of


def matrix_view(request: HttpRequest) -> HttpResponse:
    """Show pages by languages."""
    person = person_of(request)
    wanted = _wanted(request)
    context = {
        "matrix": matrix(person, wanted, number=request.GET.get("p", "1")),
        "wanted": wanted,
        "languages": [BY_CODE[code] for code in target_languages()],
        "states": list(CellState),
        "query": _without(request, "p"),
        "header_title": _("Translations"),
        "may_translate": bool(languages_translated_by(person)),
    }
    return TemplateResponse(request, "translations/matrix.html", context)


def tasks_view(request: HttpRequest) -> HttpResponse:
    """Show what is to be done, first what readers need most."""
    person = person_of(request)
    chosen = [code for code in request.GET.getlist("language") if code in BY_CODE]
    allowed = languages_translated_by(person)
    tasks = tasks_of(person, chosen)
    context = {
        "tasks": tasks,
        "languages": [BY_CODE[code] for code in allowed],
        "chosen": chosen or own_languages_of(person) or allowed,
        "header_title": _("To translate"),
    }
    return TemplateResponse(request, "translations/tasks.html", context)


def _wanted(request: HttpRequest) -> Wanted:
    state = request.GET.get("state", "")
    page = request.GET.get("page", "")
    codes = target_languages()
    return Wanted(
        languages=tuple(code for code in codes if code in request.GET.getlist("language")),
        state=CellState(state) if state in CellState else None,
        words=request.GET.get("q", "")[:200],
        page=int(page) if page.isdecimal() and len(page) < 10 else None,
    )


def _without(request: HttpRequest, name: str) -> str:
    query = request.GET.copy()
    query.pop(name, None)
    return query.urlencode()
