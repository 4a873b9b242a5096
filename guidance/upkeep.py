"""What the background worker does for the guidance by the clock."""

import logging
from collections.abc import Callable
from threading import Event

from django.db import close_old_connections

log = logging.getLogger(__name__)

#: Seconds between two rounds.
EVERY = 3600


def duties() -> list[Callable[[], object]]:
    """Return what each round does; each can be repeated and is done when nothing is due."""
    from guidance import services  # noqa: PLC0415  read when the worker runs, models are ready then

    return [
        services.erase_old_words,
        services.care_for_topics,
        services.remind_caretakers,
        services.collect_links,
        services.check_links,
    ]


def keep_up(stopped: Event) -> None:
    """Do the rounds until the worker stops; what fails does not keep the others from being done."""
    while not stopped.is_set():
        for duty in duties():
            close_old_connections()
            try:
                duty()
            except Exception:
                log.exception("%s failed and is tried again in the next round", getattr(duty, "__name__", duty))
        stopped.wait(EVERY)
