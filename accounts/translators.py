"""Who may translate into which language. Belongs to accounts/access.py.

A translator holds one language or several, by group. Reviewers may mend texts in every language, publishers and
administrators may also publish them. A translator publishes in their own language: what is translated was approved
in German (docs/decisions/0024).
"""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from accounts.access import Decision, Person, permissions, roles_of
from accounts.enums import Role, translator_group
from cms.core.languages import BY_CODE, SOURCE_LANGUAGE

_WRITE_EVERYWHERE = {Role.ADMINISTRATOR.value, Role.PUBLISHER.value, Role.REVIEWER.value}
_PUBLISH_EVERYWHERE = {Role.ADMINISTRATOR.value, Role.PUBLISHER.value}
_TARGETS = [code for code in BY_CODE if code != SOURCE_LANGUAGE]


def languages_translated_by(person: Person) -> list[str]:
    """Return the languages (BCP 47 tags) into which `person` may translate, in the site's order."""
    return [code for code in _TARGETS if _may_translate(person, code)]


def own_languages_of(person: Person) -> list[str]:
    """Return the languages of which `person` is a translator, leaving out what other roles allow."""
    roles = _roles(person)
    return [code for code in _TARGETS if translator_group(code) in roles]


def with_texts(person: Person, language: str) -> Decision:
    """Allow translators their language, reviewers and publishers every one."""
    if _may_translate(person, language):
        return Decision(allowed=True, reason=_("You translate into this language."))
    return Decision(allowed=False, reason=_("You do not translate into this language."))


def with_publication(person: Person, language: str) -> Decision:
    """Allow translators their language, publishers every one."""
    roles = _roles(person)
    if language in BY_CODE and (translator_group(language) in roles or roles & _PUBLISH_EVERYWHERE):
        return Decision(allowed=True, reason=_("You publish translations into this language."))
    return Decision(allowed=False, reason=_("You do not publish translations into this language."))


def register_decisions() -> None:
    """Register the above; called once, when the app is ready."""
    permissions.register("translations.translate", with_texts)
    permissions.register("translations.publish", with_publication)


def _may_translate(person: Person, language: str) -> bool:
    if language not in BY_CODE or language == SOURCE_LANGUAGE:
        return False
    roles = _roles(person)
    return translator_group(language) in roles or bool(roles & _WRITE_EVERYWHERE)


def _roles(person: Person) -> set[str]:
    """Return the names of the person's groups, read once a request; superusers count as administrators."""
    user = person.user
    if isinstance(user, AnonymousUser) or not user.is_active:
        return set()
    known: set[str] | None = getattr(person, "_roles", None)
    if known is None:
        known = {*roles_of(user), *([Role.ADMINISTRATOR.value] if user.is_superuser else [])}
        person._roles = known  # type: ignore[attr-defined]  # lives as long as the request
    return known
