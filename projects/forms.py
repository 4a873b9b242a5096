"""Forms of the administration."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm

from cms.core.language_names import language_names
from cms.core.languages import BY_CODE, LANGUAGES, SOURCE_LANGUAGE
from projects.derived import NONE
from projects.enums import Standing

#: Name of the form field of each language's label.
LABEL_FIELDS = {f"label_{language.code.replace('-', '_')}": language.code for language in LANGUAGES}


def _label_field(code: str) -> forms.CharField:
    return forms.CharField(
        label=BY_CODE[code].name,
        max_length=120,
        required=code == SOURCE_LANGUAGE,
        widget=forms.TextInput(attrs={"lang": code, "dir": BY_CODE[code].direction}),
    )


#: A form's fields are collected when its class is made, so the class is made from the languages.
LabelsForm = type(WagtailAdminModelForm)(
    "LabelsForm", (WagtailAdminModelForm,), {name: _label_field(code) for name, code in LABEL_FIELDS.items()}
)


class TermForm(LabelsForm):  # type: ignore[misc, valid-type]  # made above
    """A term with a field for its label in each language; the German one is needed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, code in LABEL_FIELDS.items():
            self.fields[name].initial = self.instance.labels.get(code, "")

    def clean_slug(self) -> str:
        """Keep the word free that stands for "not assigned" in addresses."""
        slug: str = self.cleaned_data["slug"]
        if slug == NONE:
            raise forms.ValidationError(_("This name stands for “not assigned” in addresses. Choose another one."))
        return slug

    def save(self, commit: bool = True) -> Any:
        """Gather the labels."""
        labels = {code: self.cleaned_data.get(name, "").strip() for name, code in LABEL_FIELDS.items()}
        self.instance.labels = {code: label for code, label in labels.items() if label}
        return super().save(commit)


class OffersTermsInUse:
    """Part of a form of a row that leads to a term: what is no longer used is offered only where it is chosen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]  # a form's, beside which this stands
            terms = field.queryset if isinstance(field, forms.ModelChoiceField) else None
            if terms is not None and hasattr(terms.model, "is_retired"):
                chosen = getattr(self.instance, f"{name}_id", None)  # type: ignore[attr-defined]
                field.queryset = terms.filter(Q(is_retired=False) | Q(pk=chosen))


def _languages() -> list[tuple[str, str]]:
    return list(language_names(get_language() or SOURCE_LANGUAGE).items())


class ProjectForm(WagtailAdminPageForm):
    """The editor of a project."""

    languages_offered = forms.MultipleChoiceField(
        label=gettext_lazy("Languages offered"),
        choices=_languages,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def clean(self) -> dict[str, Any]:
        """Take a record for good practice only with at least one criterion that somebody has judged."""
        cleaned: dict[str, Any] = super().clean()
        if cleaned.get("standing") == Standing.GOOD_PRACTICE and not cleaned.get("quality"):
            self.add_error("quality", _("Good practice has been judged by at least one criterion. Add it here."))
        return cleaned
