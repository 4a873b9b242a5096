"""What is asked of the front door's own tables."""

from typing import Self

from django.db import models
from django.db.models import Q

from accounts.access import Person, filter_visible


class UrgentNoticeQuerySet(models.QuerySet):
    """Notices by their time and place."""

    def visible_to(self, person: Person) -> Self:
        """Keep those that `person` may see now: published ones, while they last; the newest first, with their texts."""
        rows: Self = filter_visible(self, person)  # type: ignore[assignment, type-var]  # it filters this very queryset
        return rows.select_related("page").prefetch_related("texts", "areas__municipality")

    def in_area(self, ags: str) -> Self:
        """Keep those that concern the municipality of this key (AGS), and those that concern all."""
        return self.filter(Q(areas__municipality__ags=ags) | Q(areas__isnull=True)).distinct()
