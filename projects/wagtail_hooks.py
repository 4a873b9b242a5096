"""What the administration learns of projects."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from accounts.access import may, person_of
from projects.contacting.administering import contacts
from projects.proposing.reviewing import proposals
from projects.tables.services import IMPORT
from projects.taking_down import take_down
from projects.version_viewsets import record_versions
from projects.viewsets import VocabularyGroup, WithdrawnViewSet, project_list

register_snippet(VocabularyGroup)
register_snippet(WithdrawnViewSet)


@hooks.register("register_admin_viewset")
def register_views() -> list[ViewSet]:
    """Put the list of projects, proposals, contacts and old versions into the menu."""
    return [project_list, proposals, contacts, record_versions]


@hooks.register("register_permissions")
def register_rights() -> QuerySet[Permission]:
    """Let administrators have these rights, and give them to groups."""
    return Permission.objects.filter(
        content_type__app_label="projects", codename__in=["review_proposals", "keep_contacts"]
    )


@hooks.register("register_admin_urls")
def register_tables() -> list[URLResolver]:
    """Put brought tables below /admin/projects/tables/."""
    return [path("projects/tables/", include("projects.tables.urls"))]


class TablesMenuItem(MenuItem):
    """Leads to brought tables; shown to those who import them."""

    def is_shown(self, request: Any) -> bool:
        """Ask the one place that decides."""
        return bool(may(person_of(request), IMPORT))


@hooks.register("register_admin_menu_item")
def show_tables() -> MenuItem:
    """Put brought tables into the menu, behind the projects."""
    return TablesMenuItem(_("Import tables"), reverse("projects_tables:index"), icon_name="upload", order=215)


@hooks.register("before_unpublish_page")
def withdraw_project(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Ask of a project why it goes."""
    return take_down(request, page)
