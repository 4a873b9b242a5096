"""Who of the office may do what with which pages, and the way a page goes until it is public.

Rights hang on the sections below the home pages, not on the home pages themselves: rights are inherited
downwards, and the communities' rooms also lie below. A section says by `is_kept_by_office` whose it is.
"""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import GroupApprovalTask, GroupPagePermission, Page, Workflow, WorkflowPage, WorkflowTask

from accounts.enums import Role
from accounts.roles import groups_of, translator_groups
from cms.core.languages import SOURCE_LANGUAGE
from home.models import HomePage

WORKFLOW_NAME = "Prüfen und veröffentlichen"
REVIEW_NAME = "Prüfung durch das Integrationsbüro"
PUBLISH_NAME = "Freigabe zur Veröffentlichung"

#: What each role may do with the office's pages; a publisher of translations needs every language.
RIGHTS_IN_ALL_LANGUAGES = {
    Role.REVIEWER: ("change_page",),
    Role.PUBLISHER: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
}
RIGHTS_OF_EDITORS = ("add_page", "change_page")


@transaction.atomic
def set_up_editorial() -> None:
    """Give the roles their rights on the office's sections and put the sections under the workflow.

    Can be called again whenever a section was added; takes nothing away.
    """
    sections = list(_office_sections())
    (editors,) = groups_of(Role.EDITOR)
    (project_editors,) = groups_of(Role.PROJECT_EDITOR)
    translators = translator_groups()
    for section in sections:
        language = section.locale.language_code
        for role, rights in RIGHTS_IN_ALL_LANGUAGES.items():
            _grant(groups_of(role)[0], section, rights)
        if language == SOURCE_LANGUAGE:
            _grant(editors, section, RIGHTS_OF_EDITORS)
            if section.specific_class is not None and section.specific_class._meta.app_label == "projects":
                _grant(project_editors, section, RIGHTS_OF_EDITORS)
        else:
            _grant(translators[language], section, ("change_page",))
    _assign(_workflow(), sections)


def _office_sections() -> Iterable[Page]:
    for home in HomePage.objects.all():
        for page in home.get_children().select_related("locale", "content_type"):
            if getattr(page.specific_class, "is_kept_by_office", False):
                yield page


def _grant(group: Group, page: Page, rights: Iterable[str]) -> None:
    for right in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=rights):
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=right)


def _workflow() -> Workflow:
    workflow, _made = Workflow.objects.get_or_create(name=WORKFLOW_NAME)
    for order, (name, role) in enumerate(((REVIEW_NAME, Role.REVIEWER), (PUBLISH_NAME, Role.PUBLISHER))):
        task, _made = GroupApprovalTask.objects.get_or_create(name=name)
        task.groups.set(groups_of(role))
        WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": order})
    return workflow


def _assign(workflow: Workflow, sections: Iterable[Page]) -> None:
    for section in sections:
        WorkflowPage.objects.get_or_create(page=section, defaults={"workflow": workflow})
