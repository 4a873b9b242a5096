"""Shows every component of templates/components with its sample data, and example pages made of them.

For those who build pages, and for the tests of look and quality; not for readers.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

FOLDER = settings.BASE_DIR / "templates" / "components"
#: Parts that stand on every page anyway, so that they need no sample.
FRAME = {
    "form_field_inside",
    "language_bar",
    "print_foot",
    "print_head",
    "site_footer",
    "site_header",
    "stylesheets",
}


@dataclass(frozen=True)
class Sample:
    """A component with data: `template` is included with `arguments`, which are in `language`."""

    title: str
    template: str
    arguments: dict[str, Any]


@dataclass(frozen=True)
class Component:
    """A component and its samples."""

    name: str
    about: str
    samples: list[Sample]


class SampleForm(forms.Form):
    """A form with one field of each kind, filled in with two errors."""

    name = forms.CharField(label=_("Name"), help_text=_("As other people should see it."))
    email = forms.EmailField(label=_("E-mail address"))
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, required=False)
    way = forms.ChoiceField(
        label=_("How may we answer?"),
        choices=[("mail", _("By e-mail")), ("phone", _("By telephone"))],
        widget=forms.RadioSelect,
    )
    message = forms.CharField(label=_("Your message"), widget=forms.Textarea, required=False)
    agreed = forms.BooleanField(label=_("I have read how my data is used."))


def sample_form() -> SampleForm:
    """Return the form as it comes back after a mistake."""
    return SampleForm({"name": "Amira", "email": "amira(at)example.org", "way": "mail", "agreed": ""})


def index(request: HttpRequest) -> HttpResponse:
    """Show all components."""
    found = list(components(get_language() or settings.LANGUAGE_CODE))
    return render(request, "components/pages/index.html", {"components": found, "layouts": layouts()})


def layout(request: HttpRequest, name: str) -> HttpResponse:
    """Show an example page."""
    template = f"components/pages/{name}.html"
    try:
        get_template(template)
    except TemplateDoesNotExist:
        raise Http404 from None
    return render(request, template, {"form": sample_form(), "words": _words(get_language() or "")})


def _words(language: str) -> dict[str, Any]:
    """Return what the example pages say, in `language` or in German."""
    written = yaml.safe_load((FOLDER / "pages" / "words.yaml").read_text())
    return dict(written.get(language) or written["de"])


def layouts() -> list[str]:
    """Return the names of the example pages."""
    return sorted(path.stem for path in (FOLDER / "pages").glob("*.html") if path.stem != "index")


def components(language: str) -> Iterator[Component]:
    """Read all components with their samples in `language`, or in German."""
    for path in sorted(FOLDER.glob("*.html")):
        if path.stem not in FRAME:
            yield _component(path, language)


def component(name: str, language: str) -> Component:
    """Read one component with its samples in `language`, or in German."""
    return _component(FOLDER / f"{name}.html", language)


def _component(path: Path, language: str) -> Component:
    described = yaml.safe_load(path.with_suffix(".yaml").read_text())
    form = sample_form()
    return Component(
        name=path.stem,
        about=described["about"],
        samples=[
            Sample(
                title=sample["title"],
                template=f"components/{path.name}",
                arguments=_arguments(sample, language, form),
            )
            for sample in described["samples"]
        ],
    )


def _arguments(sample: dict[str, Any], language: str, form: forms.Form) -> dict[str, Any]:
    given = {**sample.get("with", {}), **(sample.get(language) or sample.get("de") or {})}
    return {name: _resolved(value, form) for name, value in given.items()}


def _resolved(value: Any, form: forms.Form) -> Any:
    """Put in what YAML cannot hold: "@form", or "@form.email" for one of its fields."""
    if not isinstance(value, str) or not value.startswith("@form"):
        return value
    _form, _dot, field = value.partition(".")
    return form[field] if field else form
