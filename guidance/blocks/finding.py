"""Parts that lead to people and papers: places, telephone numbers, words on letters, links."""

from typing import Any
from urllib.parse import urlsplit

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import ListBlock, StructBlock, StructValue, URLBlock

from cms.core.blocks import KeptCharBlock, KeptTextBlock

from .base import PREVIEW, Part, line, prose

NUMBER = RegexValidator(
    r"^[+0-9][0-9 /()–-]*$", _("Only digits, spaces and a leading plus, so that it can be dialled.")
)


class WhereValue(StructValue):
    """A place with its opening hours."""

    @property
    def host(self) -> str:
        """The address of its website as people say it."""
        return urlsplit(self["url"] or "").netloc.removeprefix("www.")


class WhereBlock(Part):
    """Where to go and when it is open."""

    name = line(_("Who"), help_text=_("Office or place, as readers know it."))
    address = KeptTextBlock(
        label=_("Address"),
        required=False,
        default="",
        rows=3,
        help_text=_("As on an envelope. It stays as it is in all languages."),
    )
    hours = line(_("Open"), required=False, help_text=_("“Mondays to Fridays, 8 to 12 o'clock”."))
    text = prose(_("How to get there, what to do first"))
    url = URLBlock(label=_("Website"), required=False, default="")

    class Meta:
        label = _("Where and when")
        icon = "site"
        template = "guidance/blocks/where.html"
        value_class = WhereValue
        preview_value = {
            "name": "Bürgeramt Mitte",
            "address": "Rathausplatz 1\n12345 Musterstadt",
            "hours": "Montag bis Freitag, 8 bis 12 Uhr",
            "text": "",
            "url": "https://www.example.org/",
        }
        description = _("One place with its opening hours.")


class LetterBlock(Part):
    """A German word as it stands on a letter or a door, what it means, and what to say."""

    word = KeptCharBlock(label=_("German word"), max_length=120, help_text=_("Stays German in every language."))
    meaning = line(_("What it means"))
    say = KeptCharBlock(
        label=_("A sentence to say"),
        required=False,
        default="",
        max_length=250,
        help_text=_("In German, for the counter or the telephone. Stays German in every language."),
    )
    say_meaning = line(_("What this sentence means"), required=False)

    class Meta:
        label = _("On the letter it says …")
        icon = "mail"
        template = "guidance/blocks/letter.html"
        preview_value = {
            "word": "Anmeldebestätigung",
            "meaning": "Das Papier, auf dem Ihre Adresse steht.",
            "say": "Ich möchte meine Wohnung anmelden.",
            "say_meaning": "",
        }
        description = _("A word that readers must recognise in German.")


class PhoneValue(StructValue):
    """A telephone number with what belongs to it."""

    @property
    def dialled(self) -> str:
        """The number as a telephone takes it: digits and a leading plus."""
        number: str = self["number"]
        return "".join(sign for sign in number if sign.isdigit() or sign == "+")


class PhoneBlock(Part):
    """A telephone number to tap."""

    name = line(_("Who answers"))
    number = KeptCharBlock(label=_("Number"), max_length=40, validators=[NUMBER], help_text=_("“0800 0116016”."))
    text = line(
        _("When, in which languages, what it costs"),
        required=False,
        help_text=_("“Day and night, free, 18 languages”."),
    )

    class Meta:
        label = _("Telephone")
        icon = "mobile-alt"
        template = "guidance/blocks/phone.html"
        value_class = PhoneValue
        preview_value = {"name": "Feuerwehr und Rettung", "number": "112", "text": "Tag und Nacht, kostenlos"}
        description = _("A number that a telephone dials when it is tapped.")


class LinkBlock(StructBlock):
    """One link to another site."""

    label = line(_("Name"))
    url = URLBlock(label=_("Address"))
    text = line(_("What one finds there"), required=False)


class LinksBlock(ListBlock):
    """Links to other sites."""

    def __init__(self, **options: Any) -> None:
        super().__init__(LinkBlock(), min_num=1, **options)

    class Meta:
        label = _("Links")
        icon = "link-external"
        template = "guidance/blocks/links.html"
        preview_template = PREVIEW
        preview_value = [{"label": "Beispiel", "url": "https://www.example.org/", "text": "Erklärt es in 18 Sprachen"}]
        description = _("Other sites that help.")
