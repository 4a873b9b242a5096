"""What the administration learns of projects."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from projects.contacting.administering import contacts
from projects.proposing.reviewing import proposals
from projects.taking_down import take_down
from projects.viewsets import VocabularyGroup, WithdrawnViewSet, project_list

register_snippet(VocabularyGroup)
register_snippet(WithdrawnViewSet)


@hooks.register("register_admin_viewset")
def register_views() -> list[ViewSet]:
    """Put the list of projects, proposals and contacts into the menu."""
    return [project_list, proposals, contacts]


@hooks.register("register_permissions")
def register_rights() -> QuerySet[Permission]:
    """Let administrators have these rights, and give them to groups."""
    return Permission.objects.filter(
        content_type__app_label="projects", codename__in=["review_proposals", "keep_contacts"]
    )


@hooks.register("before_unpublish_page")
def withdraw_project(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Ask of a project why it goes."""
    return take_down(request, page)
