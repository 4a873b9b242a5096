"""Speaking to the server, and a fuse: while it does not answer, nobody waits for it."""

import threading
import time
from functools import cache

from django.conf import settings
from elasticsearch import ApiError, Elasticsearch, TransportError

from search.engines.ask import EngineFails

#: What the server or the way to it may raise.
TROUBLE = (ApiError, TransportError)
#: Bulk requests may take longer than somebody waits for an answer.
FEED_TIMEOUT_SECONDS = 60.0
#: Threads of a process that ask at the same time; more would wait for one another.
_CONNECTIONS = 32
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 30.0


def client() -> Elasticsearch:
    """Return the client for `settings.ELASTICSEARCH_URL`; it tries nothing twice."""
    return _client(settings.ELASTICSEARCH_URL)


def asking_client() -> Elasticsearch:
    """Return the client for questions, which waits no longer than somebody who asks."""
    return _asking_client(settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_TIMEOUT_SECONDS)


@cache
def _client(url: str) -> Elasticsearch:
    return Elasticsearch(
        url,
        max_retries=0,
        retry_on_timeout=False,
        request_timeout=FEED_TIMEOUT_SECONDS,
        connections_per_node=_CONNECTIONS,
    )


@cache  # making one for each question would take a third of a millisecond
def _asking_client(url: str, seconds: float) -> Elasticsearch:
    return _client(url).options(request_timeout=seconds)


class Fuse:
    """Blows when the server fails, for a second, then twice as long each time; one question at a time tries again.

    One for each process: a server that hangs costs each worker one waiting request, not all of them.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._wait = 0.0
        self._blown_until = 0.0

    def check(self) -> None:
        """Let pass, or refuse.

        Raises:
            EngineFails: the server failed a moment ago.
        """
        with self._lock:
            now = time.monotonic()
            if now < self._blown_until:
                raise EngineFails("Elasticsearch failed a moment ago")
            if self._wait:  # this one tries; others go on being refused until it is back
                self._blown_until = now + self._wait

    def blow(self) -> None:
        """Note a failure."""
        with self._lock:
            self._wait = min(max(self._wait * 2, _FIRST_WAIT), _LONGEST_WAIT)
            self._blown_until = time.monotonic() + self._wait

    def mend(self) -> None:
        """Note an answer."""
        with self._lock:
            self._wait = self._blown_until = 0.0


fuse = Fuse()
