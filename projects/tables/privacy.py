"""What is kept about people who bring tables."""

from django.utils.translation import gettext_lazy as _

from accounts.privacy import PersonalData, forget_person, personal_data, rows


def register_privacy() -> None:
    """Register it; called once, when the app is ready."""
    where = ("projects", "TableUpload", "by")
    personal_data.register(
        "projects.TableUpload.by",
        PersonalData(
            label=_("Tables of projects you brought"),
            export=rows(*where, "file_name", "source_name", "state", "created_at"),
            erase=forget_person(*where),
            kept=_("The report of an import stays for a year; who brought the table is forgotten."),
        ),
    )
