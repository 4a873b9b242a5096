"""Every check but the tests, all of them, with what failed at the end."""

import os
import shutil
import subprocess
import sys
import time

from scripts.environment import PROJECT, PYTHON

_BIN = PYTHON.parent
_TEST = {"DJANGO_SETTINGS_MODULE": "cms.settings.test"}
# Values such as an operator would set; nothing is connected to.
_PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "cms.settings.production",
    "SECRET_KEY": "8Jq2-only-for-this-check-vX9rT4mZ7wKc1LpNd5HsYb3GfRu6AeQo0iEtUj",
    "ALLOWED_HOSTS": "wegweiser.example.org",
    "SITE_URL": "https://wegweiser.example.org",
    "DATABASE_URL": "postgresql://wegweiser@127.0.0.1/wegweiser",
}

#: Name, command, and what it needs in the environment.
CHECKS: list[tuple[str, list[str], dict[str, str]]] = [
    ("lint", [f"{_BIN}/ruff", "check", "."], {}),
    ("format", [f"{_BIN}/ruff", "format", "--check", "."], {}),
    ("types", [f"{PYTHON}", "-m", "mypy", "."], {}),
    ("template-format", [f"{_BIN}/djlint", "--check", "--quiet", "templates"], {}),
    ("template-lint", [f"{_BIN}/djlint", "--lint", "templates"], {}),
    ("imports", [f"{_BIN}/lint-imports"], {}),
    ("migrations", [f"{PYTHON}", "manage.py", "makemigrations", "--check", "--dry-run"], _TEST),
    ("deployment", [f"{PYTHON}", "manage.py", "check", "--deploy", "--fail-level", "WARNING"], _PRODUCTION),
    ("catalogues", [f"{PYTHON}", "-m", "scripts.check_catalogues"], {}),
    ("collected", [f"{PYTHON}", "-m", "scripts.check_collected"], _TEST),
]


def main(names: list[str]) -> int:
    """Run the named checks, or all; return 1 if any failed."""
    known = [name for name, _, _ in CHECKS]
    if unknown := sorted(set(names) - set(known)):
        print(f"There is no check {', '.join(unknown)}. There are: {', '.join(known)}", file=sys.stderr)
        return 2
    failed = [name for name, command, more in CHECKS if name in (names or known) and not _passes(name, command, more)]
    print(f"\nFailed: {', '.join(failed)}" if failed else "\nAll checks passed.")
    return 1 if failed else 0


def _passes(name: str, command: list[str], more: dict[str, str]) -> bool:
    """Run one check; what it says is shown only if it fails."""
    print(f"{name} …", end=" ", flush=True)
    began = time.monotonic()
    # Wide, and without colours, so that what is said can be read in a log.
    variables = {**os.environ, "COLUMNS": "160", "NO_COLOR": "1", **more}
    done = subprocess.run(
        command, cwd=PROJECT, env=variables, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
    )  # fmt: skip
    passed = done.returncode == 0
    print(f"{'passed' if passed else 'FAILED'} after {time.monotonic() - began:.0f} s", flush=True)
    if not passed:
        program = shutil.which(command[0]) or command[0]
        print(f"{' '.join([program, *command[1:]])}\n{done.stdout}", flush=True)
    return passed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
