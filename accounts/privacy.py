"""What the site keeps about people: every relation to a person says here how it is exported and erased.

An app declares its own in `<app>/privacy.py`, called from `ready()`:

    personal_data.register("communities.Membership.person", PersonalData(
        label=_("Memberships"),
        export=rows("communities", "Membership", "person", "community__title", "state", "since"),
        erase=delete_rows("communities", "Membership", "person"),
    ))

The key is `app_label.Model.field`. What is kept by an e-mail address alone, because it needs no account, belongs to
whoever has that address (`rows_by_address`, `delete_rows_by_address`). A test walks all models and fails where a
relation to a person, or an address, has no declaration (tests/accounts/test_privacy.py).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from django.apps import apps
from django.db.models.functions import Lower
from django.utils.functional import Promise

from accounts.models import User
from cms.core.registry import Registry

#: What one part of an export holds: plain values that JSON can carry once dates are texts.
ExportedRows = list[dict[str, Any]]


@dataclass(frozen=True)
class PersonalData:
    """What one relation to a person holds about them.

    Attributes:
        label: what it is, in the words of the person it is about.
        export: what they get to read; only of themselves, never of somebody else.
        erase: what happens when they delete their account, before the account itself goes.
        kept: why something stays nevertheless, for the privacy statement; empty if nothing stays.
    """

    label: str | Promise
    export: Callable[[User], ExportedRows]
    erase: Callable[[User], None]
    kept: str | Promise = ""


personal_data: Registry[str, PersonalData] = Registry("personal data")


def rows(app: str, model: str, field: str, *columns: str) -> Callable[[User], ExportedRows]:
    """Return an export of `columns` of all rows that lead to the person by `field`."""

    def export(user: User) -> ExportedRows:
        return list(_rows_of(app, model, field, user).values(*columns))

    return export


def delete_rows(app: str, model: str, field: str) -> Callable[[User], None]:
    """Return an erasure that deletes all rows that lead to the person by `field`."""

    def erase(user: User) -> None:
        _rows_of(app, model, field, user).delete()

    return erase


def forget_person(app: str, model: str, field: str) -> Callable[[User], None]:
    """Return an erasure that keeps the rows, which others need, and empties `field` (must be nullable)."""

    def erase(user: User) -> None:
        _rows_of(app, model, field, user).update(**{field: None})

    return erase


def rows_by_address(app: str, model: str, field: str, *columns: str) -> Callable[[User], ExportedRows]:
    """Return an export of `columns` of all rows that have one of the person's verified addresses in `field`."""

    def export(user: User) -> ExportedRows:
        return list(_rows_with_address(app, model, field, user).values(*columns))

    return export


def delete_rows_by_address(app: str, model: str, field: str) -> Callable[[User], None]:
    """Return an erasure that deletes all rows that have one of the person's verified addresses in `field`."""

    def erase(user: User) -> None:
        _rows_with_address(app, model, field, user).delete()

    return erase


def nothing_to_export(_user: User) -> ExportedRows:
    """Say that nothing of it is about the person, or that it stands in another part."""
    return []


def goes_with_the_account(_user: User) -> None:
    """Say that the database deletes it together with the account."""


def _rows_of(app: str, model: str, field: str, user: User) -> Any:
    return apps.get_model(app, model)._base_manager.filter(**{field: user.pk})


def _rows_with_address(app: str, model: str, field: str, user: User) -> Any:
    """Return the rows of an address; one that is not verified may be somebody else's."""
    addresses = EmailAddress.objects.filter(user=user, verified=True).annotate(folded=Lower("email")).values("folded")
    rows = apps.get_model(app, model)._base_manager.annotate(_folded=Lower(field))
    return rows.filter(_folded__in=addresses)
