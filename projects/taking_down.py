"""Unpublishing a project in the administration: with a reason, and in all languages if wished."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from accounts.access import person_of
from projects.models import ProjectPage
from projects.withdrawing import withdraw


def take_down(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Withdraw a project where the form says so; a single translation is left to Wagtail.

    Called by Wagtail's view once it has asked whether the person may unpublish the page.
    """
    if not isinstance(page, ProjectPage):
        return None
    versions = ProjectPage.objects.filter(translation_key=page.translation_key, live=True, alias_of=None)
    if "all_languages" not in request.POST and versions.exclude(pk=page.pk).exists():
        return None
    withdraw(page, by=person_of(request), reason=request.POST.get("reason", ""))
    messages.success(request, _("The project %(identifier)s is withdrawn.") % {"identifier": page.identifier})
    return redirect("wagtailadmin_explore", page.get_parent().pk)
