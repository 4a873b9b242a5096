"""What people run into when two things happen at once, or one twice; each carries a sentence for them."""

from django.utils.translation import gettext as _


class AlreadyDone(Exception):
    """What is asked for has happened before; nothing is changed."""


class AlreadyDecided(AlreadyDone):
    """Somebody else was faster."""

    def __init__(self) -> None:
        super().__init__(_("Somebody has decided about this already."))


class AlreadyMember(AlreadyDone):
    """Whoever asks to join is in."""

    def __init__(self) -> None:
        super().__init__(_("You are a member already."))
