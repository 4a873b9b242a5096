"""Links in texts that lead to topics."""

from django.utils.html import escape
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from cms.core.languages import SOURCE_LANGUAGE
from guidance.models import GuidancePage
from guidance.topics import address, path_of


class TopicLinkHandler(PageLinkHandler):
    """Wagtail's links to pages, except that topics are met in the reader's language.

    Wagtail leads to the German page where there is no translation; under the address in the reader's language the
    topic says so itself.
    """

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        """Return the opening tag of each link; of links to what is no more, one that leads nowhere.

        However many links there are, they are looked up together.
        """
        language = get_language() or SOURCE_LANGUAGE
        pages = cls.get_many(attrs_list)
        elsewhere = _addresses([page for page in pages if page and not isinstance(page, GuidancePage)], language)
        urls = [
            address(language, path_of(page)) if isinstance(page, GuidancePage) else page and elsewhere.get(page.pk)
            for page in pages
        ]
        return [f'<a href="{escape(url)}">' if url else "<a>" for url in urls]


def _addresses(pages: list[Page], language: str) -> dict[int, str]:
    """Return where other pages are read, by primary key: in `language` where there is a live translation."""
    if not pages:
        return {}
    keys = {page.translation_key for page in pages}
    translated = Page.objects.filter(translation_key__in=keys, locale__language_code=language, live=True)
    by_key = {page.translation_key: page for page in translated.select_related("locale")}
    return {page.pk: by_key.get(page.translation_key, page).url for page in pages}
