"""Contacts in the administration: a list of all, and those of one record, which its editor links to."""

from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets import AdminDateInput

from accounts.access import may, person_of, require
from projects.contacting.forms import OneAddressForm
from projects.contacting.keeping import OWN_FIELDS, keep_contact, remove_contact
from projects.models import PermanentIdentifier, ProjectContact
from projects.models.contacts import CONSENT_HOLDS

_PER_PAGE = 50


class ContactForm(OneAddressForm):
    """A contact as editors write it down: with when and how the person has agreed."""

    class Meta:
        model = ProjectContact
        fields = (*OWN_FIELDS, "language", "consented_on", "consent_until", "consent_source")
        widgets: ClassVar = {"consented_on": AdminDateInput, "consent_until": AdminDateInput}


@require_safe
def contact_list(request: HttpRequest) -> HttpResponse:
    """List contacts, of one record or all, those whose last word is oldest first."""
    require(person_of(request), "projects.keep_contacts")
    asked, words = request.GET.get("record", ""), request.GET.get("q", "").strip()
    found = ProjectContact.objects.select_related("record").order_by("confirmed_on", "consented_on", "pk")
    if asked:
        found = found.filter(record__identifier=asked)
    if words:
        found = found.filter(
            Q(name__icontains=words)
            | Q(organisation__icontains=words)
            | Q(email__icontains=words)
            | Q(record__identifier__iexact=words)
        )
    today = timezone.localdate()
    page = Paginator(found, _PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "page": page,
        "rows": [
            {"contact": one, "agrees": one.consents(on=today), "is_unchecked": one.is_unchecked(on=today)}
            for one in page
        ],
        "record": asked,
        "words": words,
        "breadcrumbs_items": _way(),
        "header_title": _("Contacts of projects"),
        "header_icon": "user",
    }
    return TemplateResponse(request, "projects/administration/contacts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, identifier: str) -> HttpResponse:
    """Add a contact to a record."""
    require(person_of(request), "projects.keep_contacts")
    record = get_object_or_404(PermanentIdentifier, identifier=identifier)
    today = timezone.localdate()
    new = ProjectContact(record=record, consented_on=today, consent_until=today + CONSENT_HOLDS)
    return _form(request, new)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, number: int) -> HttpResponse:
    """Change a contact."""
    require(person_of(request), "projects.keep_contacts")
    return _form(request, get_object_or_404(ProjectContact.objects.select_related("record"), pk=number))


@require_POST
def remove(request: HttpRequest, number: int) -> HttpResponse:
    """Erase a contact; the second time it is gone already."""
    person = person_of(request)
    require(person, "projects.keep_contacts")
    contact = ProjectContact.objects.filter(pk=number).first()
    if contact is not None:
        remove_contact(contact, by=person)
    messages.success(request, _("The contact is erased."))
    return redirect("project_contacts:index")


def _form(request: HttpRequest, contact: ProjectContact) -> HttpResponse:
    record = contact.record.identifier
    form = ContactForm(request.POST or None, instance=contact)
    if request.method == "POST" and form.is_valid():
        keep_contact(form.instance, by=person_of(request))
        messages.success(request, _("The contact is saved."))
        return redirect(f"{reverse('project_contacts:index')}?record={record}")
    context = {
        "form": form,
        "contact": contact,
        "breadcrumbs_items": [*_way(), {"url": "", "label": record}],
        "header_title": _("Contact of %(record)s") % {"record": record},
        "header_icon": "user",
        "media": form.media,
    }
    return TemplateResponse(request, "projects/administration/contact.html", context)


def _way() -> list[dict[str, str]]:
    return [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("project_contacts:index"), "label": _("Contacts of projects")},
    ]


class ContactsMenuItem(MenuItem):
    """Shown to those who keep contacts."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether this editor does."""
        return bool(may(person_of(request), "projects.keep_contacts"))


class ContactViewSet(ViewSet):
    """The pages above, and their entry in the menu."""

    name = "project_contacts"
    icon = "user"
    menu_label = gettext_lazy("Contacts of projects")
    menu_order = 212
    menu_icon = "user"
    add_to_admin_menu = True
    menu_item_class: ClassVar[Any] = ContactsMenuItem

    @property
    def menu_url(self) -> str:
        """The list."""
        return reverse("project_contacts:index")

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return list, forms, erasing."""
        return [
            path("", contact_list, name="index"),
            path("add/<str:identifier>/", add, name="add"),
            path("<int:number>/", edit, name="edit"),
            path("<int:number>/erase/", remove, name="remove"),
        ]


contacts = ContactViewSet()
