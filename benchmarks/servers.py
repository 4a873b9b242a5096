"""Servers for measurements: those of the tests, where no others are named."""

from django.conf import settings

from cms.services import elasticsearch


def elasticsearch_address() -> str:
    """Return the address of the tests' Elasticsearch, started if it does not run."""
    return elasticsearch.start(settings.VAR_DIR / "test-elasticsearch")
