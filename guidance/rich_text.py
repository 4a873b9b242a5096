"""Links in texts that lead to topics."""

from django.utils.html import escape
from django.utils.translation import get_language
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
        """Return the opening tag of each link; of links to what is no more, one that leads nowhere."""
        language = get_language() or SOURCE_LANGUAGE
        urls = [
            address(language, path_of(page)) if isinstance(page, GuidancePage) else page and page.localized.url
            for page in cls.get_many(attrs_list)
        ]
        return [f'<a href="{escape(url)}">' if url else "<a>" for url in urls]
