"""What readers of other apps say about a topic."""

from http import HTTPStatus
from typing import Literal

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Field, Router, Schema, Status
from wagtail.api.v3.auth import AllowAnonymous, BearerTokenAuth
from wagtail.api.v3.errors import ProblemDetail, problem_response

from accounts.access import person_of
from cms.core.api_language import Language
from cms.core.errors import sentence_for
from cms.core.ratelimit import is_within
from guidance.models import Feedback, GuidancePage
from guidance.services import say

router = Router(tags=["guidance"], auth=[BearerTokenAuth(), AllowAnonymous()])


class WordIn(Schema):
    """A reader's word. `path` as in the tree of topics; `comment` in any language, without data about people."""

    language: Language
    path: str
    kind: Literal["helped", "not-helped", "wrong", "comment"]
    comment: str = Field("", max_length=1000)


class WordOut(Schema):
    """It was taken."""

    kind: str


@router.post(
    "/",
    response={201: WordOut, 404: ProblemDetail, 429: ProblemDetail},
    operation_id="feedback_give",
    summary="Say whether a topic helped, or what is wrong",
)
def give(request: HttpRequest, word: WordIn) -> Status | HttpResponse:
    """Take it; said twice within ten minutes by the same client, it counts once."""
    if not is_within(request, "feedback", settings.FEEDBACK_RATE):
        status = HTTPStatus.TOO_MANY_REQUESTS
        return problem_response(status=int(status), detail=sentence_for(status))
    page = GuidancePage.objects.visible_to(person_of(request)).at(word.path).best_for(word.language)
    if page is None:
        raise Http404
    say(
        word.kind,
        request=request,
        language=word.language,
        page=page,
        comment=word.comment,
        source=Feedback.Source.API,
    )
    return Status(201, {"kind": word.kind})
