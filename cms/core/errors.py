"""What is answered when something goes wrong: a page with a sentence, or problem details under `/api/`.

ROOT_URLCONF names these as its handlers. A page is `templates/<status>.html`, or where it is missing
`templates/errors/bare.html`; both get `title`, `detail`, a sentence that says what to do, and
`reason`, the same sentence where it is about this request and not about all of its kind.
"""

import sys
from http import HTTPStatus

from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import select_template
from django.utils.translation import gettext as _
from wagtail.api.v3.errors import problem_response


class UnknownPartOfAddress(Http404):
    """404 that says which part of the address is wrong; only for parts that give nothing away: languages."""


#: Seconds after which it is worth trying again.
RETRY_AFTER = "30"


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django passes it
    """Answer 400."""
    return error_response(request, HTTPStatus.BAD_REQUEST)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403, with the reason if one was given."""
    return error_response(request, HTTPStatus.FORBIDDEN, detail=str(exception or ""))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django passes it
    """Answer 403 to a form that does not come from a page of ours, or from one that is too old."""
    detail = _(
        "The form was open for too long, or cookies are blocked. Go back, load the page again and send it again."
    )
    return error_response(request, HTTPStatus.FORBIDDEN, detail=detail)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django passes it
    """Answer 404, the same for what is hidden and for what is not there."""
    return error_response(request, HTTPStatus.NOT_FOUND)


def too_many_requests(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django passes it
    """Answer 429."""
    response = error_response(request, HTTPStatus.TOO_MANY_REQUESTS)
    response["Retry-After"] = "60"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 503 where the database cannot be reached, else 500; neither says more than that."""
    if _is_about_the_database(sys.exc_info()[1]):
        response = error_response(request, HTTPStatus.SERVICE_UNAVAILABLE)
        response["Retry-After"] = RETRY_AFTER
        return response
    return error_response(request, HTTPStatus.INTERNAL_SERVER_ERROR)


def is_for_api(request: HttpRequest) -> bool:
    """Return whether a program asked that expects problem details."""
    return request.path_info.startswith(("/api/", "/integreat/"))


def error_response(request: HttpRequest, status: HTTPStatus, *, detail: str = "") -> HttpResponse:
    """Return a page or problem details, in the reader's language.

    Args:
        request: decides which of both.
        status: 400 or above.
        detail: a sentence that says what to do; the usual one for the status if empty.
    """
    sentence = detail or sentence_for(status)
    if is_for_api(request):
        return problem_response(status=int(status), detail=sentence)
    context = {"status": int(status), "title": _title_for(status), "detail": sentence, "reason": detail}
    template = select_template([f"{int(status)}.html", "errors/bare.html"])
    # Pages of our own errors are rendered without the request: nothing is asked for them that may fail too.
    asking = request if status < HTTPStatus.INTERNAL_SERVER_ERROR else None
    return HttpResponse(template.render(context, asking), status=status)


def sentence_for(status: HTTPStatus) -> str:
    """Return what somebody can do about it, in their language."""
    sentences = {
        HTTPStatus.BAD_REQUEST: _("This request could not be understood. Check the address."),
        HTTPStatus.UNAUTHORIZED: _("Send a valid token: “Authorization: Bearer …”. You get one on your account page."),
        HTTPStatus.FORBIDDEN: _("You are not allowed to do this."),
        HTTPStatus.NOT_FOUND: _("There is nothing here that you can see. Check the address, or sign in."),
        HTTPStatus.METHOD_NOT_ALLOWED: _("This address does not take requests of this kind."),
        HTTPStatus.TOO_MANY_REQUESTS: _("Too many requests came from you. Wait a minute and try again."),
        HTTPStatus.SERVICE_UNAVAILABLE: _("The site is being worked on. Try again in a minute."),
    }
    return sentences.get(status) or _("Something went wrong on our side. We were told. Try again later.")


def _title_for(status: HTTPStatus) -> str:
    titles = {
        HTTPStatus.FORBIDDEN: _("Not allowed"),
        HTTPStatus.NOT_FOUND: _("Not found"),
        HTTPStatus.TOO_MANY_REQUESTS: _("Too many requests"),
        HTTPStatus.SERVICE_UNAVAILABLE: _("Not available just now"),
    }
    return titles.get(status) or _("Something went wrong")


def _is_about_the_database(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, OperationalError | InterfaceError):
            return True
        error = error.__cause__ or error.__context__
    return False
