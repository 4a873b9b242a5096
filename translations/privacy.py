"""What translating keeps about people."""

from django.utils.translation import gettext_lazy as _

from accounts.privacy import PersonalData, forget_person, nothing_to_export, personal_data, rows


def register_privacy() -> None:
    """Declare it; called once, when the app is ready."""
    app = "translations"
    personal_data.register(
        "translations.SetAsideText.written_by",
        PersonalData(
            label=_("Translations of yours that are not in use"),
            export=rows(app, "SetAsideText", "written_by", "source_text", "text", "at"),
            erase=forget_person(app, "SetAsideText", "written_by"),
            kept=_("Translations stay, without your name: they are the office's work."),
        ),
    )
    personal_data.register(
        "translations.SetAsideText.replaced_by",
        PersonalData(
            label=_("Translations of others that you replaced"),
            export=nothing_to_export,
            erase=forget_person(app, "SetAsideText", "replaced_by"),
        ),
    )
    personal_data.register(
        "translations.TranslationCheck.checked_by",
        PersonalData(
            label=_("Translations that you checked"),
            export=rows(app, "TranslationCheck", "checked_by", "locale__language_code", "checked_at"),
            erase=forget_person(app, "TranslationCheck", "checked_by"),
        ),
    )
