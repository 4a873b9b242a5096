"""The command line of `./run`, and what can be refused before anything is installed."""

import argparse
import os
import socket
import sys

from cms.services.errors import PortTaken, ServiceError

_DESCRIPTION = """\
Sets up and serves the demo site on http://127.0.0.1:8000. The first start takes some minutes, the next ones seconds;
what was changed in between is kept. Ctrl-C ends it.
"""
_EPILOG = """\
From the environment: DATABASE_URL and ELASTICSEARCH_URL name servers that already run, DEMO_PASSWORD is the password
of the demo's accounts (made up, kept and shown if unset), WEGWEISER_CACHE is where downloads are kept.
"""


class WrongUse(ServiceError):
    """Options that cannot be had together."""


def parse(arguments: list[str]) -> argparse.Namespace:
    """Read the command line; ends the process on `--help` and on what it does not know."""
    parser = argparse.ArgumentParser(
        prog="./run", description=_DESCRIPTION, epilog=_EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--port", type=_port, default=8000, help="where to serve (default: 8000)")
    parser.add_argument("--no-demo", action="store_true", help="leave the site empty instead of loading the demo")
    parser.add_argument(
        "--elasticsearch", action="store_true", help="fetch (once, 920 MB) and use an Elasticsearch of its own"
    )
    parser.add_argument("--reset", action="store_true", help="first delete the database, uploads and index below var/")
    parser.add_argument("--yes", action="store_true", help="do not ask before deleting")
    return parser.parse_args(arguments)


def check(options: argparse.Namespace) -> None:
    """Refuse what cannot work.

    Raises:
        WrongUse: `--reset` where it would delete nothing, or nobody was asked.
    """
    if options.reset and os.environ.get("DATABASE_URL"):
        raise WrongUse("--reset deletes the database below var/, but DATABASE_URL names another one. Unset it.")
    if options.reset and not options.yes and not sys.stdin.isatty():
        raise WrongUse(
            "--reset deletes the database and the uploads below var/. Add --yes to do so without being asked."
        )


def check_port(port: int) -> None:
    """Refuse a port on which somebody listens.

    Raises:
        PortTaken: somebody does, or the system keeps it for itself.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError as error:
            raise PortTaken(f"Port {port} is reserved. Choose one from 1024 up: ./run --port 8000") from error
        except OSError as error:
            raise PortTaken(
                f"Port {port} is taken by another program. Choose another one: ./run --port {port + 1}"
            ) from error


def _port(text: str) -> int:
    port = int(text)
    if not 0 < port < 65536:
        raise argparse.ArgumentTypeError(f"{port} is no port: 1 to 65535")
    return port
