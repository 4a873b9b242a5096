"""Taking a file back: text by text, so that an older file still brings what is right, and nothing is overwritten."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail_localize.models import String, StringTranslation, TranslationContext, TranslationSource

from accounts.access import Person, require
from cms.core.languages import BY_CODE
from translations.enums import SetAsideBecause
from translations.errors import NotAFile
from translations.exchange.package import Incoming, Package
from translations.models import SetAsideText
from translations.services.saving import set_aside, stored_form
from translations.services.starting import source_of, translation_into
from translations.units import Unit, shown, units_of


@dataclass(frozen=True)
class Refused:
    """A text of the file that could not be taken."""

    source: str
    text: str
    reason: str


@dataclass(frozen=True)
class Clash:
    """A text that was changed here after the file went out; ours stays, the file's is set aside beside it."""

    place: str
    source: str
    ours: str
    theirs: str


@dataclass
class Merged:
    """What became of a file.

    Attributes:
        taken: texts that are stored now.
        unchanged: texts that were here already.
        clashes: texts that were changed here meanwhile.
        former: places whose source has changed since; the file's text stands beside the new wording.
        refused: texts that cannot be taken.
        is_cut_off: whether the file holds fewer texts than it says.
    """

    taken: int = 0
    unchanged: int = 0
    clashes: list[Clash] = field(default_factory=list)
    former: list[Clash] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    is_cut_off: bool = False


@transaction.atomic
def merge(page: Any, language: str, package: Package, *, by: Person, tool: str) -> Merged:
    """Store what a file brings; publishes nothing.

    Args:
        page: the published source.
        language: BCP 47 tag of the target.
        package: what was read of the file.
        by: needs "translations.translate" for the language.
        tool: what the file is, to stand beside the texts, e.g. "XLIFF".
    Raises: AccessDenied; NotAFile if the file belongs to another page or language.
    """
    require(by, "translations.translate", language)
    _require_own(page, language, package)
    source = source_of(page)
    translation = translation_into(source, language)
    merging = _Merging(source, translation.target_locale, units_of(page, source, translation.target_locale), by, tool)
    merging.merged.is_cut_off = package.is_cut_off
    for text in package.texts:
        merging.take(text)
    return merging.merged


def _require_own(page: Any, language: str, package: Package) -> None:
    if package.page_id != str(page.translation_key):
        raise NotAFile(_("This file belongs to another page. Open that page and upload it there."))
    if package.language != language:
        name = BY_CODE[package.language].name_de if package.language in BY_CODE else package.language or "?"
        message = _("This file is in another language (%(found)s), not in this one (%(wanted)s).")
        raise NotAFile(message % {"found": name, "wanted": BY_CODE[language].name_de})


class _Merging:
    """The texts of a page, and what a file changes in them."""

    def __init__(self, source: TranslationSource, locale: Any, units: Sequence[Unit], by: Person, tool: str) -> None:
        self.source, self.locale, self.by, self.tool = source, locale, by, tool
        self.current: Mapping[tuple[str, str], Unit] = {(unit.path, unit.stored): unit for unit in units}
        self.places = {unit.path: unit.place for unit in units}
        self.rich = {unit.path for unit in units if unit.is_html}
        self.merged = Merged()

    def take(self, text: Incoming) -> None:
        """Store one text, or say why not."""
        if text.is_broken:
            self._refuse(text, _("Its markup is not the one that went out."))
            return
        unit = self.current.get((text.path, text.source))
        try:
            data = self._data(text, is_html=unit.is_html if unit else True)
        except ValueError as error:
            self._refuse(text, str(error))
            return
        if unit is None:
            self._take_former(text, data)
        elif unit.row is not None and unit.row.data == data:
            self.merged.unchanged += 1
        elif unit.row is None or text.base == unit.base:
            self._write(unit, data)
        else:
            self._set_aside(unit, data)

    def _data(self, text: Incoming, *, is_html: bool) -> str:
        """Return the text as it is stored; files carry stored texts, so plain ones are escaped already."""
        if is_html:
            return stored_form(text.target, is_html=True)
        return stored_form(shown(text.target, is_html=False), is_html=False)

    def _write(self, unit: Unit, data: str) -> None:
        if unit.row is not None and unit.row.data and unit.row.last_translated_by_id != self.by.user.pk:
            set_aside(unit.row, unit.path, by=self.by.user)
        self._store(unit.context_id, unit.string_id, data)
        self.merged.taken += 1

    def _store(self, context_id: int, string_id: int, data: str) -> None:
        StringTranslation.objects.update_or_create(
            translation_of_id=string_id,
            locale=self.locale,
            context_id=context_id,
            defaults={
                "data": data,
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                "tool_name": self.tool,
                "last_translated_by": self.by.user,
                "has_error": False,
                "field_error": "",
            },
        )

    def _set_aside(self, unit: Unit, data: str) -> None:
        SetAsideText.objects.get_or_create(
            translation_key=self.source.object_id,
            locale=self.locale,
            path=unit.path,
            source_text=unit.stored,
            text=data,
            because=SetAsideBecause.FILE,
            defaults={"written_by": self.by.account, "replaced_by": None, "at": timezone.now()},
        )
        theirs = shown(data, is_html=unit.is_html)
        self.merged.clashes.append(Clash(unit.place, unit.source, unit.text, theirs))

    def _take_former(self, text: Incoming, data: str) -> None:
        """Keep the translation of a former wording: it is offered beside the new one."""
        context = TranslationContext.objects.filter(object_id=self.source.object_id, path=text.path).first()
        string = String.objects.filter(
            locale_id=self.source.locale_id, data_hash=String._get_data_hash(text.source)
        ).first()
        if context is None or string is None:
            self._refuse(text, _("This page has no such text."))
            return
        known = StringTranslation.objects.filter(translation_of=string, locale=self.locale, context=context).first()
        if known is not None and known.data == data:
            self.merged.unchanged += 1
            return
        if known is None:
            self._store(context.pk, string.pk, data)
        is_html = text.path in self.rich
        ours = shown(known.data, is_html=is_html) if known else ""
        clash = Clash(
            self.places.get(text.path, text.path),
            shown(text.source, is_html=is_html),
            ours,
            shown(data, is_html=is_html),
        )
        self.merged.former.append(clash)

    def _refuse(self, text: Incoming, reason: str) -> None:
        self.merged.refused.append(Refused(text.source, text.target, reason))
