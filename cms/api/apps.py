"""The API: Wagtail's v3 with this project's routers on the same document; Integreat's beside it."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The one API."""

    name = "cms.api"
    label = "api"

    def ready(self) -> None:
        """Check the settings of the region."""
        from cms.api.integreat import checks  # noqa: F401  registers itself
