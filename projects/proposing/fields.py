"""Fields of a proposal that understand what people write: towns, dates as exactly as they are known, amounts."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.core.folding import fold, spelled_out
from cms.core.models import Municipality
from projects.importing.dates import PartialDate, parse_date
from projects.importing.money import parse_money

_KEY_DIGITS = 8
_MOST_CANDIDATES = 6


class TownField(forms.CharField):
    """A municipality by its name or its key: "Krefeld", "05114000", "Krefeld (05114000)"."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=160, required=False, **options)

    def clean(self, value: Any) -> Any:
        """Return the municipality that is meant, or None.

        Raises:
            ValidationError: there is none, or there are several; names them with their keys.
        """
        text = super().clean(value).strip()
        return town_called(text) if text else None


def town_called(text: str) -> Municipality:
    """Return the one municipality that `text` means.

    Raises:
        ValidationError: none or several can be meant; the sentence is for whoever wrote it.
    """
    digits = "".join(letter for letter in text if letter.isdigit())
    if len(digits) == _KEY_DIGITS and (by_key := Municipality.objects.filter(ags=digits).first()):
        return by_key
    found = _towns_named(text)
    if len(found) == 1:
        return found[0]
    if not found:
        raise ValidationError(_("There is no town of this name. Write its official name or its key (AGS)."))
    names = "; ".join(f"{town.name}, {town.district} ({town.ags})" for town in found[:_MOST_CANDIDATES])
    raise ValidationError(
        _("Several places have this name. Write the key of yours: %(places)s.") % {"places": names}, code="several"
    )


def _towns_named(text: str) -> list[Municipality]:
    """Return towns of this full name, else those that have it with an addition (Halle: Halle (Saale))."""
    names = {fold(text), fold(text.replace("ae", "a").replace("oe", "o").replace("ue", "u")), spelled_out(text)}
    exact = list(Municipality.objects.filter(name_folded__in=names).order_by("ags")[: _MOST_CANDIDATES + 1])
    if exact or not fold(text):
        return exact
    longer = Q(name_folded__startswith=f"{fold(text)} ")
    return list(Municipality.objects.filter(longer).order_by("-inhabitants", "ags")[: _MOST_CANDIDATES + 1])


class PartialDateField(forms.CharField):
    """A date as exactly as it is known: 2023, 09.2023, 1.9.2023."""

    def __init__(self, **options: Any) -> None:
        help_text = gettext_lazy("As exactly as you know it: “2023”, “09.2023” or “1.9.2023”.")
        super().__init__(max_length=30, required=False, help_text=help_text, **options)

    def clean(self, value: Any) -> Any:
        """Return a `PartialDate` or None."""
        text = super().clean(value)
        try:
            found: PartialDate | None = parse_date(text)
        except ValueError:
            raise ValidationError(_("Write a date like “2023”, “09.2023” or “1.9.2023”.")) from None
        return found


class AmountField(forms.CharField):
    """An amount in euros, as people write it: 12.000, 12000,50 €."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal"})
        super().__init__(max_length=30, required=False, widget=widget, **options)

    def clean(self, value: Any) -> Any:
        """Return the amount as a decimal or None; nothing is not 0."""
        text = super().clean(value)
        try:
            money = parse_money(text)
        except ValueError:
            raise ValidationError(_("Write an amount in euros like “12.000” or “12000,50”.")) from None
        if money is None:
            return None
        if money.currency != "EUR":
            raise ValidationError(_("Write the amount in euros."))
        if money.amount <= 0:
            raise ValidationError(_("An amount is more than nothing; leave it empty if it is not known."))
        return money.amount


class NumberField(forms.IntegerField):
    """A number of people; empty where it is not known."""

    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=0, max_value=2_000_000_000, required=False, **options)


class YearField(forms.IntegerField):
    """A year."""

    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=1900, max_value=2100, required=False, **options)


class DecimalTextField(forms.DecimalField):
    """A number with decimals, after a comma or a point, whatever the language: it is read again in another one."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal"})
        super().__init__(required=False, widget=widget, **options)

    def to_python(self, value: Any) -> Any:
        """Read a comma as a point."""
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)
