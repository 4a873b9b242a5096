"""What is asked of the front door's own tables."""

from datetime import datetime

from django.db import models


class UrgentNoticeQuerySet(models.QuerySet):
    """Notices by their time."""

    def shown(self, *, at: datetime) -> "UrgentNoticeQuerySet":
        """Return those that everybody sees at this moment, the newest first, with their texts."""
        return self.filter(shown_from__lte=at, shown_until__gt=at).prefetch_related("texts")
