"""The screens about what a project is and what it rests on: about, where, for whom, carrier, time, means."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cms.core.language_names import language_names
from cms.core.languages import SOURCE_LANGUAGE
from cms.core.municipality_names import LANDS
from projects.enums import CarrierType, PartnerRole, Status, TownRole
from projects.models import AgeGroup, Approach, FieldOfAction, Phase, TargetGroup
from projects.models.vocabulary import Term
from projects.proposing.base import Kept, Rows, StepForm
from projects.proposing.fields import AmountField, DecimalTextField, NumberField, PartialDateField, TownField, YearField

Choices = list[tuple[str, str]]
_NONE = [("", "–")]


def terms(model: type[Term]) -> Callable[[], Choices]:
    """Return a function that lists the terms in use, in the reader's language."""

    def choices() -> Choices:
        return [(term.slug, term.label_in(get_language())) for term in model._default_manager.filter(is_retired=False)]

    return choices


class TermsField(forms.MultipleChoiceField):
    """Terms of a vocabulary, by short name. One that was retired since it was chosen is still understood."""

    def __init__(self, model: type[Term], **options: Any) -> None:
        super().__init__(choices=terms(model), required=False, widget=forms.CheckboxSelectMultiple, **options)
        self.model = model

    def valid_value(self, value: str) -> bool:
        """Return whether there is such a term."""
        return super().valid_value(value) or self.model._default_manager.filter(slug=value).exists()


class TermField(forms.ChoiceField):
    """One term of a vocabulary."""

    def __init__(self, model: type[Term], **options: Any) -> None:
        super().__init__(choices=lambda: [*_NONE, *terms(model)()], required=False, **options)
        self.model = model

    def valid_value(self, value: str) -> bool:
        """Return whether there is such a term."""
        return super().valid_value(value) or self.model._default_manager.filter(slug=value).exists()


