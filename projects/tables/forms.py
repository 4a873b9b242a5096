"""Forms of brought tables."""

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.importing.columns import COLUMNS, NOT_OFFERED
from projects.importing.sheets import MOST_BYTES
from projects.models import TableUpload


class UploadForm(forms.ModelForm):
    """A table, and whose it is."""

    class Meta:
        model = TableUpload
        fields = ("source_name", "file")
        widgets = {"file": forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,text/csv"})}
        help_texts = {
            "file": _("CSV or Excel workbook (.xlsx), up to %(size)s MB. The first sheet counts.")
            % {"size": MOST_BYTES // 1024 // 1024}
        }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's
        self.fields["file"].required = True


def column_choices() -> list[tuple[str, str]]:
    """Return the columns to choose from, in the active language; the first leaves a column out."""
    columns = [(column.name, column.label) for column in COLUMNS if column.name not in NOT_OFFERED]
    return [("", str(_("– leave out –"))), *columns, ("language", str(_("Language")))]
