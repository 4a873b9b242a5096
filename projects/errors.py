"""What people run into with proposals; each carries a sentence for them.

AlreadyDone: what is asked for has happened before, or can no longer happen; nothing is changed.
├─ AlreadyDecided: an editor was faster
└─ NotNow: the proposal is in a state in which this cannot be done
NotComplete: something is missing or wrong
TooMuch: a limit is reached
"""

from django.utils.translation import gettext as _


class AlreadyDone(Exception):
    """What is asked for cannot happen any more."""


class AlreadyDecided(AlreadyDone):
    """Somebody else was faster."""

    def __init__(self) -> None:
        super().__init__(_("Somebody has decided about this proposal already."))


class NotNow(AlreadyDone):
    """The proposal is in another state by now."""

    def __init__(self, state: str) -> None:
        super().__init__(_("This cannot be done now: the proposal is in the state “%(state)s”.") % {"state": state})


class NotComplete(Exception):
    """Something is missing or wrong; says what."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__(_("This is still missing: %(parts)s.") % {"parts": "; ".join(problems)})


class TooMuch(Exception):
    """A limit is reached."""