class AboutForm(StepForm):
    """What it is."""

    title = forms.CharField(label=gettext_lazy("Name of the project"), max_length=255, required=False)
    subtitle = forms.CharField(label=gettext_lazy("The project in one line"), max_length=200, required=False)
    summary = forms.CharField(
        label=gettext_lazy("The project in a few sentences"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("What happens, for whom, and what for. Up to 600 characters."),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language you write in"), choices=settings.LANGUAGES, required=False
    )


def _town() -> dict[str, forms.Field]:
    return {
        "name": TownField(
            label=gettext_lazy("Town"),
            help_text=gettext_lazy("Its official name, e.g. “Krefeld”. If there are several, add its key (AGS)."),
        ),
        "role": forms.ChoiceField(
            label=gettext_lazy("What the town has to do with it"), choices=TownRole.choices, required=False
        ),
    }


class WhereForm(StepForm):
    """Where it is."""

    rows = (Rows("town", 4, gettext_lazy("Town"), _town),)
    land = forms.ChoiceField(
        label=gettext_lazy("Land, if it is in no single town"),
        choices=[*_NONE, *sorted(LANDS.items(), key=lambda item: item[1])],
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a town that is there twice."""
        cleaned: dict[str, Any] = super().clean() or {}
        seen = set()
        for number in range(1, self.rows[0].number + 1):
            town, role = cleaned.get(f"town_{number}_name"), cleaned.get(f"town_{number}_role")
            if town and (town.pk, role) in seen:
                self.add_error(f"town_{number}_name", _("This town is there already in this role."))
            seen.add((town.pk if town else None, role))
        return cleaned

    def kept(self) -> Kept:
        """Keep towns with their keys, so that nobody is asked twice, and roles of towns only."""
        kept = super().kept()
        for number in range(1, self.rows[0].number + 1):
            town = self.cleaned_data.get(f"town_{number}_name")
            if town:
                kept[f"town_{number}_name"] = f"{town.name} ({town.ags})"
            else:
                kept.pop(f"town_{number}_role", None)
        return kept


class WhomForm(StepForm):
    """What it works on, and for whom."""

    field = TermField(FieldOfAction, label=gettext_lazy("What it mainly works on"))
    further_fields = TermsField(FieldOfAction, label=gettext_lazy("What it works on besides"))
    target_groups = TermsField(TargetGroup, label=gettext_lazy("For whom"))
    age_groups = TermsField(AgeGroup, label=gettext_lazy("Age"))
    phases = TermsField(Phase, label=gettext_lazy("Where on their way the people are"))
    approaches = TermsField(Approach, label=gettext_lazy("How it works"))
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages in which it is offered"),
        choices=lambda: list(language_names(get_language() or SOURCE_LANGUAGE).items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


def _partner() -> dict[str, forms.Field]:
    return {
        "name": forms.CharField(label=gettext_lazy("Name"), max_length=255, required=False),
        "role": forms.ChoiceField(
            label=gettext_lazy("What it does"), choices=[*_NONE, *PartnerRole.choices], required=False
        ),
    }


class CarrierForm(StepForm):
    """Who runs it, and with whom."""

    rows = (Rows("partner", 4, gettext_lazy("Partner"), _partner),)
    carrier = forms.CharField(
        label=gettext_lazy("Who runs the project"),
        max_length=255,
        required=False,
        help_text=gettext_lazy("The organisation, not a person."),
    )
    carrier_type = forms.ChoiceField(
        label=gettext_lazy("Kind of organisation"), choices=[*_NONE, *CarrierType.choices], required=False
    )


class TimeForm(StepForm):
    """When it is."""

    start = PartialDateField(label=gettext_lazy("Start"))
    end = PartialDateField(label=gettext_lazy("End"))
    is_ongoing = forms.BooleanField(label=gettext_lazy("No end is planned"), required=False)
    status = forms.ChoiceField(
        label=gettext_lazy("How far the project is"), choices=[*_NONE, *Status.choices], required=False
    )

    def clean(self) -> dict[str, Any]:
        """Refuse what cannot be: an end before the start, an end of what has none."""
        cleaned: dict[str, Any] = super().clean() or {}
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and end.last_day < start.value:
            self.add_error("end", _("The project ends before it starts."))
        if end and cleaned.get("is_ongoing"):
            self.add_error("is_ongoing", _("A project that is open-ended has no end."))
        return cleaned


def _funding() -> dict[str, forms.Field]:
    return {
        "funder": forms.CharField(label=gettext_lazy("Who gives the money"), max_length=255, required=False),
        "programme": forms.CharField(label=gettext_lazy("Programme"), max_length=255, required=False),
        "amount": AmountField(label=gettext_lazy("Amount in euros")),
        "year": YearField(label=gettext_lazy("Year")),
    }


class MeansForm(StepForm):
    """People and money. What is not known stays empty."""

    intro = gettext_lazy("Leave empty what you do not know. Empty is better than guessed.")
    rows = (Rows("funding", 3, gettext_lazy("Funding"), _funding),)
    staff_fte = DecimalTextField(
        label=gettext_lazy("Paid staff, as full-time jobs"),
        min_value=0,
        max_value=99_999,
        decimal_places=2,
        help_text=gettext_lazy("Two half-time jobs are 1."),
    )
    volunteers = NumberField(label=gettext_lazy("Volunteers"))
    participants = NumberField(label=gettext_lazy("Participants a year"))
    total_cost = AmountField(label=gettext_lazy("Total cost in euros"))
    total_cost_year = YearField(label=gettext_lazy("Year of the cost"))

    def clean(self) -> dict[str, Any]:
        """Ask for the funder where there is money."""
        cleaned: dict[str, Any] = super().clean() or {}
        for number in range(1, self.rows[0].number + 1):
            prefix = f"funding_{number}_"
            rest = [cleaned.get(prefix + name) for name in ("programme", "amount", "year")]
            if any(rest) and not cleaned.get(prefix + "funder"):
                self.add_error(prefix + "funder", _("Say who gives the money."))
        return cleaned
