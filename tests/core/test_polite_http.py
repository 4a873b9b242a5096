"""Other hosts are asked politely, our own network never."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from cms.core.polite_http import NotAllowed, Unreachable, ask, public_addresses, rules_of


class Answers(BaseHTTPRequestHandler):
    asked: list[tuple[str, str, str]] = []

    def do_GET(self) -> None:
        self.asked.append((self.command, self.path, self.headers["User-Agent"]))
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", "http://intern.example/" if self.path == "/to/intern" else self.path)
        else:
            self.send_response(404 if self.path == "/nothing" else 200)
        self.end_headers()
        if self.path == "/robots.txt" and self.command == "GET":
            self.wfile.write(b"User-agent: *\nDisallow: /closed/\n")

    do_HEAD = do_GET  # noqa: N815  the server calls it so

    def log_message(self, *_args: Any) -> None:
        """Stay silent."""


@pytest.fixture
def host() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Answers)
    Answers.asked.clear()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://offen.example:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def as_if_public(name: str, port: int) -> list[str]:
    """Stand in for the network's edge: one name is public and leads here, others are as they are."""
    return ["127.0.0.1"] if name == "offen.example" else public_addresses("127.0.0.1", 80)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://0.0.0.0/", "http://2130706433/",
        "http://10.0.0.1/", "http://192.168.1.1/", "http://169.254.169.254/latest/meta-data/", "http://[::ffff:10.0.0.1]/",
        "http://user:word@example.org/", "file:///etc/passwd", "ftp://example.org/", "http://8.8.8.8:22/", "http:///x",
        "http://[fe80::1]/", "http://100.64.0.1/",
    ],
)  # fmt: skip
def test_what_is_not_the_public_web_is_never_asked(url: str) -> None:
    with pytest.raises(NotAllowed):
        ask(url)


def test_a_redirect_does_not_lead_into_our_network(host: str) -> None:
    with pytest.raises(NotAllowed):
        ask(f"{host}/to/intern", resolve=as_if_public)
    with pytest.raises(Unreachable):
        ask(f"{host}/to/itself", resolve=as_if_public)


def test_we_say_who_we_are_and_read_robots_txt(host: str) -> None:
    assert ask(f"{host}/", method="HEAD", resolve=as_if_public).status == 200
    assert ask(f"{host}/nothing", resolve=as_if_public).status == 404
    may_ask = rules_of(host, resolve=as_if_public)
    assert may_ask(f"{host}/open/")
    assert not may_ask(f"{host}/closed/x")
    assert {agent.split("/")[0] for _method, _path, agent in Answers.asked} == {"WegweiserLinkCheck"}


def test_nobody_there_is_no_error_of_ours() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        with pytest.raises(Unreachable):
            ask(f"http://offen.example:{port}/", resolve=as_if_public)
