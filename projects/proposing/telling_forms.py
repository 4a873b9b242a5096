"""The screens that tell of a project: its story, its results, what belongs to it, whom to ask."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.enums import Evaluation, StoryPart
from projects.proposing.base import Rows, StepForm
from projects.proposing.fields import DecimalTextField, YearField

_LONGEST_PART = 5000
_HELP = {
    StoryPart.NEED: gettext_lazy("What was missing, and who noticed."),
    StoryPart.AIMS: gettext_lazy("What should be different in the end."),
    StoryPart.PROCESS: gettext_lazy("What happens, step by step."),
    StoryPart.RESULTS: gettext_lazy("What has come of it, also what was not expected."),
    StoryPart.LESSONS: gettext_lazy("What you would do again, and what not."),
    StoryPart.TRANSFER: gettext_lazy("What another town needs to do the same."),
}


class StoryForm(StepForm):
    """The story, in plain text; an empty line begins a new paragraph."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part in StoryPart:
            self.fields[part.value] = forms.CharField(
                label=part.label,
                max_length=_LONGEST_PART,
                required=False,
                widget=forms.Textarea(attrs={"rows": 5}),
                help_text=_HELP[part],
            )


def _indicator() -> dict[str, forms.Field]:
    return {
        "name": forms.CharField(label=gettext_lazy("What was measured"), max_length=150, required=False),
        "value": DecimalTextField(label=gettext_lazy("Value"), max_digits=14, decimal_places=2),
        "unit": forms.CharField(
            label=gettext_lazy("Unit"),
            max_length=50,
            required=False,
            help_text=gettext_lazy("Such as people, %, hours."),
        ),
        "year": YearField(label=gettext_lazy("Year")),
    }


class ResultsForm(StepForm):
    """What was found out about it."""

    rows = (Rows("indicator", 3, gettext_lazy("Number"), _indicator),)
    evaluation = forms.ChoiceField(
        label=gettext_lazy("Has somebody looked at what it achieves?"),
        choices=[("", gettext_lazy("I do not know")), *Evaluation.choices],
        required=False,
    )
    method = forms.CharField(label=gettext_lazy("How"), max_length=300, required=False)
    report_url = forms.URLField(
        label=gettext_lazy("Address of the report"), max_length=200, required=False, assume_scheme="https"
    )

    def clean(self) -> dict[str, Any]:
        """Ask for both halves of a number."""
        cleaned: dict[str, Any] = super().clean() or {}
        for number in range(1, self.rows[0].number + 1):
            prefix = f"indicator_{number}_"
            name, value = cleaned.get(prefix + "name"), cleaned.get(prefix + "value")
            if value is not None and not name:
                self.add_error(prefix + "name", _("Say what was measured."))
            if name and value is None and prefix + "value" not in self.errors:
                self.add_error(prefix + "value", _("Write the number."))
        return cleaned


def _link() -> dict[str, forms.Field]:
    return {
        "url": forms.URLField(label=gettext_lazy("Address"), max_length=200, required=False, assume_scheme="https"),
        "title": forms.CharField(label=gettext_lazy("Title"), max_length=150, required=False),
    }


class FilesForm(StepForm):
    """Links; pictures and documents are uploaded beside it, one by one."""

    rows = (Rows("link", 3, gettext_lazy("Link"), _link),)


class ContactForm(StepForm):
    """Whom one can ask, and what of it everybody may read."""

    intro = gettext_lazy(
        "Who wants to know more writes to this person. What you do not make public, nobody reads:"
        " messages are passed on."
    )
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120, required=False)
    role = forms.CharField(
        label=gettext_lazy("Role"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Such as head of the project."),
    )
    organisation = forms.CharField(label=gettext_lazy("Organisation"), max_length=200, required=False)
    email = forms.EmailField(label=gettext_lazy("E-mail address"), required=False)
    phone = forms.CharField(
        label=gettext_lazy("Phone number"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel"}),
    )
    name_is_public = forms.BooleanField(label=gettext_lazy("Everybody may read the name"), required=False)
    email_is_public = forms.BooleanField(label=gettext_lazy("Everybody may read the e-mail address"), required=False)
    phone_is_public = forms.BooleanField(label=gettext_lazy("Everybody may read the phone number"), required=False)
    consents = forms.BooleanField(
        label=gettext_lazy("I am this person, or this person has agreed"),
        required=False,
        help_text=gettext_lazy(
            "The agreement holds for three years. The person is asked once a year and can end it at any time."
        ),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for agreement and for an address as soon as a person is named."""
        cleaned: dict[str, Any] = super().clean() or {}
        if any(cleaned.get(name) for name in ("name", "email", "phone")):
            if not cleaned.get("consents"):
                self.add_error("consents", _("Without the person's agreement we may not keep their details."))
            if not cleaned.get("email") and "email" not in self.errors:
                self.add_error("email", _("Without an address nobody can be passed on to this person."))
            if not cleaned.get("name"):
                self.add_error("name", _("Say who it is."))
        return cleaned

    def kept(self) -> dict[str, Any]:
        """Keep nothing about a person who has not agreed."""
        return super().kept() if self.cleaned_data.get("consents") else {}
