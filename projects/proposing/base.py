"""What the screens of a proposal have in common: texts in, texts kept, groups of fields that belong together."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _

#: What a screen keeps: texts, lists of texts and ticks by name of the field.
Kept = dict[str, Any]


@dataclass(frozen=True)
class Rows:
    """Fields that a screen has several times: a partner, a funder.

    Attributes:
        name: begins the names of the fields: "partner_1_name".
        number: how many times.
        legend: what one of them is called.
        fields: makes the fields anew, by name.
    """

    name: str
    number: int
    legend: str | Promise
    fields: Callable[[], dict[str, forms.Field]]


@dataclass(frozen=True)
class Group:
    """Fields that stand together on the screen; a single field has no legend."""

    legend: str
    fields: list[BoundField]


class StepForm(forms.Form):
    """A screen. Nothing is required while somebody writes: what a proposal needs is said by completeness.py."""

    rows: ClassVar[tuple[Rows, ...]] = ()
    intro: ClassVar[str | Promise] = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for rows in self.rows:
            for number in range(1, rows.number + 1):
                for name, field in rows.fields().items():
                    self.fields[f"{rows.name}_{number}_{name}"] = field
        for field in self.fields.values():
            if isinstance(field, forms.ChoiceField):
                field.choices = list(field.choices)  # type: ignore[arg-type]  # else read again for each value

    @classmethod
    def of(cls, kept: Kept) -> "StepForm":
        """Return the screen filled with what was kept, to be checked again."""
        return cls(data=as_sent(kept))

    def kept(self) -> Kept:
        """Return what is worth keeping: every field that is right, empty ones left out."""
        return {name: value for name, value in self._sent() if value not in (None, "", [], False)}

    def groups(self) -> Iterator[Group]:
        """Yield the fields as they stand on the screen."""
        grouped = {f"{rows.name}_{number}_": rows for rows in self.rows for number in range(1, rows.number + 1)}
        single = [name for name in self.fields if not any(name.startswith(prefix) for prefix in grouped)]
        yield from (Group("", [self[name]]) for name in single)
        for prefix, rows in grouped.items():
            number = prefix.removeprefix(rows.name).strip("_")
            fields = [self[name] for name in self.fields if name.startswith(prefix)]
            yield Group(_("%(what)s %(number)s") % {"what": rows.legend, "number": number}, fields)

    def filled_rows(self, name: str) -> list[dict[str, Any]]:
        """Return the cleaned rows called `name` that say something."""
        found = []
        for rows in self.rows:
            if rows.name == name:
                for number in range(1, rows.number + 1):
                    prefix = f"{name}_{number}_"
                    row = {
                        key.removeprefix(prefix): value
                        for key, value in self.cleaned_data.items()
                        if key.startswith(prefix)
                    }
                    if any(value not in (None, "", [], False) for value in row.values()):
                        found.append(row)
        return found

    def _sent(self) -> Iterator[tuple[str, Any]]:
        for name, field in self.fields.items():
            if name in self.cleaned_data:
                value = field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
                yield name, value.strip() if isinstance(value, str) else value


def as_sent(kept: Mapping[str, Any]) -> MultiValueDict[str, Any]:
    """Return what was kept as a browser would send it."""
    sent: MultiValueDict[str, Any] = MultiValueDict()
    for name, value in kept.items():
        if isinstance(value, list):
            sent.setlist(name, [str(one) for one in value])
        elif value is True:
            sent[name] = "on"
        elif value not in (None, False):
            sent[name] = str(value)
    return sent
