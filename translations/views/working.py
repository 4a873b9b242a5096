"""The page on which somebody translates."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.access import Person, may, person_of
from cms.core.easy_language import EASY_LANGUAGE
from cms.core.languages import BY_CODE, SOURCE_LANGUAGE
from translations.easy_german.rules import advice_on
from translations.errors import CannotPublish
from translations.overview import target_languages
from translations.services import Draft, Saved, publish_page, save_texts
from translations.sources import source_page
from translations.workspace import workspace

#: Longer texts are cut before they are looked at for advice.
_MOST_ADVISED = 20_000


def work_view(request: HttpRequest, page_id: int, target_language: str) -> HttpResponse:
    """Show source and translation beside each other; take texts, and publish them."""
    page, person = page_in(request, page_id, target_language)
    if request.method == "POST":
        return _take(request, page, person, target_language)
    return _show(request, page, person, target_language)


@require_POST
def easy_german_view(request: HttpRequest) -> HttpResponse:
    """Return advice on a text in Easy German while it is written: `{"advice": [{"rule", "message", "part"}]}`."""
    text = request.POST.get("text", "")[:_MOST_ADVISED]
    advice = [{"rule": one.rule, "message": one.message, "part": one.part} for one in advice_on(text)]
    return JsonResponse({"advice": advice})


def page_in(request: HttpRequest, page_id: int, language: str) -> tuple[Any, Person]:
    """Return the source page that an address names, and who asks.

    Raises:
        Http404: the page or the language is not there, or not for this person.
    """
    if language not in target_languages():
        raise Http404
    person = person_of(request)
    return source_page(person, page_id), person


def drafts_in(request: HttpRequest) -> list[Draft]:
    """Return the texts that a form sends."""
    keys = [name.removeprefix("text-") for name in request.POST if name.startswith("text-")]
    return [Draft(key, request.POST[f"text-{key}"], request.POST.get(f"base-{key}", "")) for key in keys]


def _take(request: HttpRequest, page: Any, person: Person, language: str) -> HttpResponse:
    saved = save_texts(page, language, drafts_in(request), by=person)
    _tell(request, saved)
    if saved.conflicts or saved.refused:
        return _show(request, page, person, language, saved=saved, status=409 if saved.conflicts else 422)
    if request.POST.get("action") == "publish":
        try:
            published = publish_page(page, language, by=person, accepted=request.POST.get("accepted", ""))
        except CannotPublish as reason:
            messages.warning(request, str(reason))
            return _show(request, page, person, language, wants_to_publish=True, status=422)
        messages.success(request, _("“%(title)s” is published.") % {"title": published.title})
    return redirect("translations:work", page_id=page.pk, target_language=language)


def _tell(request: HttpRequest, saved: Saved) -> None:
    if saved.conflicts:
        messages.error(request, _("Somebody else wrote in the same texts meanwhile. See below; nothing is lost."))
    if saved.refused:
        messages.error(request, _("Some texts cannot be kept as they are. See below."))
    if saved.former:
        messages.warning(
            request, _("The German page was changed while you wrote. Your texts stand beside the new wording.")
        )
    if saved.replaced:
        messages.info(request, _("You replaced texts of somebody else. They are kept, and the other one is told."))
    if saved.written:
        text = ngettext("%(number)s text is saved.", "%(number)s texts are saved.", saved.written)
        messages.success(request, text % {"number": saved.written})


def _show(
    request: HttpRequest,
    page: Any,
    person: Person,
    language: str,
    *,
    saved: Saved | None = None,
    wants_to_publish: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {
        "work": workspace(page, language, person=person, saved=saved),
        "wants_to_publish": wants_to_publish,
        "language": BY_CODE[language],
        "source_language": BY_CODE[SOURCE_LANGUAGE],
        "is_easy": language == EASY_LANGUAGE,
        "may_write": bool(may(person, "translations.translate", language)),
        "may_publish": bool(may(person, "translations.publish", language)),
        "header_title": _("Translate"),
    }
    return TemplateResponse(request, "translations/work.html", context, status=status)
