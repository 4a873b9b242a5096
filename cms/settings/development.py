"""For `./run`: the demo on this machine. Never for a public address."""

import secrets

from .base import *
from .base import VAR_DIR, env
from .database import database

DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
INTERNAL_IPS = ["127.0.0.1"]


def _secret_key() -> str:
    """Make up a key once and keep it, so that a restart does not sign everybody out."""
    VAR_DIR.mkdir(exist_ok=True)
    path = VAR_DIR / "secret-key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


SECRET_KEY = env("SECRET_KEY", default="") or _secret_key()
DATABASES = {"default": database(VAR_DIR / "postgres")}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
EMAIL_TRANSPORT = "django.core.mail.backends.console.EmailBackend"
ADMIN_REQUIRES_MFA = env.bool("ADMIN_REQUIRES_MFA", default=False)  # the demo's accounts have no second factor
SHOW_COMPONENTS = True
