"""Pages as a reader gets them: every type of page, every view and every error, in German and Arabic, as text.

They are rendered once, in a transaction that is taken back, and then looked at by all checkers; so no server
runs, and a page type or view that comes anew is looked at without being named here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import product
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse
from django.utils.translation import override
from wagtail.models import Locale, Page, get_page_models

from accounts.models import User
from cms.core.components import layouts
from cms.core.errors import error_response

LANGUAGES = ("de", "ar")
HOST = "quality.test"
#: Those whose pages differ; who comes first sees a page first.
READERS = (None, "member@example.org", "manager@example.org", "administrator@example.org")
#: Views that are no pages of the reference site.
FOREIGN = ("wagtail", "api", "_util", "admin")
ERRORS = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.INTERNAL_SERVER_ERROR,
    HTTPStatus.SERVICE_UNAVAILABLE,
)


@dataclass(frozen=True)
class Snapshot:
    """A page as it was sent.

    Attributes:
        name: what it is, for messages of tests: type of page or view, and language.
        path: address without host.
        body: HTML.
        headers: what matters to a browser.
    """

    name: str
    path: str
    language: str
    body: str
    headers: dict[str, str] = field(default_factory=dict, compare=False)


def load_demo() -> None:
    """Fill the site with what people see who try it out."""
    call_command("load_demo", verbosity=0)


def snapshots() -> list[Snapshot]:
    """Render everything. Needs the demo and a transaction that is taken back afterwards."""
    clients = [_client(email) for email in READERS]
    found: dict[str, Snapshot] = {}
    for snapshot in (*_pages(clients), *_views(clients), *_components(clients[0]), *_errors()):
        found.setdefault(snapshot.path, snapshot)
    return list(found.values())


def page_types() -> list[type[Page]]:
    """Return the page types that readers meet."""
    return [model for model in get_page_models() if not model._meta.app_label.startswith("wagtail")]


def _client(email: str | None) -> Client:
    client = Client(SERVER_NAME=HOST)
    if email:
        client.force_login(User.objects.get(email=email), backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def _pages(clients: list[Client]) -> Iterator[Snapshot]:
    """Return the two longest pages of each type: what can be wrong is most likely there."""
    for model in page_types():
        pages = model.objects.live().filter(locale__language_code=LANGUAGES[0]).order_by("path")
        longest = sorted(pages[:20], key=lambda page: -len(str(page.serializable_data())))[:2]
        for page, language in product(longest, LANGUAGES):
            name = f"{model.__name__} ({language})"
            if snapshot := _get(clients, _path(page, language), name, language):
                yield snapshot


def _path(page: Page, language: str) -> str:
    """Return where `page` is read in `language`; what the demo does not translate is put there in German."""
    if not page.get_translations(inclusive=True).filter(locale__language_code=language).exists():
        page.copy_for_translation(Locale.objects.get(language_code=language), copy_parents=True, alias=True)
    return str(page.get_url()).replace(f"/{LANGUAGES[0]}/", f"/{language}/", 1)


def _views(clients: list[Client]) -> Iterator[Snapshot]:
    for language in LANGUAGES:
        with override(language):
            paths = {path: name for name in _view_names(get_resolver()) if (path := _address(name))}
        for path, name in sorted(paths.items()):
            snapshot = _get(clients, path, f"{name} ({language})", language)
            if snapshot:
                yield snapshot


def _view_names(resolver: URLResolver, namespace: str = "", prefix: str = "") -> Iterator[str]:
    """Return the names of all views, also of those that need arguments."""
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            if not inner.startswith(FOREIGN) and not route.startswith(FOREIGN):
                yield from _view_names(pattern, inner, route)
        elif pattern.name and not pattern.name.startswith(FOREIGN) and not route.startswith(FOREIGN):
            yield f"{namespace}{pattern.name}"


def _address(name: str) -> str | None:
    try:
        return reverse(name)
    except NoReverseMatch:
        return None


def _components(client: Client) -> Iterator[Snapshot]:
    for language in LANGUAGES:
        with override(language):
            paths = [reverse("components:layout", args=[name]) for name in layouts()]
        for path in paths:
            snapshot = _get([client], path, path, language)
            if snapshot:
                yield snapshot


def _errors() -> Iterator[Snapshot]:
    for language in LANGUAGES:
        request = RequestFactory(SERVER_NAME=HOST).get(f"/{language}/gibt-es-nicht/")
        request.user = AnonymousUser()
        with override(language):
            for status in ERRORS:
                response = error_response(request, status)
                yield _snapshot(response, f"/{language}/error-{status}/", f"error {status} ({language})", language)
            body = render_to_string("offline.html")
        yield Snapshot(f"offline ({language})", f"/{language}/offline/", language, body)


def _get(clients: list[Client], path: str, name: str, language: str) -> Snapshot | None:
    """Return the page as the first reader gets it who gets one."""
    for client in clients:
        response = client.get(path)
        is_page = str(response.get("Content-Type", "")).startswith("text/html")
        if response.status_code == HTTPStatus.OK and is_page and not response.streaming:
            return _snapshot(response, path, name, language)
    return None


def _snapshot(response: HttpResponse | Any, path: str, name: str, language: str) -> Snapshot:
    headers = {key: value for key, value in response.items() if key in ("Content-Security-Policy", "Content-Type")}
    return Snapshot(name, path, language, response.content.decode(), headers)
