"""The sitemap: every page that everybody may see, each with its translations."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from wagtail.models import Page, Site

from accounts.access import ANONYMOUS, Person, filter_visible


class PageSitemap(Sitemap):
    """Pages of the tree; split into parts of `limit` addresses."""

    limit = 5000

    def items(self) -> QuerySet[Page, Any]:
        """Return what a visitor without an account sees, in the order of the tree.

        As plain rows: making 5,000 pages of them would cost more than asking for them.
        """
        pages = filter_visible(Page.objects.filter(depth__gt=1), Person(ANONYMOUS)).order_by("path")
        return pages.values_list(
            "url_path", "translation_key", "last_published_at", "locale__language_code", named=True
        )

    def get_urls(self, page: int | str = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        """Return one part, each address with the translations that everybody may see."""
        part = list(self.paginator.page(page).object_list)
        translations = self._translations({one.translation_key for one in part})
        roots = Site.get_site_root_paths()
        base = f"{protocol or 'https'}://{site.domain}"
        return [
            {
                "item": one,
                "location": base + _path(one, roots),
                "lastmod": one.last_published_at,
                "changefreq": None,
                "priority": "",
                "alternates": [
                    {"lang_code": other.locale__language_code, "location": base + _path(other, roots)}
                    for other in translations[one.translation_key]
                ],
            }
            for one in part
            if _path(one, roots)
        ]

    def _translations(self, keys: set[UUID]) -> dict[UUID, list[Any]]:
        found = defaultdict[UUID, list[Any]](list)
        for page in self.items().filter(translation_key__in=keys):
            found[page.translation_key].append(page)
        return found


def _path(page: Any, roots: Any) -> str:
    """Return the page's address without host, or nothing where it lies outside the site."""
    for root in roots:
        if page.url_path.startswith(root.root_path):
            return f"/{page.locale__language_code}/{page.url_path.removeprefix(root.root_path)}"
    return ""
