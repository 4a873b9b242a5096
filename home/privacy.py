"""What the front door keeps about people."""

from django.utils.translation import gettext_lazy as _

from accounts.privacy import PersonalData, forget_person, personal_data, rows


def register_privacy() -> None:
    """Declare it; called once, when the app is ready."""
    personal_data.register(
        "home.UrgentNotice.locked_by",
        PersonalData(
            label=_("Urgent notices you locked"),
            export=rows("home", "UrgentNotice", "locked_by", "topic", "locked_at"),
            erase=forget_person("home", "UrgentNotice", "locked_by"),
            kept=_("The notice stays, because others need it; who locked it is forgotten."),
        ),
    )
