"""Asking the machine translator."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from translations.errors import MachineUnavailable
from translations.machine.filling import fill_by_machine
from translations.services import save_texts
from translations.views.working import drafts_in, page_in


@require_POST
def machine_view(request: HttpRequest, page_id: int, target_language: str) -> HttpResponse:
    """Let a machine write the texts that are missing; what stands in the form is kept first."""
    page, person = page_in(request, page_id, target_language)
    save_texts(page, target_language, drafts_in(request), by=person)
    try:
        number = fill_by_machine(page, target_language, by=person)
    except MachineUnavailable as reason:
        messages.error(request, str(reason))
    else:
        if number:
            text = ngettext("The machine wrote %(number)s text.", "The machine wrote %(number)s texts.", number)
            messages.success(request, f"{text % {'number': number}} {_('Please check each of them.')}")
        else:
            messages.info(request, _("There is nothing left to translate."))
    return redirect("translations:work", page_id=page.pk, target_language=target_language)
