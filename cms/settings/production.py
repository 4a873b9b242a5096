"""For a public address. Every value that has no safe default must be in the environment."""

from .base import *
from .base import VAR_DIR, env
from .database import database

DEBUG = False
SECRET_KEY = env("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
DATABASES = {"default": database(VAR_DIR / "postgres")}
_mail = env.email_url("EMAIL_URL", default="smtp://localhost:25")
EMAIL_TRANSPORT = _mail.pop("EMAIL_BACKEND")
vars().update(_mail)

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SHOW_COMPONENTS = False

# Wagtail's preview shows the page being edited in a frame of the same site; the policy allows no other.
SILENCED_SYSTEM_CHECKS = ["security.W019"]
