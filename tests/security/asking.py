"""Asking an address, and reading everything that comes back."""

import re
import zipfile
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.db import transaction
from django.http import HttpResponse

from tests.security.people import Asker

WORD = re.compile(r"zq[0-9a-f]{12}")


@dataclass(frozen=True)
class Answer:
    """What came back: status, head and body, with the asked address taken out."""

    asked: str
    status: int
    head: str
    body: str

    def words(self) -> set[str]:
        """Return the marked words in it that the asker did not bring along."""
        return set(WORD.findall(self.head + self.body)) - set(WORD.findall(self.asked))


def ask(asker: Asker, path: str, *, method: str = "GET", data: Any = None) -> Answer:
    """Ask and undo what the question changed."""
    client = asker.for_path(path)
    for cookie in set(client.cookies) - {"sessionid"}:
        # Messages travel in a cookie: they shall be found at the answer that says them, not at the next.
        del client.cookies[cookie]
    options = {"content_type": "application/json"} if path.startswith("/api/") else {}
    session = client.cookies["sessionid"].value if "sessionid" in client.cookies else ""
    point = transaction.savepoint()
    try:
        response = client.generic(method, path, *_body(data, options), **options)
        head, body = f"{dict(response.headers)}\n{response.cookies}", _content(response)
    finally:
        transaction.savepoint_rollback(point)
        if session:  # Wagtail's sign-out takes the cookie away even where it refuses
            client.cookies["sessionid"] = session
    return Answer(f"{method} {path} {data or ''}", response.status_code, head, body.replace(path, ""))


def _body(data: Any, options: dict[str, str]) -> tuple[bytes, ...]:
    if data is None:
        return ()
    options.setdefault("content_type", "application/x-www-form-urlencoded")
    return (data,)


def _content(response: HttpResponse) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(BytesIO(content)) as container:
            content = b"\n".join(container.read(name) for name in container.namelist())
    return content.decode("utf-8", "replace")
