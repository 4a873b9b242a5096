"""Whether a page is the source, a true translation, an outdated one, or missing: by query, never stored.

A translation is outdated when its source has a text that it lacks, or when it was not published since its source
was. The frozen sources follow each publication (see following.py).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageLogEntry
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms.core.languages import SOURCE_LANGUAGE

PageRow = TypeVar("PageRow", bound=Page)


class TranslationStatus(models.TextChoices):
    """How the text that a reader gets relates to the source."""

    SOURCE = "source", _("Original")
    TRANSLATED = "translated", _("Translated")
    MACHINE = "machine", _("Translated by a machine, not checked")
    OUTDATED = "outdated", _("Outdated")
    MISSING = "missing", _("Not translated yet")


@dataclass(frozen=True)
class TranslationState:
    """What a reader is told about the language of a text.

    Attributes:
        status: relation to the source.
        fallback_from: BCP 47 tag of the language in which the text is given instead, if it is missing.
        outdated_since: when the source was published anew, if the text is outdated.
        is_machine_text: whether a part of it was translated by a machine and checked by nobody yet; an outdated
            text may be both.
    """

    status: TranslationStatus
    fallback_from: str | None = None
    outdated_since: datetime | None = None
    is_machine_text: bool = False


def with_outdated_since(pages: QuerySet[PageRow]) -> QuerySet[PageRow]:
    """Annotate what `state_of` asks for.

    `outdated_since`: when the source went ahead of the translation, or None if it did not;
    `has_machine_text`: whether some text comes from a machine and nobody has checked it.
    """
    return pages.annotate(
        has_machine_text=Exists(_machine_texts()),
        outdated_since=Case(
            When(~Q(locale__language_code=SOURCE_LANGUAGE) & _is_outdated(), then=_since()),
            default=None,
            output_field=models.DateTimeField(null=True),
        ),
    )


def state_of(page: Any, *, language: str) -> TranslationState:
    """Return the state of `page`, loaded with `with_outdated_since`, for a reader of `language`.

    An alias shows another language's text under this one's address: the text is missing, whatever the tree says.
    """
    shown = language_of(page)
    if shown != language:
        return TranslationState(TranslationStatus.MISSING, fallback_from=shown)
    if language == SOURCE_LANGUAGE:
        return TranslationState(TranslationStatus.SOURCE)
    is_machine: bool = page.has_machine_text
    if page.outdated_since is not None:
        return TranslationState(
            TranslationStatus.OUTDATED, outdated_since=page.outdated_since, is_machine_text=is_machine
        )
    if is_machine:
        return TranslationState(TranslationStatus.MACHINE, is_machine_text=True)
    return TranslationState(TranslationStatus.TRANSLATED)


def language_of(page: Page) -> str:
    """Return the language of the page's text; needs `select_related("locale", "alias_of__locale")` in lists."""
    code: str = (page.alias_of or page).locale.language_code
    return code


def _is_outdated() -> Q:
    translations = Translation.objects.filter(
        source__object_id=OuterRef("translation_key"), target_locale_id=OuterRef("locale_id"), enabled=True
    )
    source_page = Page.objects.filter(
        translation_key=OuterRef("translation_key"), locale__language_code=SOURCE_LANGUAGE
    )
    lacks_text = Exists(_segments_without_text())
    was_published_before = Exists(translations.filter(source__last_updated_at__gt=OuterRef("last_published_at")))
    # Pages that were taken out of wagtail-localize, or never were in it, can only be judged by the dates.
    source_is_newer = Exists(source_page.filter(last_published_at__gt=OuterRef("last_published_at")))
    return Q(lacks_text) | Q(was_published_before) | (Q(source_is_newer) & ~Q(Exists(translations)))


def _segments_without_text() -> QuerySet[StringSegment]:
    texts = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale_id=OuterRef(OuterRef("locale_id")),
        has_error=False,
    )
    translations = Translation.objects.filter(
        source_id=OuterRef("source_id"), target_locale_id=OuterRef(OuterRef("locale_id")), enabled=True
    )
    rows: QuerySet[StringSegment] = StringSegment.objects.filter(
        Exists(translations), ~Exists(texts), source__object_id=OuterRef("translation_key")
    )
    return rows


def _machine_texts() -> QuerySet[StringSegment]:
    """Texts in use that nobody has checked: checking turns "machine" into "manual" and keeps the tool's name."""
    texts = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale_id=OuterRef(OuterRef("locale_id")),
        translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
        has_error=False,
    )
    rows: QuerySet[StringSegment] = StringSegment.objects.filter(
        Exists(texts),
        source__object_id=OuterRef("translation_key"),
        source__locale__language_code=SOURCE_LANGUAGE,
    )
    return rows


def _since() -> Any:
    """When the source was first published after the translation; logs may be pruned, then when it was last."""
    publications = PageLogEntry.objects.filter(
        page__translation_key=OuterRef("translation_key"),
        page__locale__language_code=SOURCE_LANGUAGE,
        action="wagtail.publish",
        timestamp__gt=OuterRef("last_published_at"),
    ).order_by("timestamp")
    source_page = Page.objects.filter(
        translation_key=OuterRef("translation_key"), locale__language_code=SOURCE_LANGUAGE
    )
    return Coalesce(
        Subquery(publications.values("timestamp")[:1]),
        Subquery(source_page.values("last_published_at")[:1]),
        F("last_published_at"),
    )
