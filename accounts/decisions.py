"""What somebody may do with an account: one's own, and nobody else's."""

from django.utils.translation import gettext as _

from accounts.access import Decision, Person, permissions
from accounts.models import User
from accounts.second_factor import lacks_second_factor


def with_own_account(person: Person, account: User) -> Decision:
    """Allow everybody to change, export and delete their own account."""
    if isinstance(person.user, User) and person.user.is_active and person.user == account:
        return Decision(allowed=True, reason=_("It is your own account."))
    return Decision(allowed=False, reason=_("It is not your account."))


def with_own_tokens(person: Person, account: User) -> Decision:
    """Allow tokens of one's own; with rights in the administration only behind a second factor."""
    decision = with_own_account(person, account)
    if decision and lacks_second_factor(person):
        return Decision(allowed=False, reason=_("Set up a second factor first: you have rights in the administration."))
    return decision


def register_decisions() -> None:
    """Register the above; called once, when the app is ready."""
    permissions.register("accounts.change", with_own_account)
    permissions.register("accounts.export", with_own_account)
    permissions.register("accounts.delete", with_own_account)
    permissions.register("accounts.use_tokens", with_own_tokens)
