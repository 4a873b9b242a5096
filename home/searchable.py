"""What else is found: the pages that the law asks for."""

from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from cms.core.searchable import SearchableType
from cms.core.translation_status import language_of
from home.models import LegalPage

PAGE = SearchableType(
    kind="page",
    label=_("About this site"),
    model=LegalPage,
    queryset=lambda: LegalPage.objects.live().filter(alias_of=None).select_related("locale"),
    title=lambda page: page.title,
    body=lambda page: {"C": strip_tags(page.body)},
    dated=lambda page: page.last_published_at,
    language=language_of,
    url=lambda page: page.url,
    weight=lambda _page: 0.5,
)
