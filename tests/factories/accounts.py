"""People, the files they put up, and second factors."""

from io import BytesIO
from typing import Any

import factory
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.files.base import ContentFile
from PIL import Image
from wagtail.models import Collection

from accounts.models import User
from cms.core.models import SiteDocument, SiteImage


class UserFactory(factory.django.DjangoModelFactory):
    """Somebody with a verified address and the password PASSWORD."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda number: f"somebody{number}@example.org")
    display_name = factory.Sequence(lambda number: f"Somebody {number}")
    password = factory.django.Password("a-long-password")

    @factory.post_generation
    def verified(self: User, create: bool, extracted: bool | None, **_kwargs: Any) -> None:  # noqa: ARG002
        EmailAddress.objects.create(user=self, email=self.email, verified=extracted is not False, primary=True)


def with_authenticator_app(user: User) -> str:
    """Give `user` an authenticator app and return its secret."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    assert Authenticator.objects.filter(user=user).exists()
    return secret


class CollectionFactory(factory.django.DjangoModelFactory):
    """A collection below the root."""

    class Meta:
        model = Collection

    name = factory.Sequence(lambda number: f"Sammlung {number}")

    @classmethod
    def _create(cls, _model: type[Collection], *_args: Any, **kwargs: Any) -> Collection:
        return Collection.get_first_root_node().add_child(**kwargs)


def _png() -> ContentFile:
    target = BytesIO()
    Image.new("RGB", (32, 16), "teal").save(target, "PNG")
    return ContentFile(target.getvalue(), name="bild.png")


class SiteImageFactory(factory.django.DjangoModelFactory):
    """A small picture, stored for real."""

    class Meta:
        model = SiteImage

    title = factory.Sequence(lambda number: f"Bild {number}")
    file = factory.LazyFunction(_png)


class SiteDocumentFactory(factory.django.DjangoModelFactory):
    """A small text, stored for real."""

    class Meta:
        model = SiteDocument

    title = factory.Sequence(lambda number: f"Dokument {number}")
    file = factory.LazyFunction(lambda: ContentFile("Grüß Gott".encode(), name="brief.txt"))
