"""Processes that outlive whoever starts them."""

import subprocess
import time
from typing import BinaryIO

import psutil

from .account import Account


def spawn(
    command: list[str], account: Account | None, *, output: BinaryIO, environment: dict[str, str]
) -> psutil.Process | None:
    """Send a server off, detached, as the account; return its process, or None if it has ended already.

    A shell that ends at once starts it, so that nobody here is its parent: nobody has to wait for it, and neither
    Ctrl-C nor a closed terminal reaches it.
    """
    shell = subprocess.run(
        ["/bin/sh", "-c", '"$0" "$@" >&2 & echo $!', *command],
        cwd="/", env=environment, check=True, start_new_session=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=output, **(account.popen if account else {}),
    )  # fmt: skip
    try:
        return psutil.Process(int(shell.stdout))
    except psutil.NoSuchProcess:
        return None


def ended(process: psutil.Process, *, seconds: float = 0) -> bool:
    """Whether the process has ended, or does so within `seconds`; one that nobody has collected yet counts as ended."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            if not process.is_running() or process.status() == psutil.STATUS_ZOMBIE:
                return True
        except psutil.NoSuchProcess:
            return True
        if time.monotonic() >= deadline:
            return False
        time.sleep(0.02)
