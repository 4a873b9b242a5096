"""Buttons under each topic: one tap says whether it helped; a sentence may follow. Without cookie, without JavaScript.

There is no token against forgery, because there is no session that could be abused; the page's number is signed
instead, what other sites send is refused, and each address may say only so much (FEEDBACK_RATE).
"""

from http import HTTPStatus

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import person_of
from cms.core.errors import error_response, too_many_requests
from cms.core.languages import SOURCE_LANGUAGE
from cms.core.ratelimit import is_within
from guidance.feedback_tokens import NotOurs, page_of, receipt_of, sign_receipt
from guidance.models import Feedback
from guidance.services import add_words, say, topic_for_readers
from guidance.services.feedback import LONGEST
from guidance.topics import address, path_of


class WordsForm(forms.Form):
    """A sentence in any language."""

    comment = forms.CharField(
        label=gettext_lazy("Tell us more, in any language"),
        help_text=gettext_lazy("Please write no names, addresses or telephone numbers of people. We cannot answer."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )


@csrf_exempt
@require_POST
@never_cache
def give(request: HttpRequest) -> HttpResponse:
    """Take one tap, and lead to where a sentence can be added."""
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        return error_response(request, HTTPStatus.FORBIDDEN)
    if not is_within(request, "feedback", settings.FEEDBACK_RATE):
        return too_many_requests(request)
    kind = request.POST.get("kind", "")
    if kind not in Feedback.Kind.values:
        return error_response(request, HTTPStatus.BAD_REQUEST)
    try:
        number = page_of(request.POST.get("page", ""))
    except NotOurs:
        return error_response(request, HTTPStatus.BAD_REQUEST)
    page = topic_for_readers(number, person_of(request))
    if page is None:
        raise Http404
    word = say(kind, request=request, language=get_language() or SOURCE_LANGUAGE, page=page)
    return HttpResponseRedirect(
        reverse("feedback:words", args=[sign_receipt(word.receipt)]), status=HTTPStatus.SEE_OTHER
    )


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def words(request: HttpRequest, receipt: str) -> HttpResponse:
    """Thank, and take a sentence."""
    word = _word_of(receipt)
    form = WordsForm(request.POST or None)
    if request.method == "POST":
        if not is_within(request, "feedback", settings.FEEDBACK_RATE):
            return too_many_requests(request)
        if form.is_valid():
            add_words(word.receipt, form.cleaned_data["comment"])
            done = reverse("feedback:words", args=[receipt]) + "?danke"
            return HttpResponseRedirect(done, status=HTTPStatus.SEE_OTHER)
    is_done = "danke" in request.GET
    page = topic_for_readers(word.page_id, person_of(request)) if word.page_id else None
    language = get_language() or SOURCE_LANGUAGE
    context = {
        "title": _("Thank you"),
        "word": word,
        "form": None if is_done else form,
        "is_done": is_done,
        "back_title": page.title if page else "",
        "back_url": address(language, path_of(page)) if page else address(language),
    }
    response = TemplateResponse(request, "guidance/feedback.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def _word_of(receipt: str) -> Feedback:
    try:
        return Feedback.objects.get(receipt=receipt_of(receipt))
    except (NotOurs, Feedback.DoesNotExist) as unknown:
        raise Http404 from unknown
