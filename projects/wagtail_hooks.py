"""What the administration learns of projects."""

from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from projects.taking_down import take_down
from projects.viewsets import ProjectListingViewSet, VocabularyGroup, WithdrawnViewSet, project_list

register_snippet(VocabularyGroup)
register_snippet(WithdrawnViewSet)


@hooks.register("register_admin_viewset")
def register_project_list() -> ProjectListingViewSet:
    """Put the list of projects into the menu."""
    return project_list


@hooks.register("before_unpublish_page")
def withdraw_project(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Ask of a project why it goes."""
    return take_down(request, page)
