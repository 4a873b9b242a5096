"""Tables in the administration: parse, ask or do, render."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages

from accounts.access import filter_visible, person_of, require
from projects.enums import WORKED_ON, UploadState
from projects.importing.sheets import MOST_BYTES
from projects.models import TableUpload
from projects.tables.forms import UploadForm
from projects.tables.presenting import check_context, columns_context, questions_in, work_context
from projects.tables.reporting import report_rows
from projects.tables.services import (
    IMPORT,
    TableProblem,
    answer_towns,
    discard,
    name_columns,
    receive_table,
    start_import,
    start_undo,
    too_large,
)
from projects.tables.templates import template_csv, template_workbook

View = Callable[..., HttpResponse]
_PER_PAGE = 20
#: What a form adds to its file.
_AROUND = 100_000
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _of_importers(view: View) -> View:
    """Let those pass who import tables."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(person_of(request), IMPORT)
        return view(request, *args, **kwargs)

    return guarded


def _upload(request: HttpRequest, number: int) -> TableUpload:
    found: TableUpload = get_object_or_404(filter_visible(TableUpload.objects.all(), person_of(request)), pk=number)
    return found


@require_GET
@_of_importers
def index(request: HttpRequest) -> HttpResponse:
    """List the tables that were brought."""
    uploads = filter_visible(TableUpload.objects.select_related("by").defer("samples"), person_of(request))
    page = Paginator(uploads, _PER_PAGE).get_page(request.GET.get("p"))
    return TemplateResponse(request, "projects/tables/index.html", {"page": page})


@csrf_exempt
def new(request: HttpRequest) -> HttpResponse:
    """Take a table. Whoever sends too much is told so before any of it is read; then the form's secret is checked."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES + _AROUND:
        require(person_of(request), IMPORT)
        # An empty form: the one that was sent must not be read.
        context = {"form": UploadForm(), "problem": too_large()}
        return TemplateResponse(request, "projects/tables/new.html", context, status=413)
    answer: HttpResponse = _take(request)
    return answer


@csrf_protect
@_of_importers
def _take(request: HttpRequest) -> HttpResponse:
    form = UploadForm(request.POST or None, request.FILES or None)
    problem, status = "", 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                upload = receive_table(
                    form.cleaned_data["file"], source_name=form.cleaned_data["source_name"], by=person_of(request)
                )
            except TableProblem as error:
                problem = str(error)
            else:
                return redirect("projects_tables:show", number=upload.pk)
    return TemplateResponse(request, "projects/tables/new.html", {"form": form, "problem": problem}, status=status)


@require_GET
def show(request: HttpRequest, number: int) -> HttpResponse:
    """Show how far a table is: its columns, what each line would do, or what became of them."""
    upload = _upload(request, number)
    if upload.state in WORKED_ON:
        answer = TemplateResponse(request, "projects/tables/working.html", work_context(upload))
        answer.headers["Refresh"] = "4"
        return answer
    if upload.state == UploadState.COLUMNS or "columns" in request.GET or not upload.counts:
        return TemplateResponse(request, "projects/tables/columns.html", columns_context(upload))
    return TemplateResponse(request, "projects/tables/checked.html", check_context(upload, request.GET))


@require_POST
def columns(request: HttpRequest, number: int) -> HttpResponse:
    """Name the columns of a table."""
    upload = _upload(request, number)
    mapping = [request.POST.get(f"column-{place}", "") for place in range(len(upload.headings))]
    try:
        name_columns(upload, mapping, by=person_of(request))
    except TableProblem as error:
        upload.mapping = mapping
        context = {**columns_context(upload), "problem": str(error)}
        return TemplateResponse(request, "projects/tables/columns.html", context, status=422)
    return redirect("projects_tables:show", number=upload.pk)


@require_POST
def towns(request: HttpRequest, number: int) -> HttpResponse:
    """Take the answers to which towns are meant."""
    upload = _upload(request, number)
    answers = {
        (question.place, question.land_code): request.POST.get(f"own-{place}", "").strip()
        or request.POST.get(f"town-{place}", "")
        for place, question in enumerate(questions_in(upload))
        if request.POST.get(f"asked-{place}") == question.key
    }
    return _do(request, upload, lambda: answer_towns(upload, answers, by=person_of(request)))


@require_POST
def start(request: HttpRequest, number: int) -> HttpResponse:
    """Import what was checked."""
    upload = _upload(request, number)
    return _do(request, upload, lambda: start_import(upload, by=person_of(request)))


@require_POST
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Take back what is new."""
    upload = _upload(request, number)
    return _do(request, upload, lambda: start_undo(upload, by=person_of(request)))


@require_POST
def throw_away(request: HttpRequest, number: int) -> HttpResponse:
    """Throw a table away."""
    upload = _upload(request, number)
    try:
        discard(upload, by=person_of(request))
    except TableProblem as error:
        messages.error(request, str(error))
        return redirect("projects_tables:show", number=number)
    messages.success(request, _("The table has been thrown away. Nothing of it was imported."))
    return redirect("projects_tables:index")


def _do(request: HttpRequest, upload: TableUpload, change: Callable[[], None]) -> HttpResponse:
    try:
        change()
    except TableProblem as error:
        messages.error(request, str(error))
    return redirect("projects_tables:show", number=upload.pk)


@require_GET
def report(request: HttpRequest, number: int) -> HttpResponse | StreamingHttpResponse:
    """Give the report away as CSV, line by line."""
    upload = _upload(request, number)
    answer = StreamingHttpResponse(report_rows(upload), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="bericht-{upload.pk}.csv"'
    return answer


@require_GET
@_of_importers
def template(_request: HttpRequest, kind: str) -> HttpResponse:
    """Give the empty table away, with all columns."""
    content = template_workbook() if kind == "xlsx" else template_csv()
    answer = HttpResponse(content, content_type=_XLSX if kind == "xlsx" else "text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="projekte-vorlage.{kind}"'
    return answer
