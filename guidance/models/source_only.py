"""Pages that are written in German and reach other languages through wagtail-localize only."""

from typing import Any, ClassVar

from wagtail.models import Page

from cms.core.languages import SOURCE_LANGUAGE


class WrittenInTheSourceLanguage:
    """Mixin of page types: new pages are offered in the source language's tree only."""

    is_translated_by_people: ClassVar[bool] = True

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Refuse where a page would begin its life as nobody's translation."""
        above: Any = super()
        return bool(above.can_create_at(parent)) and parent.locale.language_code == SOURCE_LANGUAGE
