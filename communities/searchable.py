"""What of communities can be found: their public sides."""

from typing import Any

from django.db.models import QuerySet
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from cms.core.searchable import Facet, SearchableType
from communities.models import CommunityPage


def _pages() -> QuerySet[Any]:
    return CommunityPage.objects.live().select_related("community", "locale")


COMMUNITY = SearchableType(
    kind="community",
    label=_("Communities"),
    model=CommunityPage,
    queryset=_pages,
    title=lambda page: page.title,
    body=lambda page: {"B": page.for_whom, "C": strip_tags(page.body)},
    language=lambda page: page.locale.language_code,
    url=lambda page: page.url,
    facets=(Facet("community_kind", label=_("Kind")),),
    facet_values=lambda page: {"community_kind": [page.community.kind]},
)
