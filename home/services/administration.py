"""The language in which the administration speaks to somebody, on screen and by mail."""

from django.conf import settings
from wagtail.users.models import UserProfile

from accounts.models import User
from cms.core.languages import SOURCE_LANGUAGE


def speak_to_in_administration(person: User) -> None:
    """Choose the language for a new person: theirs if the administration has it, else German, the office's own.

    Without it, Wagtail's mails would be in the language of whoever causes them. They can choose another one.
    """
    language = (
        person.language if person.language in dict(settings.WAGTAILADMIN_PERMITTED_LANGUAGES) else SOURCE_LANGUAGE
    )
    UserProfile.objects.get_or_create(user=person, defaults={"preferred_language": language})
