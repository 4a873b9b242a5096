"""Changing, exporting and deleting an account, and its tokens for the API."""

from typing import Any

from django.db import transaction
from django.db.models import F
from wagtail.models import APIToken

from accounts.access import Person, require
from accounts.forms import ProfileForm
from accounts.memberships import belongings_of
from accounts.models import User
from accounts.privacy import personal_data


def exported_data(account: User, *, by: Person) -> dict[str, Any]:
    """Return everything that is kept about a person, in parts named in the reader's language.

    Raises:
        AccessDenied: it is somebody else's account.
    """
    require(by, "accounts.export", account)
    parts = {str(declared.label): declared.export(account) for declared in personal_data.values()}
    return {
        "account": {
            "email": account.email,
            "display_name": account.display_name,
            "language": account.language,
            "municipality": str(account.municipality or ""),
            "joined": account.date_joined,
            "last_login": account.last_login,
        },
        "belongs_to": [{"title": one.title, "role": one.role} for one in belongings_of(account)],
        "parts": {label: exported for label, exported in parts.items() if exported},
    }


@transaction.atomic
def delete_account(account: User, *, by: Person) -> None:
    """Erase what each app keeps about a person, then the account itself.

    Raises:
        AccessDenied: it is somebody else's account.
    """
    require(by, "accounts.delete", account)
    for declared in personal_data.values():
        declared.erase(account)
    User.objects.get(pk=account.pk).delete()


@transaction.atomic
def change_profile(form: ProfileForm, *, by: Person) -> User:
    """Save name, language and town of an account.

    Args:
        form: valid and bound to the account.
        by: the person themselves.

    Raises:
        AccessDenied: it is somebody else's account.
    """
    require(by, "accounts.change", form.instance)
    return form.save()


@transaction.atomic
def sign_out_everywhere(account: User, *, by: Person) -> None:
    """End every session of an account; whoever asks keeps theirs by `update_session_auth_hash`.

    Raises:
        AccessDenied: it is somebody else's account.
    """
    require(by, "accounts.change", account)
    User.objects.filter(pk=account.pk).update(sessions_ended=F("sessions_ended") + 1)
    account.refresh_from_db(fields=["sessions_ended"])


@transaction.atomic
def create_token(account: User, *, name: str, by: Person) -> str:
    """Make a token for the API and return it in clear: it is stored nowhere and shown once.

    Args:
        account: the token acts with this person's rights.
        name: what it is for, up to 255 characters.
        by: the person themselves.

    Raises:
        AccessDenied: somebody else's account, or rights in the administration without a second factor.
    """
    require(by, "accounts.use_tokens", account)
    _token, plaintext = APIToken.create_token(user=account, name=name)
    return str(plaintext)


@transaction.atomic
def revoke_token(account: User, *, token_id: int, by: Person) -> None:
    """Make a token useless at once; pressing twice is harmless.

    Raises:
        AccessDenied: somebody else's account.
        APIToken.DoesNotExist: the account has no such token.
    """
    require(by, "accounts.change", account)
    token = APIToken.objects.select_for_update().get(pk=token_id, user=account)
    if token.revoked_at is None:
        token.revoke()
