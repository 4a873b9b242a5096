"""A person with an account."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Makes people; the e-mail address is the login."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make a person. Without a password they cannot sign in until they set one.

        Raises:
            ValueError: no e-mail address.
        """
        if not email:
            raise ValueError("A person needs an e-mail address.")
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make an administrator."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find by address, whatever its case."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account. The address is never shown to others; `display_name` is."""

    email = models.EmailField(_("e-mail address"), unique=True)
    display_name = models.CharField(_("display name"), max_length=80, blank=True, help_text=_("Others see this name."))
    language = models.CharField(
        _("preferred language"), max_length=12, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    municipality = models.ForeignKey(
        "core.Municipality", verbose_name=_("municipality"), null=True, blank=True, on_delete=models.SET_NULL
    )
    is_staff = models.BooleanField(_("staff of the office"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    sessions_ended = models.PositiveIntegerField(
        default=0, editable=False, help_text=_("Counts how often the person has signed out everywhere.")
    )
    date_joined = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["display_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="accounts_user_email_once",
                violation_error_message=_("There is an account with this address already."),
            )
        ]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        """Return the name others see; never the address."""
        return self.display_name or str(_("Person %(number)s") % {"number": self.pk})

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Tie sessions to `sessions_ended` as Django ties them to the password: raising it ends them all."""
        salt = "accounts.User.session"
        return salted_hmac(
            salt, f"{self.password}:{self.sessions_ended}", secret=secret, algorithm="sha256"
        ).hexdigest()

    def get_short_name(self) -> str:
        """Return the same: there is only one name."""
        return self.get_full_name()
