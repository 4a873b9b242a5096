"""What the administration learns of projects."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from projects.version_viewsets import RecordVersionViewSet, record_versions
from projects.viewsets import ProjectListingViewSet, VocabularyGroup, project_list

register_snippet(VocabularyGroup)


@hooks.register("register_admin_viewset")
def register_project_list() -> ProjectListingViewSet:
    """Put the list of projects into the menu."""
    return project_list


@hooks.register("register_admin_viewset")
def register_versions() -> RecordVersionViewSet:
    """Let project editors close old versions."""
    return record_versions
