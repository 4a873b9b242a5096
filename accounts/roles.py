"""What each role may do in the administration, and the groups that stand for roles.

Rights on models are granted here; rights on pages belong to whoever owns the tree (home/services).
Apps add the rights on their own models by `role_permissions`, in `ready()`:

    role_permissions.register("projects", {Role.PROJECT_EDITOR: ["projects.add_sponsor", …]})
"""

from collections.abc import Iterable, Mapping

from django.contrib.auth.models import Group

from accounts.enums import Role, translator_group
from cms.core.languages import LANGUAGES, SOURCE_LANGUAGE
from cms.core.registry import Registry

#: Rights ("app.codename") by role, by the app that adds them. "translator" stands for all languages' translators.
role_permissions: Registry[str, Mapping[Role | str, Iterable[str]]] = Registry("role permissions")
TRANSLATOR = "translator"

ENTER = "wagtailadmin.access_admin"
#: What each role may do with pictures and documents in the office's own collection.
FILE_ACTIONS: dict[Role | str, tuple[str, ...]] = {
    Role.EDITOR: ("add", "change", "choose"),
    Role.REVIEWER: ("change", "choose"),
    Role.PUBLISHER: ("add", "change", "choose", "delete"),
    Role.PROJECT_EDITOR: ("add", "change", "choose"),
    TRANSLATOR: ("choose",),
}
OWN_PERMISSIONS: dict[Role | str, list[str]] = {
    Role.EDITOR: [ENTER],
    Role.REVIEWER: [ENTER],
    Role.PUBLISHER: [
        ENTER,
        "wagtailredirects.add_redirect",
        "wagtailredirects.change_redirect",
        "wagtailredirects.delete_redirect",
    ],
    Role.PROJECT_EDITOR: [ENTER],
    # Not wagtail-localize's "submit_translation": it submits to, and publishes in, every language.
    TRANSLATOR: [ENTER],
}


def groups_of(*roles: Role) -> list[Group]:
    """Return the groups that stand for `roles`, in the same order.

    Raises:
        Group.DoesNotExist: the migrations have not run.
    """
    return [Group.objects.get(name=role.value) for role in roles]


def translators_of(language: str) -> Group:
    """Return the group that translates into `language` (BCP 47 tag)."""
    return Group.objects.get(name=translator_group(language))


def translator_groups() -> dict[str, Group]:
    """Return every group of translators by language."""
    codes = [language.code for language in LANGUAGES if language.code != SOURCE_LANGUAGE]
    return {code: translators_of(code) for code in codes}
