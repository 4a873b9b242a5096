"""Reading the index in the words of the domain."""

from collections.abc import Iterable
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q


class IndexEntryQuerySet(models.QuerySet):
    """Chains: `IndexEntry.objects.visible_to(held, at=now).filter(language="de")`."""

    def visible_to(self, held: Iterable[str], *, at: datetime) -> Self:
        """Keep what whoever holds the audience tokens `held` may see at that time; as both engines ask."""
        unexpired = Q(expires=None) | Q(expires__gt=at)
        return self.filter(unexpired, audience__contained_by=sorted(held))
