"""What is not for everybody turns up nowhere else.

A word is planted in everything that is not public (tests/security/planting.py); then everybody asks every
address that the project has (tests/security/routes.py): from the URL resolver, from the tree of pages and from
the OpenAPI document. Who may see what is said in SEEN_BY and nowhere else.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from http import HTTPStatus

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from accounts.access import Person, holds, rules
from guidance.models import GuidancePage
from tests.security.asking import Answer, ask
from tests.security.people import ANONYMOUS, EVERYBODY, READERS, STAFF, Asker
from tests.security.planting import World, plant, publish
from tests.security.routes import MISSING, operations, page_addresses, routes

OFFICE = {*STAFF, "administrator"}
ACCOUNTS = set(EVERYBODY) - {ANONYMOUS}
MEMBERS_GROUP = {"member", "manager", "other_member", "other_manager"}

#: Places, as planting names them, and who may see what stands there. A place that is not named is nobody's.
SEEN_BY: tuple[tuple[str, set[str]], ...] = (
    (r"(draft|withdrawn|expired|scheduled) (topic|project|legal page|translation)", OFFICE),
    (r"word of a reader|answer", {"editor", "reviewer", "publisher", "administrator"}),
    (r"urgent notice not shown", {"editor", "reviewer", "publisher", "administrator"}),
    (r"changes not yet published|comment on a (draft|check)|import", OFFICE),
    (r"(file of a )?begun proposal", {"applicant"}),
    (r"(file of a )?sent proposal", {"guest", "project_editor", "administrator"}),
    (r"remark among editors on a sent proposal", {"project_editor", "administrator"}),
    (r"contact( of a draft)?", {"project_editor", "administrator"}),
    (r"brought table", {"project_editor", "administrator"}),
    (r"closed version of a project", OFFICE),
    (r"page for signed-in people", ACCOUNTS),
    (r"page for a group", MEMBERS_GROUP | OFFICE),
    (r"(picture, |document, )?restricted collection", MEMBERS_GROUP | OFFICE),
    (r"(picture, |document, )?room of chor", {"member", "manager"}),
    (r"(picture, |document, )?room of anders", {"other_member", "other_manager"}),
    (r"managers' notice in chor", {"manager"}),
    (r"managers' notice in anders", {"other_manager"}),
    (r"collection of (chor|anders)", {"administrator"}),
    (r"community not yet public", {"manager", "administrator"}),
    (r"request to join", {"manager", "applicant"}),
    (r"name of (manager|other_manager)", set(EVERYBODY)),
    (r"name of member", {"member", "manager"} | OFFICE),
    (r"name of other_member", {"other_member", "other_manager"} | OFFICE),
    (r"name of applicant", {"applicant", "manager"} | OFFICE),
)
#: What somebody has to see, so that the test knows that it looks.
SHOWN = {
    "member": {"room of chor", "document, room of chor", "picture, room of chor"},
    "manager": {"room of chor", "managers' notice in chor", "request to join", "community not yet public"},
    "other_member": {"room of anders"},
    "editor": {"draft topic", "changes not yet published"},
    "applicant": {"begun proposal"},
    "guest": {"sent proposal"},
    "project_editor": {"sent proposal", "remark among editors on a sent proposal", "contact"},
    "visitor": {"page for signed-in people"},
}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with django_db_blocker.unblock(), override_settings(ADMIN_REQUIRES_MFA=False), transaction.atomic():
        yield plant()
        transaction.set_rollback(True)


#: How many of the values of a parameter each asker tries in the administration; the rest are kept out at its door.
TRIES_IN_ADMINISTRATION = dict.fromkeys(STAFF, 1) | {
    "editor": 4, "translator_ar": 4, "project_editor": 2, "administrator": 3, "anonymous": 1, "manager": 1,
}  # fmt: skip


def addresses(world: World, name: str) -> Iterator[str]:
    """Yield what somebody asks: every page in every language, every route of the resolver."""
    yield from page_addresses(world)
    for route in routes():
        if route.path.startswith("admin/"):
            yield from route.addresses(world, at_most=TRIES_IN_ADMINISTRATION.get(name, 0))
        else:
            yield from route.addresses(world, at_most=12)
            if route.path.startswith("de/"):
                yield from (path.replace("/de/", "/ar/", 1) for path in route.addresses(world, at_most=3))


def may_see(name: str, place: str) -> bool:
    """Return whether what stands at `place` is for the person called `name`."""
    place = place.removesuffix(", address")
    if place in {f"name of {name}", f"address of {name}", f"token of {name}"}:
        return True
    if name in OFFICE and re.fullmatch(r"name of \w+", place):
        return True
    if name == "administrator" and re.fullmatch(r"(address|token) of \w+", place):
        return True
    return any(name in seen_by for pattern, seen_by in SEEN_BY if re.fullmatch(pattern, place))


def leaks(world: World, name: str, found: dict[str, set[str]]) -> dict[str, list[str]]:
    """Return the places that `name` saw and may not, each with some addresses."""
    places = ((world.words[word], paths) for word, paths in found.items() if word in world.words)
    return {place: sorted(paths)[:5] for place, paths in places if not may_see(name, place)}


@pytest.mark.parametrize("name", EVERYBODY)
def test_nobody_sees_more_than_is_theirs(world: World, name: str) -> None:
    asker = Asker(name, world.people.user(name))
    found: dict[str, set[str]] = defaultdict(set)
    broken = set()
    for path in addresses(world, name):
        answer = ask(asker, path)
        if answer.status >= 500:
            broken.add(path)
        for word in answer.words():
            found[word].add(path)
    assert not leaks(world, name, found)
    assert not broken
    assert SHOWN.get(name, set()) <= {world.words[word] for word in found if word in world.words}


@pytest.mark.parametrize("name", EVERYBODY)
def test_no_operation_of_the_api_gives_away_more(world: World, name: str) -> None:
    """Also those that change something: their answers, refusals included."""
    asker = Asker(name, world.people.user(name))
    found: dict[str, set[str]] = defaultdict(set)
    broken = set()
    for method, path, body in operations(world):
        answer = ask(asker, path, method=method, data=body)
        if answer.status >= 500:
            broken.add(f"{method} {path}")
        for word in answer.words():
            found[word].add(f"{method} {path}")
    assert not leaks(world, name, found)
    assert not broken


def without_code(answer: Answer) -> str:
    """Return the body without the QR code, which is the address once more."""
    return re.sub(r'<div class="print-foot__code">.*?</div>', "", answer.body, flags=re.DOTALL)


@pytest.mark.parametrize("name", [ANONYMOUS, *READERS])
def test_what_is_hidden_is_answered_like_what_is_missing(world: World, name: str) -> None:
    asker = Asker(name, world.people.user(name))
    for kind, address in (("page", "/api/v3/pages/{}/"), ("document", "/api/v3/documents/{}/"),
                          ("image", "/api/v3/images/{}/"), ("community_key", "/api/v3/communities/{}/room/"),
                          ("file", "/media/{}")):  # fmt: skip
        missing = ask(asker, address.format(MISSING))
        for thing in world.hidden[kind]:
            answer = ask(asker, address.format(thing))
            if answer.status != HTTPStatus.OK:
                assert (answer.status, without_code(answer)) == (missing.status, without_code(missing)), (kind, thing)


@pytest.mark.parametrize("name", EVERYBODY)
def test_one_by_one_and_as_a_list_the_answer_is_the_same(world: World, name: str) -> None:
    asking = Person(world.people.user(name))
    for model, rule in rules.items():
        every = model._default_manager.all()
        listed = set(rule.visible(every, asking).values_list("pk", flat=True))
        assert {one.pk for one in every if holds(asking, rule.audience(one))} == listed, model.__name__


def test_every_route_has_values_for_its_parameters() -> None:
    unknown = {
        f"{route.name}: {parameter}"
        for route in routes()
        for parameter in route.parameters
        if route.values_for(parameter) is None
    }
    assert not unknown, "Tell tests/security/routes.py what to put there."


def test_a_leak_would_be_found(world: World) -> None:
    point = transaction.savepoint()
    section = GuidancePage.objects.filter(live=True).first()
    assert section
    publish(section.get_parent(), GuidancePage(title=world.word("draft topic"), slug="leck", summary="Leck"))
    found: dict[str, set[str]] = defaultdict(set)
    for word in ask(Asker(ANONYMOUS, world.people.user(ANONYMOUS)), "/de/wegweiser/").words():
        found[word].add("/de/wegweiser/")
    transaction.savepoint_rollback(point)
    assert leaks(world, ANONYMOUS, found) == {"draft topic": ["/de/wegweiser/"]}
