"""Writing to a contact, and what a contact does by the link they get once a year."""

from uuid import UUID

from allauth.core.internal.ratelimit import consume
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import person_of
from cms.core.errors import too_many_requests
from cms.core.languages import SOURCE_LANGUAGE
from projects.addresses import project_address
from projects.contacting.forms import TRAP, MessageForm, OwnDetailsForm
from projects.contacting.keeping import confirm_contact
from projects.contacting.relaying import contact_to_write_to, relay_message
from projects.contacting.reminding import contact_of_link
from projects.errors import TooMuch
from projects.models import ProjectContact, ProjectPage

#: Messages of one reader to all contacts, signed in or not, in allauth's notation.
RELAY_RATE = "5/h/ip,15/d/ip"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, contact_key: UUID) -> HttpResponse:
    """Show the form, or pass a message on."""
    language = get_language() or SOURCE_LANGUAGE
    found = contact_to_write_to(contact_key, person_of(request), language)
    if found is None:
        raise Http404
    contact, page = found
    back = project_address(page.identifier, language)
    if request.method != "POST":
        return _form(request, MessageForm.blank(request.user), page, back)
    form = MessageForm(request.POST)
    if not form.is_valid():
        return _form(request, form, page, back)
    if not request.POST.get(TRAP):  # else a program wrote it, which is told the same and sends nothing
        if consume(request, app="wegweiser", action="relay", config={"relay": RELAY_RATE}) is None:
            return too_many_requests(request)
        try:
            relay_message(contact, title=page.title, **form.cleaned_data)
        except TooMuch as told:
            form.add_error(None, str(told))
            return _form(request, form, page, back)
    messages.success(request, _("Your message is on its way. The contact answers to your address."))
    return redirect(back)


def _form(request: HttpRequest, form: MessageForm, page: ProjectPage, back: str) -> HttpResponse:
    context = {"form": form, "project": page, "back": back, "trap": TRAP}
    return render(request, "projects/contacting/write.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, link: str) -> HttpResponse:
    """Show a contact what is kept about them; change nothing before a button is pressed: programs open links too."""
    contact = contact_of_link(link)
    if contact is None:
        return render(request, "projects/contacting/link_over.html", status=404)
    if request.method != "POST":
        return _own(request, OwnDetailsForm(instance=contact), contact)
    if request.POST.get("do") == "withdraw":
        return _withdraw(request, link)
    return _confirm(request, link)


@transaction.atomic
def _withdraw(request: HttpRequest, link: str) -> HttpResponse:
    contact = contact_of_link(link, lock=True)
    if contact is not None:
        contact.delete()
    return render(request, "projects/contacting/forgotten.html")


@transaction.atomic
def _confirm(request: HttpRequest, link: str) -> HttpResponse:
    contact = contact_of_link(link, lock=True)
    if contact is None:
        return render(request, "projects/contacting/link_over.html", status=404)
    form = OwnDetailsForm(request.POST, instance=contact)
    if not form.is_valid():
        return _own(request, form, ProjectContact.objects.get(pk=contact.pk))
    confirm_contact(contact, form.cleaned_data, on=timezone.localdate())
    messages.success(request, _("Thank you. Everything is up to date now."))
    return redirect(request.path)


def _own(request: HttpRequest, form: OwnDetailsForm, contact: ProjectContact) -> HttpResponse:
    versions = ProjectPage.objects.filter(translation_key=contact.record.translation_key)
    language = get_language() or SOURCE_LANGUAGE
    shown = versions.shown_for(contact.record.identifier, language, person_of(request))
    context = {
        "form": form,
        "contact": contact,
        "project": shown,
        "project_url": project_address(contact.record.identifier, language) if shown else "",
    }
    return render(request, "projects/contacting/confirm.html", context)
