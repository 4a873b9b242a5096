"""Writing texts, so that two translators in one page lose nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Locale
from wagtail_localize.models import String, StringTranslation, TemplateSegment, TranslationContext, TranslationSource
from wagtail_localize.strings import StringValue

from accounts.access import Person, require
from translations.checks import has_turning_signs
from translations.enums import SetAsideBecause
from translations.models import SetAsideText
from translations.services.starting import source_of, translation_into
from translations.units import mark_of, shown


@dataclass(frozen=True)
class Draft:
    """A text as somebody sends it.

    Attributes:
        key: name of the text, see `Unit.key`.
        text: what they wrote, plain or inline HTML; empty takes the translation away.
        base: mark of what was stored when they began, see `Unit.base`.
    """

    key: str
    text: str
    base: str


@dataclass(frozen=True)
class Conflict:
    """Somebody else stored another text meanwhile; theirs stays until the person sends again."""

    theirs: str
    their_name: str
    mine: str


@dataclass
class Saved:
    """What became of the texts.

    Attributes:
        written: how many were stored.
        former: how many of them belong to a wording that the source no longer has; they are kept beside the new one.
        conflicts: those that were not stored, by key.
        refused: those that cannot be stored at all, with the reason, by key; `refused_texts` what they were.
        replaced: how many texts of other people were replaced on purpose; those are set aside, not lost.
    """

    written: int = 0
    former: int = 0
    replaced: int = 0
    conflicts: dict[str, Conflict] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    refused_texts: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def save_texts(page: Any, language: str, drafts: Iterable[Draft], *, by: Person) -> Saved:
    """Store what changed; publishes nothing.

    Args:
        page: the published source.
        language: BCP 47 tag of the target.
        drafts: any number of its texts. One that nobody changed is left alone, so it can be sent with the others.
        by: needs "translations.translate" for the language.
    Returns: what became of them.
    Raises: AccessDenied.
    """
    require(by, "translations.translate", language)
    source = source_of(page)
    translation = translation_into(source, language)
    known = _Known(source, translation.target_locale, by)
    for draft in drafts:
        known.store(draft)
    return known.saved


def stored_form(text: str, *, is_html: bool) -> str:
    """Return a text as wagtail-localize stores it.

    Raises:
        ValueError: it has markup that is not allowed, or signs that turn the direction of the page.
    """
    text = text.replace("\r\n", "\n").strip()
    if has_turning_signs(text):
        raise ValueError(_("It has an invisible sign that turns the direction of the text."))
    if "\x00" in text:
        raise ValueError(_("It has an invisible control character."))
    value = StringValue.from_translated_html(text) if is_html else StringValue.from_plaintext(text)
    return str(value.data)


def set_aside(row: StringTranslation, path: str, *, by: Any, because: str = SetAsideBecause.REPLACED) -> None:
    """Keep the text of `row` before it is replaced."""
    SetAsideText.objects.create(
        translation_key=row.context.object_id,
        locale_id=row.locale_id,
        path=path,
        source_text=row.translation_of.data,
        text=row.data,
        written_by_id=row.last_translated_by_id,
        replaced_by=by,
        because=because,
        at=timezone.now(),
    )


class _Known:
    """What is stored for a page in a language, read once, and what becomes of the texts that somebody sends."""

    def __init__(self, source: TranslationSource, locale: Locale, by: Person) -> None:
        self.source, self.locale, self.by, self.saved = source, locale, by, Saved()
        rows = StringTranslation.objects.filter(context__object_id=source.object_id, locale=locale)
        self.rows = {
            f"{row.context_id}-{row.translation_of_id}": row
            for row in rows.select_related("translation_of", "context", "last_translated_by")
        }
        self.contexts: Mapping[int, TranslationContext] = {
            context.pk: context for context in TranslationContext.objects.filter(object_id=source.object_id)
        }
        pairs = source.stringsegment_set.values_list("context_id", "string_id")
        self.current = {f"{context}-{string}" for context, string in pairs}
        self.rich = set(TemplateSegment.objects.filter(source=source).values_list("context_id", flat=True))

    def store(self, draft: Draft) -> None:
        context_id, string = _named(draft.key)
        context = self.contexts.get(context_id)
        if context is None or not String.objects.filter(pk=string, locale=self.source.locale_id).exists():
            return
        row = self.rows.get(draft.key)
        is_html = context_id in self.rich
        try:
            data = stored_form(draft.text, is_html=is_html)
        except ValueError as error:
            self.saved.refused[draft.key], self.saved.refused_texts[draft.key] = str(error), draft.text
            return
        stored = row.data if row else ""
        if data == stored or mark_of(data) == draft.base:
            return  # nobody changed it, or somebody else stored the same
        if mark_of(stored) != draft.base:
            name = str(row.last_translated_by or "") if row else ""
            self.saved.conflicts[draft.key] = Conflict(shown(stored, is_html=is_html), name, draft.text)
            return
        self._write(draft.key, context, string, data)

    def _write(self, key: str, context: TranslationContext, string: int, data: str) -> None:
        row = self.rows.get(key)
        if row is not None and row.data and row.last_translated_by_id not in {None, self.by.user.pk}:
            set_aside(row, context.path, by=self.by.user)
            self.saved.replaced += 1
        if not data:
            if row is not None:
                row.delete()
                self.saved.written += 1
            return
        StringTranslation.objects.update_or_create(
            translation_of_id=string,
            locale=self.locale,
            context=context,
            defaults={
                "data": data,
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                "tool_name": "",
                "last_translated_by": self.by.user,
                "has_error": False,
                "field_error": "",
            },
        )
        self.saved.written += 1
        self.saved.former += key not in self.current


def _named(key: str) -> tuple[int, int]:
    context, _dash, string = key.partition("-")
    return (int(context), int(string)) if context.isdecimal() and string.isdecimal() else (0, 0)
