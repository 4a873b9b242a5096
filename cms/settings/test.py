"""For `./test`: real PostgreSQL of its own, mail in memory unless a test starts a server."""

import atexit
import shutil
import tempfile

from .base import *
from .base import ELASTICSEARCH_URL as TEST_ELASTICSEARCH_URL  # noqa: F401  a setting
from .base import VAR_DIR, env
from .database import database

DEBUG = False
SECRET_KEY = "only-for-tests-" + "x" * 40
ALLOWED_HOSTS = ["*"]
VAR_DIR.mkdir(exist_ok=True)
DATABASES = {
    "default": {
        **database(VAR_DIR / "test-postgres", durable=False, pool=False),
        "TEST": {
            "NAME": env("WEGWEISER_TEST_DB", default="test_wegweiser"),
            "TEMPLATE": env("WEGWEISER_TEST_TEMPLATE", default=None),  # see scripts/template_database.py
        },
    }
}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
MEDIA_ROOT = tempfile.mkdtemp(prefix="wegweiser-media-")
atexit.register(shutil.rmtree, MEDIA_ROOT, ignore_errors=True)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast; the real one is Django's matter
EMAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
SHOW_COMPONENTS = True
# Only tests that ask for Elasticsearch (TEST_ELASTICSEARCH_URL) get it: PostgreSQL answers everything else.
ELASTICSEARCH_URL = ""
