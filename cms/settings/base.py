"""What holds everywhere. Everything secret or local comes from the environment (see docs/guide/operators.md).

`development`, `test` and `production` build on this and say only what differs.
"""

from pathlib import Path

import environ

from cms.core.languages import LANGUAGES as SITE_LANGUAGES
from cms.core.languages import SOURCE_LANGUAGE

from .integreat import *
from .machine import *
from .search import *
from .security import *
from .wagtail import *

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = BASE_DIR / "var"

env = environ.Env()

SITE_NAME = env("SITE_NAME", default="Wegweiser")
SITE_URL = env("SITE_URL", default="http://127.0.0.1:8000")
WAGTAIL_SITE_NAME = SITE_NAME
WAGTAILADMIN_BASE_URL = SITE_URL

INSTALLED_APPS = [
    "cms.demo",
    "cms.api",
    "search",
    "home",
    "guidance",
    "projects",
    "communities",
    "translations",
    "accounts",
    "cms.core",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.api.v3",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "ninja",
    "django_tasks",
    "django_tasks_db",
    "corsheaders",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "cms.api.integreat.middleware.open_to_all_origins",
    "cms.core.middleware.TextGZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.core.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "cms.core.middleware.headers",
    "cms.core.middleware.refuse_null",
    "accounts.middleware.person",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "cms.core.csp.by_path",
    "cms.api.middleware.api_manners",
    "allauth.account.middleware.AccountMiddleware",
    "cms.core.ratelimit.limit_anonymous_changes",
    "accounts.middleware.GuardAdministration",
    "accounts.redirects.VisibleRedirectMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ATOMIC_REQUESTS = False

CACHES = {
    # In PostgreSQL, so that sign-in limits hold over all workers without a further server.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "core_cache",
        # Django's 300 would throw counted sign-ins away as soon as many addresses are counted.
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LANGUAGE_CODE = SOURCE_LANGUAGE
LANGUAGES = [(language.code, language.name) for language in SITE_LANGUAGES]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
FORMAT_MODULE_PATH = ["cms.formats"]
USE_TZ = True
TIME_ZONE = "Europe/Berlin"

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "static-root"
STATICFILES_DIRS = [BASE_DIR / "cms" / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = env("MEDIA_ROOT", default=str(VAR_DIR / "media"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a long page in Wagtail's editor has several thousand

EMAIL_BACKEND = "cms.core.mail.QueuedEmails"
EMAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="wegweiser@example.org")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

#: Whom to tell of a weakness: mailto: or https: address, for /.well-known/security.txt.
SECURITY_CONTACT = env("SECURITY_CONTACT", default="mailto:security@example.org")

#: The page of all components, for those who build pages.
SHOW_COMPONENTS = False

CORS_ALLOWED_ORIGINS = env.list("CORS_ALLOWED_ORIGINS", default=[])
CORS_URLS_REGEX = r"^/api/.*$"
CORS_ALLOW_METHODS = ("GET", "HEAD", "OPTIONS")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
        # For those who tell of every step that went well; the worker sets the level of its loggers itself.
        "trouble": {"class": "logging.StreamHandler", "formatter": "line", "level": "WARNING"},
    },
    "loggers": {
        name: {"handlers": ["trouble"], "propagate": False}
        for name in ("wagtail", "django_tasks", "django_tasks_db", "elastic_transport")
    },
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
}
