"""Publishing translations through wagtail-localize.

Sources, segments, strings and logs are wagtail-localize's own, so that translators go on in its editor where a
loader stopped. What is done here and not there: many strings in one statement, and publishing within the caller's
transaction. How translations follow a change of their source: see following.py; whether they do: translation_status.py.

Errors: CannotTranslate
          MissingTexts      some segments have no text in the target language
          MissingParent     the page above is not translated, and aliases of it would show the wrong language
          InvalidText       a text has markup or links that its source has not
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    TemplateSegment,
    Translation,
    TranslationSource,
)
from wagtail_localize.segments import StringSegmentValue, TemplateSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.strings import StringValue, validate_translation_links

#: Text in the target language by source text, or by content path and source text where one source text needs
#: different translations in different places. Plain text for plain fields, inline HTML for rich text.
Texts = Mapping[str | tuple[str, str], str]


class CannotTranslate(Exception):
    """A translation cannot be published as asked."""


class MissingTexts(CannotTranslate):
    """Some segments have no text in the target language.

    Attributes:
        paths: content path and source text of each.
    """

    def __init__(self, page: Page, language: str, paths: list[tuple[str, str]]) -> None:
        self.paths = paths
        shown = "; ".join(f"{path}: {text[:40]!r}" for path, text in paths[:3])
        super().__init__(f"{page} has {len(paths)} texts without translation into {language}, e.g. {shown}")


class MissingParent(CannotTranslate):
    """The page above is not translated into the language."""


class InvalidText(CannotTranslate):
    """A text has markup or links that its source has not."""


@dataclass(frozen=True)
class Segment:
    """A text to be translated, as people write it.

    Attributes:
        path: content path: field, then keys of blocks and their children.
        text: plain text, or inline HTML in rich text.
        stored: the same as wagtail-localize stores it (HTML).
        is_html: whether it is a part of rich text.
    """

    path: str
    text: str
    stored: str
    is_html: bool


@transaction.atomic
def publish_translation(page: Page, language: str, texts: Texts) -> Page:
    """Publish `page` in `language`; a second call with the same texts changes nothing.

    Asks nobody for permission: for loaders and imports. People translate in the app translations.

    Args:
        page: the published source; its children in the tree are not touched.
        language: BCP 47 tag of the target.
        texts: every text of the page; empty ones count as missing.
    Returns: the published page in the target language.
    Raises: MissingTexts, MissingParent, InvalidText; nothing is changed then.
    """
    locale = Locale.objects.get(language_code=language)
    _require_parent(page, locale)
    source = _source_of(page)
    changed = _store(page, source, locale, texts)
    translation, is_new = Translation.objects.get_or_create(source=source, target_locale=locale)
    if not translation.enabled:
        translation.enabled = True
        translation.save(update_fields=["enabled"])
    if changed or is_new or not is_published_from(source, locale):
        publish_target(translation)
    return source.get_translated_instance(locale)


def publish_target(translation: Translation, *, by: Any = None) -> Page:
    """Write the target page from the texts that are stored, and publish it in this transaction. Asks nobody.

    Args:
        translation: its texts must be complete, or the source's are shown in their place.
        by: the user who publishes, for the page's history; None for the site itself.
    Returns: the published page.
    """
    # Its own way to publish waits for the commit: whoever loads several levels of a tree needs the upper one before.
    translation.save_target(publish=False, user=by)
    target: Page = translation.get_target_instance()
    # Who may translate is not who may publish a page by Wagtail's rights; the caller has asked (accounts/access.py).
    target.get_latest_revision().publish(user=by, skip_permission_checks=True)
    published: Page = translation.get_target_instance()
    return published


def segments_of(page: Page) -> list[Segment]:
    """Return all texts of `page`, saved or not, in reading order."""
    values = extract_segments(page)
    rich = {value.path for value in values if isinstance(value, TemplateSegmentValue)}
    return [
        _segment(value.path, value.string.data, is_html=value.path in rich)
        for value in values
        if isinstance(value, StringSegmentValue)
    ]


def paired_texts(source: Page, target: Page) -> dict[str | tuple[str, str], str]:
    """Pair the texts of two pages whose blocks have the same keys, e.g. two files of a loader.

    Args:
        source: the page as it is in the source language.
        target: the same page in another language; need not be saved.
    Returns: texts for `publish_translation`. What only one of the two has is left out, so that it counts as missing.
    """
    targets: dict[str, list[Segment]] = defaultdict(list)
    for segment in segments_of(target):
        targets[segment.path].append(segment)
    sources: dict[str, list[Segment]] = defaultdict(list)
    for segment in segments_of(source):
        sources[segment.path].append(segment)
    return {
        (path, one.text): other.text
        for path, ones in sources.items()
        if len(ones) == len(targets[path])
        for one, other in zip(ones, targets[path], strict=True)
    }


def missing_segments(source: TranslationSource, locale: Locale) -> list[StringSegment]:
    """Return the segments of `source` that have no valid text in `locale`."""
    return [
        segment
        for segment in StringSegment.objects.filter(source=source)
        .annotate_translation(locale)
        .select_related("context", "string")
        if segment.translation is None
    ]


def is_published_from(source: TranslationSource, locale: Locale) -> bool:
    """Return whether the target is public and was published after the source was frozen."""
    target = target_of(source, locale)
    return (
        target is not None
        and target.live
        and not target.alias_of_id
        and target.last_published_at is not None
        and target.last_published_at >= source.last_updated_at
    )


def target_of(source: TranslationSource, locale: Locale) -> Page | None:
    """Return the page that `source` is translated into, a draft or an alias too, or None."""
    model = source.specific_content_type.model_class()
    target: Page | None = model.objects.filter(translation_key=source.object_id, locale=locale).first()
    return target


def _require_parent(page: Page, locale: Locale) -> None:
    parent = page.get_parent()
    if parent.is_root():
        return
    if not parent.get_translations().filter(locale=locale, alias_of__isnull=True).exists():
        raise MissingParent(f"{parent} has no translation into {locale.language_code}; translate it first")


def _source_of(page: Page) -> TranslationSource:
    """Return the frozen source, made or renewed if the page was published since."""
    source, is_new = TranslationSource.get_or_create_from_instance(page)
    if not is_new and page.last_published_at and source.last_updated_at < page.last_published_at:
        source.update_from_db()
    return source


def _store(page: Page, source: TranslationSource, locale: Locale, texts: Texts) -> bool:
    """Write those strings that are new or changed, in one statement; return whether there were any."""
    known = {
        (row.translation_of_id, row.context_id): row
        for row in StringTranslation.objects.filter(context__object_id=source.object_id, locale=locale)
    }
    rows, missing = [], []
    for row_segment, segment in _stored_segments(source):
        text = texts.get((segment.path, segment.text)) or texts.get(segment.text)
        if not text:
            missing.append((segment.path, segment.text))
            continue
        data = _valid(segment, text)
        row = known.get((row_segment.string_id, row_segment.context_id))
        if row is None or row.data != data or row.has_error:
            rows.append(_string_translation(row_segment, locale, data))
    if missing:
        raise MissingTexts(page, locale.language_code, missing)
    # The same text twice in one rich text is one string in one context: PostgreSQL takes a row once a statement.
    once = {(row.translation_of_id, row.context_id): row for row in rows}
    StringTranslation.objects.bulk_create(
        once.values(),
        update_conflicts=True,
        unique_fields=["locale", "translation_of", "context"],
        update_fields=["data", "updated_at", "has_error", "field_error", "translation_type", "tool_name"],
    )
    return bool(once)


def _string_translation(segment: StringSegment, locale: Locale, data: str) -> StringTranslation:
    return StringTranslation(
        translation_of_id=segment.string_id,
        context_id=segment.context_id,
        locale=locale,
        data=data,
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        updated_at=timezone.now(),
    )


def _stored_segments(source: TranslationSource) -> Iterable[tuple[StringSegment, Segment]]:
    rich = set(TemplateSegment.objects.filter(source=source).values_list("context__path", flat=True))
    for row in StringSegment.objects.filter(source=source).select_related("context", "string").order_by("order"):
        path = row.context.path
        yield row, _segment(path, row.string.data, is_html=path in rich)


def _segment(path: str, stored: str, *, is_html: bool) -> Segment:
    return Segment(path, stored if is_html else StringValue(stored).render_text(), stored, is_html)


def _valid(segment: Segment, text: str) -> str:
    """Return `text` as wagtail-localize stores it."""
    if not segment.is_html:
        stored: str = StringValue.from_plaintext(text).data
        return stored
    try:
        stored = StringValue.from_translated_html(text).data
        validate_translation_links(segment.stored, stored)
    except ValueError as error:
        raise InvalidText(f"{segment.path}: {error}") from error
    return stored
