"""The one database: `DATABASE_URL`, or a PostgreSQL of the project's own under `var/`."""

import os
from pathlib import Path
from typing import Any

from psycopg.conninfo import conninfo_to_dict

#: Of one process. psycopg's own largest number is four; each job of the worker keeps a connection for itself.
_POOL = {"timeout": 10, "min_size": 2, "max_size": 24}


def database(data_dir: Path, *, durable: bool = True, pool: bool = True) -> dict[str, Any]:
    """Return Django's description of the database, starting the embedded server if none is named.

    Args:
        data_dir: where the embedded server keeps its data.
        durable: False only for tests: a crash may then lose data.
        pool: whether connections are kept in psycopg's pool.

    Raises:
        cms.services.errors.ServiceError: the embedded server cannot start; says what to do.
        psycopg.ProgrammingError: `DATABASE_URL` is no address of a PostgreSQL database.
    """
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        # Only needed, and perhaps only installed, without DATABASE_URL.
        from cms.services.postgres import start  # noqa: PLC0415

        url = start(data_dir, durable=durable)
    # psycopg reads its own addresses, Unix sockets and options included; nobody else need.
    given = {key: str(value) for key, value in conninfo_to_dict(url).items() if value is not None}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": given.pop("dbname", "postgres"),
        "USER": given.pop("user", ""),
        "PASSWORD": given.pop("password", ""),
        "HOST": given.pop("host", ""),
        "PORT": given.pop("port", ""),
        "OPTIONS": {**given, **({"pool": _POOL} if pool else {})},
        "CONN_HEALTH_CHECKS": True,
    }
