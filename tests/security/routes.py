"""Every address of the project, with its parameters filled: from the URL resolver and the OpenAPI document.

A parameter gets its values from VALUES by its own name, or by "route name/parameter" where the name alone
says too little. A new route with an unknown parameter fails the test, which names it.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice, product
from typing import Any

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from cms.api.root import api
from guidance.models import GuidancePage
from guidance.short_codes import code_of
from tests.security.planting import World

#: Values that an operation is tried with.
AT_MOST_PER_OPERATION = 5
#: Never there; for comparing what is hidden with what is missing.
MISSING = 2_000_000_001

Values = Callable[[World], list[Any]]


def hidden(kind: str) -> Values:
    """Return the identifiers of hidden things of a kind."""
    return lambda world: world.hidden[kind]


def fixed(*values: Any) -> Values:
    """Return the same values always."""
    return lambda _world: list(values)


SNIPPETS = fixed(("home", "menuitem"), ("communities", "community"))
#: By name of the parameter, or by "route/parameter". Wagtail's administration names most the same everywhere.
VALUES: dict[str, Values] = {
    "page_id": hidden("page"),
    "parent_page_id": hidden("page"),
    "page_to_move_id": hidden("page"),
    "destination_id": lambda world: world.hidden["page"][:1],
    "page_pk": lambda world: world.hidden["page"][:3],
    "wagtailadmin_api:pages:detail/pk": hidden("page"),
    "wagtailadmin_api:pages:action/pk": hidden("page"),
    "wagtailadmin_api:documents:detail/pk": hidden("document"),
    "wagtailadmin_api:images:detail/pk": hidden("image"),
    "action_name": fixed("approve", "copy"),
    "revision_id": hidden("revision"),
    "revision_id_a": fixed("earliest"),
    "revision_id_b": fixed("latest"),
    "wagtailadmin_pages:revisions_compare/pk": hidden("page"),
    "image_id": hidden("image"),
    "document_id": hidden("document"),
    "doc_id": hidden("document"),
    "wagtaildocs_chooser:chosen/pk": hidden("document"),
    "wagtailimages_chooser:chosen/pk": hidden("image"),
    "filter_spec": fixed("width-16"),
    "uploaded_file_id": fixed(1),
    "collection_id": hidden("collection"),
    "wagtailadmin_collections:edit/pk": hidden("collection"),
    "wagtailadmin_collections:delete/pk": hidden("collection"),
    "restriction_id": hidden("restriction"),
    "page_view_restriction_id": hidden("restriction"),
    "task_state_id": hidden("task_state"),
    "task_id": hidden("task"),
    "workflow_pk": hidden("workflow"),
    "workflow_state_id": hidden("workflow_state"),
    "translation_id": hidden("translation"),
    "target_language": fixed("ar"),
    "file_format": fixed("xlf", "po"),
    "translation_source_id": hidden("translation_source"),
    "string_segment_id": fixed(1),
    "overridable_segment_id": fixed(1),
    "mode": fixed(""),
    "session_id": fixed(1),
    "object_id": hidden("page"),
    "redirect_id": fixed(1, 2, 3),
    "site_id": fixed(1, 2),
    "token_id": hidden("token"),
    "content_type_app_name": fixed("guidance"),
    "content_type_model_name": fixed("guidancepage"),
    "app_name": fixed("guidance"),
    "app_label": fixed("guidance"),
    "model_name": fixed("guidancepage"),
    "wagtail_bulk_action/action": fixed("delete", "move"),
    "key": lambda world: world.hidden["community_key"],
    "account_confirm_email/key": fixed("nothing"),
    "account_reset_password_from_key/key": fixed("nothing"),
    "uidb36": fixed("1"),
    "uidb64": fixed("MQ"),
    "token": fixed("nothing"),
    "communities:decide/number": hidden("join_request"),
    "communities:withdraw_notice/number": hidden("notice"),
    "projects/key": hidden("proposal_key"),
    "project_proposals/key": hidden("proposal_key"),
    "file_key": hidden("proposal_file"),
    "slug": fixed("worum", "material", "kontakt"),
    "contact_key": hidden("contact_key"),
    "link": hidden("contact_link"),
    "project_contacts/number": hidden("contact"),
    "projects_tables/number": hidden("table_upload"),
    "projects_tables:template/kind": fixed("csv", "xlsx"),
    "name": hidden("file"),
    "components:layout/name": fixed("home"),
    "section": fixed("pages", "nothing"),
    "language": fixed("de", "ar"),
    "region": fixed(settings.INTEGREAT_REGION),
    "integreat:news_item/identifier": fixed("local-1"),
    "path": lambda world: [page.slug for page in world.pages] + [_below_section(page) for page in world.pages],
    "projects:figures_csv/table": fixed("field", "gaps", "nothing"),
    "identifier": lambda world: [page.identifier for page in world.pages if hasattr(page, "identifier")] or ["1"],
    "wagtailapi_v3:projects_export/name": fixed("csv", "xlsx", "json", "jsonl", "bib", "ris", "csl.json"),
    "wagtailapi_v3:projects_record/name": fixed("json", "csv", "datacite.json"),
    "projects:export/name": fixed("csv", "xlsx", "json", "jsonl", "bib", "ris", "csl.json"),
    "projects:export_record/name": fixed("json", "csv", "jsonld", "datacite.json"),
    "type_name": fixed("guidance.GuidancePage"),
    "type": fixed("home.MenuItem", "communities.Community"),
    "communities_community/pk": hidden("community"),
    "guidance_feedback/pk": hidden("word"),
    "short/code": lambda world: [code_of(page) for page in world.hidden["page"]],
    "feedback:words/receipt": fixed("nothing"),
    "integreat:feedback/about": fixed("page"),
    "home_urgentnotice/pk": hidden("urgent_notice"),
    "wagtailusers_users/pk": hidden("user"),
    "wagtailusers_api_tokens/pk": hidden("token"),
    "wagtaildocs_serve/group1": lambda world: [pk for pk, _name in world.hidden["document_address"]],
    "wagtaildocs_serve/group2": lambda world: [name for _pk, name in world.hidden["document_address"]],
    # Pages are asked for by their own addresses, in every language: see page_addresses.
    "wagtail_serve/group1": fixed(""),
    "pk": fixed(1, 2, 3),
}


@dataclass(frozen=True)
class Route:
    """A route of the resolver: its name with namespaces, its path with `{parameters}`."""

    name: str
    path: str
    parameters: tuple[str, ...]

    def values_for(self, parameter: str) -> Values | None:
        """Return the recipe for a parameter: that of the route, of its viewset, or of the parameter's name."""
        space, _colon, _view = self.name.rpartition(":")
        model = space.removeprefix("wagtailsnippets_").removeprefix("wagtailsnippetchoosers_")
        for key in (f"{self.name}/{parameter}", f"{space}/{parameter}", f"{model}/{parameter}", parameter):
            if key in VALUES:
                return VALUES[key]
        return None

    def addresses(self, world: World, *, at_most: int) -> Iterator[str]:
        """Yield addresses with every value of the first parameter and the first values of the others."""
        columns = [values(world) for parameter in self.parameters if (values := self.values_for(parameter))]
        for row in islice(_rows(columns), at_most):
            yield "/" + self.path.format(*row)


