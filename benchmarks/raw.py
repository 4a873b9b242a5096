"""The same requests without anything of ours around them."""

import http.client
import json
import threading
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

from search.engines.ask import Ask
from search.engines.elastic.querying import body_of
from search.engines.elastic.schema import alias
from search.engines.postgres import statement_of


def by_hand(engine: Any, questions: Sequence[str], ask: Callable[[str, Any], object]) -> Callable[[str], object]:
    """Return what asks the server a question the way our engine did, and does nothing with the answer but read it.

    Args:
        engine: ours; each question is asked of it once, and what it was asked is kept.
        questions: those that will be asked.
        ask: asks a question of an engine.
    """
    asked: dict[str, list[Ask]] = {}
    for question in questions:
        asked[question] = kept = []

        class Recorder:
            name = engine.name

            def find(self, ask: Ask, kept: list[Ask] = kept) -> object:
                kept.append(ask)
                return engine.find(ask)

        ask(question, Recorder())
    if engine.name == "postgres":
        statements = {question: [statement_of(one) for one in some] for question, some in asked.items()}
        return lambda question: [_execute(*one) for one in statements[question]]
    bodies = {question: [json.dumps(body_of(one)).encode() for one in some] for question, some in asked.items()}
    return lambda question: [_post(body) for body in bodies[question]]


def _execute(statement: str, parameters: list[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()


_own = threading.local()


def _post(body: bytes) -> Any:
    """Send a body over a kept connection, and read the JSON that comes back."""
    address = urlsplit(settings.ELASTICSEARCH_URL)
    kept = _own.__dict__.setdefault("connection", http.client.HTTPConnection(address.hostname or "", address.port))
    kept.request("POST", f"/{alias()}/_search", body=body, headers={"Content-Type": "application/json"})
    return json.loads(kept.getresponse().read())
