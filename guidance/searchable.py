"""What is found of the guidance: one row a topic and language."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.core.searchable import SearchableType
from cms.core.translation_status import language_of
from guidance.models import GuidancePage
from guidance.topics import address, path_of


def _body(page: GuidancePage) -> Mapping[str, str]:
    """Give headings and German words of letters more weight than the rest."""
    strong = [_words_of(part) for part in page.body if part.block_type in {"heading", "letter"}]
    rest = [_words_of(part) for part in page.body if part.block_type not in {"heading", "letter"}]
    return {"B": "\n".join([page.summary, *strong]), "C": "\n".join(rest)}


def _words_of(part: Any) -> str:
    return " ".join(part.block.get_searchable_content(part.value))


GUIDANCE = SearchableType(
    kind="guidance",
    label=_("Guidance"),
    model=GuidancePage,
    queryset=lambda: GuidancePage.objects.live().written().select_related("locale", "alias_of__locale"),
    title=lambda page: page.title,
    body=_body,
    summary=lambda page: page.summary,
    dated=lambda page: page.last_published_at,
    language=language_of,
    url=lambda page: address(language_of(page), path_of(page)),
)
