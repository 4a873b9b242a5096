"""Who may bring tables: project editors, and whoever else is given the right; they see each other's."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.access import Decision, Person, has_right, permissions, rules, token_sources
from accounts.models import User
from projects.models import TableUpload
from projects.tables.services import IMPORT

TOKEN = "projects:tables"  # noqa: S105  an audience
_RIGHT = "projects.add_tableupload"


def tokens_of(user: User) -> Iterable[str]:
    """Return the token of those who import tables, if `user` is one of them."""
    return [TOKEN] if has_right(Person(user), _RIGHT) else []


class TableUploadRule:
    """Tables: those who import them."""

    def audience(self, obj: TableUpload) -> frozenset[str]:  # noqa: ARG002  all are alike
        """Return the token of those who import tables."""
        return frozenset({TOKEN})

    def visible(self, queryset: QuerySet[Any], person: Person) -> QuerySet[Any]:
        """Return all tables to those who import tables."""
        return queryset if TOKEN in person.tokens else queryset.none()


def may_import(person: Person, _upload: TableUpload | None = None) -> Decision:
    """Allow those who hold the right."""
    if TOKEN in person.tokens:
        return Decision(allowed=True, reason=_("You import projects."))
    return Decision(allowed=False, reason=_("Only project editors import tables."))


def register_access() -> None:
    """Register the above; called once, when the app is ready."""
    token_sources.register("projects.tables", tokens_of)
    rules.register(TableUpload, TableUploadRule())
    permissions.register(IMPORT, may_import)
