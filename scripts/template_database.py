"""A database with all tables, copied for each process of the tests instead of running 250 migrations in each.

Made again whenever a migration or a package has changed; the one before it is dropped.
"""

import hashlib
import subprocess
from collections.abc import Mapping

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from cms.services.errors import StartFailed
from cms.services.locking import locked
from cms.services.progress import working
from scripts.environment import PROJECT, PYTHON, VAR

_NAMED = "template_wegweiser_"


def ensure(variables: Mapping[str, str]) -> str:
    """Make the template unless it is there; return its name.

    Args:
        variables: the environment of the tests; `DATABASE_URL` names a database whose user may make others.

    Raises:
        StartFailed: a migration fails; says which command shows it.
    """
    name, unfinished = f"{_NAMED}{_digest()}", f"{_NAMED}unfinished"
    address = variables["DATABASE_URL"]
    with (
        locked(VAR / "test-run" / "template.lock", seconds=600),
        psycopg.connect(address, autocommit=True) as connection,
    ):
        found = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{_NAMED}%"]).fetchall()
        known = {row[0] for row in found}
        if name not in known:
            for old in known:
                connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(old)))
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(unfinished)))
            _migrate({**variables, "DATABASE_URL": make_conninfo(address, dbname=unfinished)})
            rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
            connection.execute(rename.format(sql.Identifier(unfinished), sql.Identifier(name)))
    return name


def _migrate(variables: Mapping[str, str]) -> None:
    command = [str(PYTHON), "manage.py", "migrate", "--no-input", "--verbosity", "0"]
    with working("Creating the tables of the tests, once"):
        done = subprocess.run(command, cwd=PROJECT, env=dict(variables), stdin=subprocess.DEVNULL, check=False)
    if done.returncode:
        raise StartFailed(f"A migration failed: see above. The command was: {' '.join(command)}.")


def _digest() -> str:
    """Return what the tables follow from: every migration of ours, and the packages that bring theirs."""
    digest = hashlib.sha256()
    for path in [*sorted(PROJECT.glob("*/migrations/*.py")), *sorted(PROJECT.glob("*/*/migrations/*.py"))]:
        digest.update(str(path.relative_to(PROJECT)).encode() + b"\0" + path.read_bytes())
    digest.update((PROJECT / "requirements-dev.txt").read_bytes())
    return digest.hexdigest()[:16]