def operations(world: World) -> Iterator[tuple[str, str, str | None]]:
    """Yield method, address and body of every operation in the OpenAPI document that may change something."""
    document = api.get_openapi_schema()
    page, revision = world.hidden["page"][0], world.hidden["revision"][0]
    body = json.dumps({
        "title": "Neu", "locale": "ar", "destination_id": page, "recursive": True, "revision_id": revision,
        "meta": {"type": "guidance.GuidancePage", "parent_id": page}, "hostname": "x", "port": 80, "root_page_id": page,
    })  # fmt: skip
    for path, methods in document["paths"].items():
        route = _route(path.lstrip("/").replace("{", "<").replace("}", ">"), "api")
        for method in methods:
            if method != "get":
                for address in route.addresses(world, at_most=AT_MOST_PER_OPERATION):
                    yield method.upper(), address, body


def page_addresses(world: World) -> list[str]:
    """Return the address of every page, hidden ones too, and the old ones that lead to hidden pages."""
    return [
        *(url for page in world.pages if (url := page.get_url())),
        *world.hidden["old_path"],
        *_region_addresses(world),
    ]


def _region_addresses(world: World) -> Iterator[str]:
    """Yield what Integreat's client asks of each topic, hidden ones too."""
    root = f"/integreat/api/v3/{settings.INTEGREAT_REGION}"
    for page in world.pages:
        if isinstance(page, GuidancePage):
            language, path = page.locale.language_code, _below_section(page)
            for name in ("page", "parents", "children"):
                yield f"{root}/{language}/{name}/?url=/{settings.INTEGREAT_REGION}/{language}/{path}"


def _rows(columns: list[list[Any]]) -> Iterator[tuple[Any, ...]]:
    if len(columns) > 1 and len(columns[0]) == len(columns[1]):
        # Two lists that belong together, as pages and their revisions do.
        yield from zip(*columns[:2], *([column[0]] * len(columns[0]) for column in columns[2:]), strict=True)
    else:
        yield from product(*columns)


def _below_section(page: Any) -> str:
    return page.url_path.strip("/").split("/", 2)[-1]


def routes() -> Iterator[Route]:
    """Yield every route of the project once."""
    seen = set()
    for path, name in _walk(get_resolver(), "", ()):
        route = _route(path, name)
        if (route.path, route.name) not in seen:
            seen.add((route.path, route.name))
            yield route


def _walk(resolver: URLResolver, prefix: str, spaces: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for pattern in resolver.url_patterns:
        path = prefix + str(pattern.pattern).lstrip("^")
        if isinstance(pattern, URLPattern):
            name = pattern.name or getattr(pattern.callback, "__name__", "")
            yield path, ":".join((*spaces, name))
        else:
            space = (pattern.namespace,) if pattern.namespace else ()
            yield from _walk(pattern, path, (*spaces, *space))


_CONVERTER = re.compile(r"<(?:\w+:)?(\w+)>")
_NAMED_GROUP = re.compile(r"\(\?P<(\w+)>(?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")
_GROUP = re.compile(r"\((?!\?)(?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")


def _route(path: str, name: str) -> Route:
    parameters: list[str] = []

    def fill(match: re.Match[str]) -> str:
        parameters.append(match[1] if match.lastindex else f"group{len(parameters) + 1}")
        return "{}"

    filled = _NAMED_GROUP.sub(fill, path.replace("{", "").replace("}", ""))
    filled = _CONVERTER.sub(fill, filled)
    filled = _GROUP.sub(fill, filled)
    filled = re.sub(r"\\(.)", r"\1", filled).replace("^", "").rstrip("$")
    return Route(name, filled, tuple(parameters))
