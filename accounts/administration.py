"""What the staff may know of in Wagtail's administration. Belongs to accounts/access.py.

Wagtail asks for rights before something is changed, but shows titles of any page to whoever knows its
number: in the explorer, before moving, in choosers. Here a page is known to those who see it on the site,
or who have rights on it or on something below it.
"""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from accounts.access import Person, filter_visible, may_see
from accounts.branches import below
from accounts.errors import NotVisible
from accounts.sealing import is_sealed, sealed_paths

#: How Wagtail's routes call the number of a page.
PAGE_PARAMETERS = {"page_id", "parent_page_id", "page_to_move_id", "destination_id", "page_pk"}
#: Routes that call it "pk".
PAGES_BY_PK = {"revisions_compare", "detail", "action"}


def known_pages(pages: QuerySet[Page], person: Person) -> QuerySet[Page]:
    """Return those of `pages` that `person` may know of in the administration."""
    if isinstance(person.user, AnonymousUser):
        return pages.none()
    seen = filter_visible(Page.objects.all(), person).values("pk")
    worked_on = page_permission_policy.explorable_instances(person.user).values("pk")
    return pages.filter(pk__in=seen.union(worked_on)).exclude(below(sealed_paths(person.user)[Page]))


def require_known_pages(request: HttpRequest, person: Person, arguments: dict[str, Any]) -> None:
    """Let a view of the administration answer if `person` may know of all pages that its address names.

    Raises:
        NotVisible: there is one of which they may not know.
    """
    for number in _pages_named(request, arguments):
        page = Page.objects.filter(pk=number).first()
        if page is None:
            raise Http404
        if is_sealed(page, person.user):
            raise NotVisible
        if not may_see(person, page) and not known_pages(Page.objects.filter(pk=page.pk), person).exists():
            raise NotVisible


def _pages_named(request: HttpRequest, arguments: dict[str, Any]) -> list[Any]:
    named = [number for name, number in arguments.items() if name in PAGE_PARAMETERS]
    match = request.resolver_match
    if match and "pages" in match.namespace and match.url_name in PAGES_BY_PK and "pk" in arguments:
        named.append(arguments["pk"])
    return named
