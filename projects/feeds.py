"""What is new to a question, as an Atom feed: for everybody the same, so that it can be kept by caches."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from accounts.access import ANONYMOUS, Person
from cms.core.errors import error_response
from cms.core.languages import BY_CODE, SOURCE_LANGUAGE
from projects.addresses import feed_address, list_address, project_address
from projects.asking import Question, read_question
from projects.listing import newest
from projects.models import ProjectPage
from projects.presenting import field_marks
from projects.summing_up import in_words

#: How many entries a feed has; readers that come at least weekly miss nothing that people could read.
_ENTRIES = 50
_SECONDS = 300


@require_safe
def project_feed(request: HttpRequest) -> HttpResponse:
    """Answer with the newest public projects that a question finds, in the language that `language` names."""
    language = request.GET.get("language") or SOURCE_LANGUAGE
    if language not in BY_CODE:
        known = ", ".join(BY_CODE)
        detail = _("The site is not in the language “%(language)s”. There are: %(known)s.")
        return error_response(
            request, HTTPStatus.UNPROCESSABLE_ENTITY, detail=detail % {"language": language[:20], "known": known}
        )
    with override(language):
        question, problems = read_question(dict(request.GET.lists()), language=language)
        if problems:
            detail = " ".join(problem.message for problem in problems)
            return error_response(request, HTTPStatus.UNPROCESSABLE_ENTITY, detail=detail)
        return _answer(request, question.as_search(), language)


def _answer(request: HttpRequest, question: Question, language: str) -> HttpResponse:
    root = f"{request.scheme}://{request.get_host()}"
    found = newest(ProjectPage.objects.order_by(), question, Person(ANONYMOUS), language, limit=_ENTRIES)
    search = in_words(question, language)
    feed = Atom1Feed(
        title=_("Projects: %(search)s") % {"search": search} if search else _("Projects"),
        link=root + list_address(language) + question.address(),
        feed_url=root + feed_address(question, language),
        description=None,
        language=language,
    )
    marks = field_marks(language)
    for page in found:
        feed.add_item(
            title=page.title,
            link=root + project_address(page.identifier, language),
            description=page.summary or page.subtitle,
            unique_id=root + project_address(page.identifier, SOURCE_LANGUAGE),
            pubdate=page.first_published_at,
            updateddate=page.last_published_at,
            categories=[marks[key].label for key in page.field_keys if key in marks],
        )
    response = HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
    response["Cache-Control"] = f"public, max-age={_SECONDS}"
    response["Content-Language"] = language
    if found:
        # The entity tag, which knows of withdrawn ones too, is ConditionalGetMiddleware's.
        response["Last-Modified"] = http_date(max(page.last_published_at.timestamp() for page in found))
    return response
