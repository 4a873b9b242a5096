"""What the guidance keeps about people: who looks after topics."""

from django.utils.translation import gettext_lazy as _

from accounts.privacy import PersonalData, forget_person, personal_data, rows


def register_privacy() -> None:
    """Declare it; called once, when the app is ready."""
    personal_data.register(
        "guidance.TopicCare.caretaker",
        PersonalData(
            label=_("Topics you look after"),
            export=rows("guidance", "TopicCare", "caretaker", "page__title", "review_by"),
            erase=forget_person("guidance", "TopicCare", "caretaker"),
            kept=_("The topic stays; somebody else will look after it."),
        ),
    )
