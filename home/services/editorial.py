"""Who of the office may do what with which pages, and the way a page goes until it is public.

Rights hang on the sections below the home pages, not on the home pages themselves: rights are inherited
downwards, and the communities' rooms also lie below. A section says by `is_kept_by_office` whose it is.
"""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import (
    GroupApprovalTask,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from accounts.enums import Role
from accounts.roles import groups_of, translator_groups
from cms.core.languages import SOURCE_LANGUAGE
from home.models import HomePage, UrgentNotice

WORKFLOW_NAME = "Freigabe"
REVIEW_NAME = "Prüfung durch das Integrationsbüro"
PUBLISH_NAME = "Freigabe zur Veröffentlichung"

#: What each role may do with the office's pages; a publisher of translations needs every language.
RIGHTS_IN_ALL_LANGUAGES = {
    Role.REVIEWER: ("change_page",),
    Role.PUBLISHER: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
}
RIGHTS_OF_EDITORS = ("add_page", "change_page")
#: Root, home page, section.
SECTION_DEPTH = 3
ALL_RIGHTS = ("add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page")


@transaction.atomic
def set_up_editorial() -> None:
    """Give the roles their rights on the office's sections and put the sections under the workflow.

    Can be called again; takes nothing away. Sections that come later get theirs from `welcome_section`.
    """
    (administrators,) = groups_of(Role.ADMINISTRATOR)
    root = Page.get_first_root_node()
    if root is not None:
        _grant(administrators, root, ALL_RIGHTS)
    workflow = _workflow()
    for section in _sections():
        _open_section(section, workflow)
    notices = ContentType.objects.get_for_model(UrgentNotice)
    WorkflowContentType.objects.get_or_create(content_type=notices, defaults={"workflow": workflow})


@transaction.atomic
def welcome_section(page: Page) -> None:
    """Give the roles their rights on `page` if it is a new section of the office; other pages are left alone."""
    if page.depth == SECTION_DEPTH and _is_kept_by_office(page) and page.get_parent().specific_class is HomePage:
        _open_section(page, _workflow())


def _sections() -> Iterable[Page]:
    for home in HomePage.objects.all():
        for page in home.get_children().select_related("locale", "content_type"):
            if _is_kept_by_office(page):
                yield page


def _is_kept_by_office(page: Page) -> bool:
    return bool(getattr(page.specific_class, "is_kept_by_office", False))


def _open_section(section: Page, workflow: Workflow) -> None:
    language = section.locale.language_code
    for role, rights in RIGHTS_IN_ALL_LANGUAGES.items():
        _grant(groups_of(role)[0], section, rights)
    if language == SOURCE_LANGUAGE:
        roles = [Role.EDITOR, Role.PROJECT_EDITOR] if _is_about_projects(section) else [Role.EDITOR]
        for group in groups_of(*roles):
            _grant(group, section, RIGHTS_OF_EDITORS)
    else:
        _grant(translator_groups()[language], section, ("change_page",))
    WorkflowPage.objects.get_or_create(page=section, defaults={"workflow": workflow})


def _is_about_projects(section: Page) -> bool:
    return section.specific_class is not None and section.specific_class._meta.app_label == "projects"


def _grant(group: Group, page: Page, rights: Iterable[str]) -> None:
    for right in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=rights):
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=right)


def _workflow() -> Workflow:
    """Return the workflow; what the office has changed in it stays."""
    workflow, is_new = Workflow.objects.get_or_create(name=WORKFLOW_NAME)
    if is_new:
        for order, (name, role) in enumerate(((REVIEW_NAME, Role.REVIEWER), (PUBLISH_NAME, Role.PUBLISHER))):
            task = GroupApprovalTask.objects.create(name=name)
            task.groups.set(groups_of(role))
            WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    return workflow
