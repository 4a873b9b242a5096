"""What nobody does by hand in the administration, whatever their rights: words, days and links make themselves."""

from collections.abc import Iterable
from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy


class MadeByTheSite(ModelPermissionPolicy):
    """Wagtail's rights of a model, without some actions."""

    def __init__(self, model: Any, *, never: Iterable[str]) -> None:
        super().__init__(model)
        self._never = frozenset(never)

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Return whether the person has the right, and it is not one that nobody has."""
        return action not in self._never and bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        """Return the same for several."""
        return bool(super().user_has_any_permission(user, [one for one in actions if one not in self._never]))
