"""Reading guidance in the words of the domain."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.db import models
from django.db.models import Count, F, Q
from wagtail.query import PageQuerySet

from accounts.access import Person, filter_visible
from cms.core.languages import FALLBACK_LANGUAGES
from cms.core.translation_status import language_of, with_outdated_since

if TYPE_CHECKING:
    from guidance.models import GuidancePage


#: Slug of the index in every language; also the address under which the section hangs (see urls.py).
SECTION = "wegweiser"
_DEPTH_OF_INDEX = 3
_PATH = re.compile(r"[-\w]+(/[-\w]+)*")


class GuidanceQuerySet(PageQuerySet):
    """Chains: `GuidancePage.objects.visible_to(person).readable_in("ar").for_list()`."""

    def visible_to(self, person: Person) -> Self:
        """Keep what `person` may see; everything a reader gets starts with this."""
        return filter_visible(self, person)  # type: ignore[return-value]  # it filters this very queryset

    def written(self) -> Self:
        """Leave out aliases that show another language's text in this one's tree."""
        return self.filter(Q(alias_of__isnull=True) | Q(alias_of__locale=F("locale")))

    def readable_in(self, language: str) -> Self:
        """Keep what a reader of `language` can be given: that language, then German and English."""
        return self.written().filter(locale__language_code__in={language, *FALLBACK_LANGUAGES})

    def at(self, path: str) -> Self:
        """Keep the pages at `path` below the index of any language, e.g. "wohnen/mieten"."""
        if not _PATH.fullmatch(path):
            return self.none()
        depth = _DEPTH_OF_INDEX + len(path.split("/"))
        return self.filter(depth=depth, url_path__endswith=f"/{SECTION}/{path}/")

    def for_list(self) -> Self:
        """Load all that a list shows, whatever the number of rows; `best_versions` wants this."""
        return with_outdated_since(self.defer_streamfields().select_related("locale", "alias_of__locale"))  # type: ignore[return-value]  # the same queryset, annotated

    def revised_since(self) -> Mapping[UUID, date]:
        """Return since when topics are being revised, by translation key; those that are not are left out."""
        rows = self.order_by().filter(care__revised_since__isnull=False)
        return dict(rows.values_list("translation_key", "care__revised_since"))

    def best_for(self, language: str) -> "GuidancePage | None":
        """Return the version that a reader of `language` gets of the one topic that this holds, with its text."""
        pages = self.readable_in(language).select_related("locale", "alias_of__locale")
        return next(iter(best_versions(pages, language).values()), None)


def best_versions(pages: Iterable["GuidancePage"], language: str) -> dict[UUID, "GuidancePage"]:
    """Return the version of each topic that a reader of `language` gets, by translation key."""
    order = {code: place for place, code in enumerate(dict.fromkeys((language, *FALLBACK_LANGUAGES)))}
    best: dict[UUID, GuidancePage] = {}
    for page in pages:
        known = best.get(page.translation_key)
        if known is None or order[language_of(page)] < order[language_of(known)]:
            best[page.translation_key] = page
    return best


class FeedbackQuerySet(models.QuerySet):
    """Words of readers; only the office reads them."""

    def about_topic(self, key: UUID) -> Self:
        """Keep what is about any version of a topic."""
        return self.filter(page__translation_key=key)

    def unanswered(self) -> Self:
        """Keep those with something to do: all that is not closed and says more than that it helped."""
        return self.exclude(state="closed").exclude(kind="helped", comment="")

    def said_before(self, moment: datetime) -> Self:
        """Keep older ones whose text has not been erased yet."""
        return self.filter(created_at__lt=moment).exclude(comment="", about="", answer="")

    def counts(self) -> Mapping[str, int]:
        """Return how many there are of each kind."""
        rows = self.order_by().values_list("kind").annotate(number=Count("pk"))
        return dict(rows)
