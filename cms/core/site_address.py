"""The address that the site is reached at: `SITE_URL`, which Wagtail's site record follows."""

from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Site

_PORTS = {"https": 443, "http": 80}


def host_and_port() -> tuple[str, int]:
    """Return the host and the port of SITE_URL."""
    address = urlsplit(settings.SITE_URL)
    return address.hostname or "localhost", address.port or _PORTS.get(address.scheme, 80)


def follow_site_url() -> None:
    """Let the default site have the address of SITE_URL, as links in mails and in the API begin with it."""
    host, port = host_and_port()
    site = Site.objects.filter(is_default_site=True).first()
    if site is not None and (site.hostname, site.port) != (host, port):
        site.hostname, site.port = host, port
        site.save(update_fields=["hostname", "port"])


def absolute(path: str) -> str:
    """Return the address of a path of ours with SITE_URL before it, for letters.

    >>> absolute("/de/").endswith("/de/")
    True
    """
    return f"{settings.SITE_URL.rstrip('/')}{path}"
