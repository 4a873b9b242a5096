"""Parts that say who can get something, which form it needs, and who speaks one's language."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import ListBlock, MultipleChoiceBlock, StructBlock, StructValue, URLBlock
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock

from cms.core.blocks import KeptCharBlock
from cms.core.languages import BY_CODE, LANGUAGES, Language

from .base import PREVIEW, Part, line, prose
from .finding import NUMBER, PhoneValue


class EligibleBlock(Part):
    """For whom something is."""

    who = line(_("Who"), help_text=_("“Everybody who lives here”, “families with children up to 6 years”."))
    text = prose(_("Who else, who not"))

    class Meta:
        label = _("Who can get it")
        icon = "group"
        template = "guidance/blocks/eligible.html"
        preview_value = {"who": "Alle, die in Musterstadt wohnen", "text": "<p>Auch ohne Aufenthaltstitel.</p>"}
        description = _("For whom it is. People ask this before they read on.")


class FormValue(StructValue):
    """A form, from our files or another site."""

    @property
    def href(self) -> str:
        """Where the form is got; empty while editors have chosen nothing."""
        document = self["document"]
        return str(document.url) if document else str(self["url"] or "")

    @property
    def kind(self) -> str:
        """What kind of file it is, e.g. "PDF"; empty for other sites."""
        document = self["document"]
        return str(document.file_extension).upper() if document else ""


class FormBlock(Part):
    """A form to download; translators can choose another file for their language."""

    name = line(_("Name of the form"))
    document = DocumentChooserBlock(label=_("File"), required=False)
    url = URLBlock(label=_("Or its address on another site"), required=False, default="")
    text = line(_("How to fill it in, where to bring it"), required=False)

    def clean(self, value: StructValue) -> StructValue:
        """Ask for one of both places where it can be."""
        cleaned: StructValue = super().clean(value)
        if not cleaned.href:
            raise StructBlockValidationError(
                block_errors={"document": ValidationError(_("Choose a file, or write the address of the form."))}
            )
        return cleaned

    class Meta:
        label = _("Form")
        icon = "download"
        template = "guidance/blocks/form.html"
        value_class = FormValue
        preview_value = {
            "name": "Anmeldung der Wohnung",
            "document": None,
            "url": "https://www.example.org/formular.pdf",
            "text": "Unterschreiben Sie es auf Seite 2.",
        }
        description = _("A form to download or to fill in elsewhere.")


class ContactValue(PhoneValue):
    """Somebody to ask, with the languages they speak."""

    @property
    def spoken(self) -> list[Language]:
        """The languages, each by its own name."""
        return [BY_CODE[code] for code in self["languages"] or [] if code in BY_CODE]

    @property
    def speaks_to_reader(self) -> bool:
        """Whether one of them is the reader's."""
        return get_language() in (self["languages"] or [])


class ContactBlock(StructBlock):
    """Somebody to ask."""

    name = line(_("Who"))
    languages = MultipleChoiceBlock(
        choices=[(language.code, language.name_de) for language in LANGUAGES], label=_("Languages"), required=False
    )
    number = KeptCharBlock(label=_("Number"), max_length=40, required=False, default="", validators=[NUMBER])
    email = KeptCharBlock(label=_("E-mail"), max_length=120, required=False, default="")
    text = line(_("When, what for"), required=False)

    class Meta:
        value_class = ContactValue


class ContactsBlock(ListBlock):
    """People to ask; those who speak the reader's language stand first."""

    def __init__(self, **options: Any) -> None:
        super().__init__(ContactBlock(), min_num=1, **options)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Put those first who speak the reader's language."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["contacts"] = in_readers_order(value)
        return context

    class Meta:
        label = _("Whom to ask, by language")
        icon = "user"
        template = "guidance/blocks/contacts.html"
        preview_template = PREVIEW
        preview_value = [
            {
                "name": "Migrationsberatung",
                "languages": ["ar", "uk"],
                "number": "030 123",
                "email": "",
                "text": "Montags",
            }
        ]
        description = _("Who can be asked in which language; readers see theirs first.")


def in_readers_order(contacts: Any) -> list[Any]:
    """Return contacts with those first who speak the reader's language, otherwise as editors ordered them."""
    return sorted(contacts, key=lambda contact: not contact.speaks_to_reader)
