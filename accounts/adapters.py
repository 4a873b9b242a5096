"""How sign-in and second factors (django-allauth) fit this site."""

from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest

from accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    """Mails name the site; a password never leads past the check of its strength."""

    def format_email_subject(self, subject: str) -> str:
        """Put the site's name before the subject."""
        return f"{settings.SITE_NAME}: {subject}"

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """Keep what was asked at sign-up."""
        user.display_name = form.cleaned_data.get("display_name", "")
        user.language = form.cleaned_data.get("language") or user.language
        saved: User = super().save_user(request, user, form, commit)
        return saved


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of authenticator apps are stored encrypted; apps and keys show the site's name."""

    def encrypt(self, text: str) -> str:
        """Encrypt with the current secret key."""
        return _boxes().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Decrypt with the current secret key, or one before it (SECRET_KEY_FALLBACKS)."""
        return _boxes().decrypt(encrypted_text.encode()).decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Name the site in the browser's dialogue of passkeys."""
        return {**super().get_public_key_credential_rp_entity(), "name": settings.SITE_NAME}


def _boxes() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(urlsafe_b64encode(sha256(b"accounts.mfa:" + key.encode()).digest())) for key in keys])
