"""Pages on which people ask to be told about new projects, confirm it and end it, without an account."""

from typing import Any

from allauth.core.internal.ratelimit import consume
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cms.core.errors import too_many_requests
from cms.core.languages import SOURCE_LANGUAGE
from projects.addresses import list_address
from projects.alerts.forms import AlertForm
from projects.alerts.links import alert_to_confirm, alert_to_end
from projects.alerts.services import ask_for_alert, confirm_alert, end_alert, question_of
from projects.asking import read_question
from projects.models.alerts import LONGEST_QUESTION, SearchAlert
from projects.summing_up import in_words

#: Letters to an address, and requests from one place.
_RATE = {"project_alert": "20/h/ip,5/d/key"}


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Show the form for a search, and write to the address that was filled in."""
    language = get_language() or SOURCE_LANGUAGE
    question, problems = read_question(dict(request.GET.lists()), language=language)
    search = question.as_search()
    list_url = list_address(language) + search.address()
    form = AlertForm(request.POST or None)
    if request.method == "POST" and len(search.address()) > LONGEST_QUESTION:
        form.add_error(None, _("This search has too many filters to be kept. Take some of them back."))
    if request.method == "POST" and not problems and form.is_valid():
        email = form.cleaned_data["email"]
        if consume(request, app="wegweiser", action="project_alert", key=email.lower(), config=_RATE) is None:
            return too_many_requests(request)
        ask_for_alert(email, search, language)
        told = _("We have written to %(email)s. Press the link in the letter to confirm that it is you.")
        messages.success(request, told % {"email": email})
        return redirect(list_url)
    for problem in problems:
        messages.warning(request, problem.message)
    context = {
        "form": form,
        "search": in_words(search, language),
        "address": search.address(),
        "list_url": list_url,
    }
    return render(request, "projects/alerts/ask.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show a button, since programs that check letters follow links too; pressed, it lets the alert count."""
    number = alert_to_confirm(token)
    alert = SearchAlert.objects.in_time().filter(pk=number).first() if number else None
    if alert is None:
        title = _("This link is not valid any more")
        text = _("It is older than three days, or these letters were ended. You can ask for them again from the list.")
        return _step(request, None, title=title, text=text, status=404)
    if request.method == "POST":
        alert = confirm_alert(alert.pk)
    if alert is not None and alert.confirmed_at:
        text = _("You get a letter when new projects fit, at most once a week. A link in each letter ends it.")
        return _step(request, alert, title=_("You will be told"), text=text)
    text = _("You get a letter when new projects fit this search, at most once a week.")
    return _step(
        request, alert, title=_("News about projects by e-mail"), text=text, button=_("Yes, send me these letters")
    )


@csrf_exempt  # mail programs press it for their readers without having seen the page (RFC 8058); the link is signed
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, token: str) -> HttpResponse:
    """Show a button; pressed, here or in a mail program, it ends the alert and forgets the address."""
    number = alert_to_end(token)
    if number is None:
        text = _("Copy the whole link from the letter. It may be broken into two lines there.")
        return _step(request, None, title=_("This link is not complete"), text=text, status=404)
    if request.method == "POST":
        end_alert(number)
    alert = SearchAlert.objects.filter(pk=number).first()
    if alert is None:
        text = _("You get no further letters about this search. Your address is forgotten.")
        return _step(request, None, title=_("Ended"), text=text)
    text = _("You get no further letters about this search, and we forget your address.")
    return _step(request, alert, title=_("End these letters?"), text=text, button=_("End them"))


def _step(
    request: HttpRequest, alert: SearchAlert | None, *, title: str, text: str, button: str = "", status: int = 200
) -> HttpResponse:
    language = get_language() or SOURCE_LANGUAGE
    question = question_of(alert) if alert else None
    context: dict[str, Any] = {
        "title": title,
        "text": text,
        "button": button,
        "search": in_words(question, language) if question else "",
        "list_url": list_address(language),
    }
    return render(request, "projects/alerts/step.html", context, status=status)
