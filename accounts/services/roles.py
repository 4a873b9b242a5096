"""Granting each role its rights; can be repeated, and is after every `migrate`."""

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail import hooks
from wagtail.models import Collection, GroupCollectionPermission

from accounts.enums import Role, translator_group
from accounts.roles import FILE_ACTIONS, OWN_PERMISSIONS, TRANSLATOR, role_permissions, translator_groups
from cms.core.languages import LANGUAGES, SOURCE_LANGUAGE

#: Where the office's own pictures and documents lie. Rights are on this collection, not on the root,
#: because they would reach down into the closed collections of the communities.
OFFICE_COLLECTION = "Dateien der Redaktion"


@transaction.atomic
def grant_roles() -> None:
    """Make sure that every role has its group and its rights; rights granted by hand stay."""
    _make_groups()
    wanted = defaultdict[Role | str, set[str]](set)
    for grants in (OWN_PERMISSIONS, *role_permissions.values()):
        for role, names in grants.items():
            wanted[role].update(names)
    for role, names in wanted.items():
        permissions = _permissions_named(names)
        for group in _groups_for(role):
            group.permissions.add(*permissions)
    _grant_administration()
    _grant_files()


def office_collection() -> Collection:
    """Return the collection of the office's own pictures and documents; made if it is missing."""
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    known: Collection | None = root.get_children().filter(name=OFFICE_COLLECTION).first()
    return known or root.add_child(name=OFFICE_COLLECTION)


def _make_groups() -> None:
    names = [role.value for role in Role]
    names += [translator_group(language.code) for language in LANGUAGES if language.code != SOURCE_LANGUAGE]
    for name in names:
        Group.objects.get_or_create(name=name)


def _groups_for(role: Role | str) -> list[Group]:
    if role == TRANSLATOR:
        return list(translator_groups().values())
    return [Group.objects.get(name=Role(role).value)]


def _permissions_named(names: Iterable[str]) -> list[Permission]:
    """Return the permissions called "app.codename".

    Raises:
        LookupError: one does not exist; a typing error would otherwise grant nothing, silently.
    """
    condition = Q(pk__in=[])
    for name in names:
        app, codename = name.split(".", 1)
        condition |= Q(content_type__app_label=app, codename=codename)
    found = list(Permission.objects.filter(condition).select_related("content_type"))
    missing = set(names) - {f"{permission.content_type.app_label}.{permission.codename}" for permission in found}
    if missing:
        raise LookupError(f"there are no permissions {sorted(missing)}")
    return found


def _grant_administration() -> None:
    """Give administrators every right that the administration knows of."""
    (group,) = _groups_for(Role.ADMINISTRATOR)
    for registered in hooks.get_hooks("register_permissions"):
        group.permissions.add(*registered())
    root = Collection.get_first_root_node() or office_collection().get_parent()
    for permission in _file_permissions(("add", "change", "choose", "delete")):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=["add_collection", "change_collection", "delete_collection"]
    ):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def _grant_files() -> None:
    collection = office_collection()
    for role, actions in FILE_ACTIONS.items():
        for group in _groups_for(role):
            for permission in _file_permissions(actions):
                GroupCollectionPermission.objects.get_or_create(
                    group=group, collection=collection, permission=permission
                )


def _file_permissions(actions: Iterable[str]) -> list[Permission]:
    # Wagtail keeps these rights on its own models whatever models the site uses for files.
    kinds = (("wagtailimages", "image"), ("wagtaildocs", "document"))
    return _permissions_named([f"{app}.{action}_{kind}" for action in actions for app, kind in kinds])
