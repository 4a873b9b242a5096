"""What is kept about people who are told of new projects."""

from django.utils.translation import gettext_lazy as _

from accounts.privacy import PersonalData, delete_rows_by_address, personal_data, rows_by_address


def register_privacy() -> None:
    """Declare it; called once, when the app is ready."""
    where = ("projects", "SearchAlert", "email")
    personal_data.register(
        ".".join(where),
        PersonalData(
            label=_("Searches for projects about which you are told by e-mail"),
            export=rows_by_address(*where, "email", "question", "language", "asked_at", "confirmed_at", "last_sent_at"),
            erase=delete_rows_by_address(*where),
        ),
    )
