"""What a file says of itself: what is in it, from where, when, under which licence."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Head:
    """What is said of a file.

    Attributes:
        url: where it can be fetched again.
        made_at: when it was made, with zone.
        language: BCP 47 tag of labels, and of texts where there are such.
        is_list: whether it is for a list; a single record stands alone where a format can say so.
    """

    url: str
    made_at: datetime
    language: str
    is_list: bool = True

    @property
    def source(self) -> str:
        """Whom to name as the source."""
        return str(settings.SITE_NAME)

    @property
    def licence(self) -> str:
        """Under which licence the content is, in the active language."""
        return _("Each record names its licence; usually CC BY 4.0.")

    @property
    def lines(self) -> list[tuple[str, str]]:
        """What people want to know, as names and texts in the active language."""
        return [
            (_("Source"), self.source),
            (_("Address"), self.url),
            (_("Retrieved"), self.made_at.isoformat(timespec="seconds")),
            (_("Licence"), self.licence),
        ]
