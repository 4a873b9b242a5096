"""The API: Wagtail's v3 with this project's routers on the same document."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The one API."""

    name = "cms.api"
    label = "api"
