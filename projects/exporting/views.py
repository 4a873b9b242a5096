"""Files for readers, below the list of projects: as the list and the record show them to who is signed in."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail.views import serve

from accounts.access import person_of
from cms.core.languages import SOURCE_LANGUAGE
from projects.addresses import SLUG, list_address
from projects.asking import read_question
from projects.exporting.answers import record_answer
from projects.exporting.formats import FORMAT_BY_NAME, LIST_FORMATS, RECORD_FORMATS
from projects.exporting.streams import list_answer
from projects.models import ProjectPage


@require_safe
def export_list(request: HttpRequest, name: str) -> HttpResponseBase:
    """Send the list that the address asks for as a file; the list itself says what it does not understand."""
    form = FORMAT_BY_NAME.get(name)
    if form not in LIST_FORMATS:
        raise Http404
    language = get_language() or SOURCE_LANGUAGE
    question, problems = read_question(dict(request.GET.lists()), language=language)
    if problems:
        return redirect(f"{list_address(language)}?{request.GET.urlencode()}")
    return list_answer(request, question, language, form)


@require_safe
def export_record(request: HttpRequest, identifier: str, name: str) -> HttpResponseBase:
    """Send one record as a file."""
    form = FORMAT_BY_NAME.get(name)
    language = get_language() or SOURCE_LANGUAGE
    page = ProjectPage.objects.with_rows().shown_for(identifier, language, person_of(request))
    if form not in RECORD_FORMATS:
        raise Http404
    if page is None:  # its page says whether it is hidden or was withdrawn
        return serve(request, f"{SLUG}/{identifier}/")
    return record_answer(request, page, language, form, as_file=True)
