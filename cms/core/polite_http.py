"""Asking other hosts, politely and never our own network: for checking links that editors have written.

Only http and https on their usual ports; a name is resolved once, every address it has must be public, and the
connection goes to the address that was looked at. Redirects are followed by hand under the same rules.

Errors: Unreachable
          NotAllowed    the address is private, or of a kind that is never asked
"""

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from django.conf import settings

SECONDS = 10
_MOST_REDIRECTS = 5
_MOST_BYTES = 200_000
_PORTS = {"http": 80, "https": 443}
_REDIRECTS = {301, 302, 303, 307, 308}

#: From host and port to the addresses that may be connected to.
Resolve = Callable[[str, int], list[str]]


class Unreachable(Exception):
    """Nobody answered, or not in HTTP. Says why, for people."""


class NotAllowed(Unreachable):
    """This is never asked."""


@dataclass(frozen=True)
class Answer:
    """What came back: `url` after redirects, `status`, and the first 200 kB of the body."""

    url: str
    status: int
    body: bytes


def user_agent() -> str:
    """Return how we introduce ourselves, with an address where one can read who we are."""
    return f"WegweiserLinkCheck/1.0 (+{settings.SITE_URL})"


def public_addresses(host: str, port: int) -> list[str]:
    """Return the addresses of a host.

    Raises:
        NotAllowed: one of them is not public, or the port is not one of the web's.
        Unreachable: the host has none.
    """
    if port not in _PORTS.values():
        raise NotAllowed(f"port {port}")
    try:
        found = {str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as error:
        raise Unreachable("unknown host") from error
    for address in found:
        parsed = ipaddress.ip_address(address.partition("%")[0])
        mapped = getattr(parsed, "ipv4_mapped", None) or parsed
        if not mapped.is_global or mapped.is_multicast:
            raise NotAllowed("private address")
    return sorted(found)


def ask(url: str, *, method: str = "GET", resolve: Resolve = public_addresses) -> Answer:
    """Ask for `url` and follow redirects.

    Args:
        url: http or https, without user and password.
        method: "HEAD" or "GET".
        resolve: decides what may be connected to; for tests.

    Raises:
        Unreachable, NotAllowed: see above.
    """
    for _hop in range(_MOST_REDIRECTS + 1):
        answer, location = _ask_once(url, method, resolve)
        if answer.status not in _REDIRECTS or not location:
            return answer
        url = urljoin(url, location)
    raise Unreachable("too many redirects")


def rules_of(url: str, *, resolve: Resolve = public_addresses) -> Callable[[str], bool]:
    """Read the robots.txt of the host of `url` once, and return what says of its addresses whether we may ask for them.

    Without a robots.txt everything is open (RFC 9309, 2.3.1.3).
    """
    parts = urlsplit(url)
    try:
        rules = ask(f"{parts.scheme}://{parts.netloc}/robots.txt", resolve=resolve)
    except Unreachable:
        return lambda _url: True
    if rules.status >= http.client.BAD_REQUEST:
        return lambda _url: True
    parser = RobotFileParser()
    parser.parse(rules.body.decode("utf-8", "replace").splitlines())
    return lambda asked: parser.can_fetch(user_agent(), asked)


def _ask_once(url: str, method: str, resolve: Resolve) -> tuple[Answer, str]:
    parts = urlsplit(url)
    if parts.scheme not in _PORTS or not parts.hostname or parts.username or parts.password:
        raise NotAllowed("not an address of the web")
    try:
        port = parts.port or _PORTS[parts.scheme]
        host = parts.hostname.encode("idna").decode("ascii") if not parts.hostname.isascii() else parts.hostname
    except (ValueError, UnicodeError) as error:
        raise NotAllowed("not an address of the web") from error
    path = parts.path or "/"
    target = f"{path}?{parts.query}" if parts.query else path
    connection = _connect(parts.scheme, host, port, resolve(host, port)[0])
    try:
        connection.request(method, _encoded(target), headers={"User-Agent": user_agent(), "Accept": "*/*"})
        response = connection.getresponse()
        body = b"" if method == "HEAD" else response.read(_MOST_BYTES)
        return Answer(url, response.status, body), response.headers.get("Location", "")
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Unreachable(type(error).__name__) from error
    finally:
        connection.close()


def _connect(scheme: str, host: str, port: int, address: str) -> http.client.HTTPConnection:
    """Connect to `address` and speak to `host`: no second look-up can lead elsewhere."""
    connection = http.client.HTTPConnection(host, port, timeout=SECONDS)
    try:
        sock = socket.create_connection((address, port), timeout=SECONDS)
        if scheme == "https":
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=host)
    except (OSError, ssl.SSLError) as error:
        raise Unreachable(type(error).__name__) from error
    connection.sock = sock
    return connection


def _encoded(target: str) -> str:
    """Encode what addresses written by people hold: umlauts, spaces."""
    return "".join(sign if "!" <= sign <= "~" else "".join(f"%{byte:02X}" for byte in sign.encode()) for sign in target)
