"""What is kept about people is declared, given to them and erased."""

import json
from collections.abc import Callable, Iterator

import pytest
from django.apps import apps
from django.db.models import EmailField
from wagtail.models import APIToken, PageLogEntry

from accounts.access import Person
from accounts.errors import AccessDenied
from accounts.models import User
from accounts.privacy import personal_data
from accounts.services import delete_account, exported_data
from home.models import HomePage


def relations_to_people() -> Iterator[str]:
    """Yield "app.Model.field" for each relation to a person, and for each address of somebody without an account.

    Rights are part of the account itself, and so is its own address.
    """
    for model in apps.get_models():
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
            if field.related_model is User and not (field.remote_field.parent_link or model is User):
                yield f"{model._meta.app_label}.{model.__name__}.{field.name}"
        if model is not User and not any(field.related_model is User for field in model._meta.local_fields):
            for field in model._meta.local_fields:
                if isinstance(field, EmailField):
                    yield f"{model._meta.app_label}.{model.__name__}.{field.name}"


def test_every_relation_to_a_person_says_how_it_is_exported_and_erased() -> None:
    undeclared = set(relations_to_people()) - {name for name, _declared in personal_data.items()}
    assert not undeclared, f"declare these in <app>/privacy.py, see accounts/privacy.py: {sorted(undeclared)}"


def test_no_declaration_is_left_of_a_relation_that_is_gone() -> None:
    assert {name for name, _declared in personal_data.items()} <= set(relations_to_people())


def test_a_person_gets_what_is_kept_about_them_and_nothing_of_others(person: Callable[..., User]) -> None:
    me, other = person(None), person(None)
    APIToken.create_token(user=me, name="my script")
    APIToken.create_token(user=other, name="their script")
    text = json.dumps(exported_data(me, by=Person(me)), default=str)
    assert "my script" in text
    assert me.email in text
    assert "their script" not in text
    assert other.email not in text
    assert APIToken.objects.get(user=me).key_hash not in text


def test_deleting_an_account_leaves_the_work_and_forgets_who_did_it(
    site_tree: HomePage, person: Callable[..., User]
) -> None:
    me = person(None)
    site_tree.owner = me
    site_tree.save()
    site_tree.save_revision(user=me, log_action=True)
    APIToken.create_token(user=me, name="my script")
    delete_account(me, by=Person(me))
    site_tree.refresh_from_db()
    assert site_tree.owner is None
    assert not User.objects.filter(email=me.email).exists()
    assert not APIToken.objects.exists()
    assert not PageLogEntry.objects.filter(user_id__isnull=False).exists()


def test_nobody_deletes_or_exports_the_account_of_somebody_else(person: Callable[..., User]) -> None:
    me, other = person(None), person(None)
    with pytest.raises(AccessDenied):
        delete_account(other, by=Person(me))
    with pytest.raises(AccessDenied):
        exported_data(other, by=Person(me))
    assert User.objects.filter(pk=other.pk).exists()
