"""Who must have a second factor: whoever has rights in the administration, in the browser and with a token."""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings

from accounts.access import Person, may_enter_administration

#: Recovery codes alone are no second factor: they stand in for one that was lost.
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def lacks_second_factor(person: Person) -> bool:
    """Return whether `person` has rights in the administration and must set up a second factor first."""
    if not settings.ADMIN_REQUIRES_MFA or not may_enter_administration(person):
        return False
    return not is_mfa_enabled(person.user, FACTORS)
