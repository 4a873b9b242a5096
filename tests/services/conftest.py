"""Places of their own for servers, so that no test touches those of the session, or of the developer."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from cms.services import elasticsearch, postgres
from cms.services.account import remove_data_dir


@pytest.fixture
def place() -> Iterator[Path]:
    """An empty directory that every account may enter (pytest's own may not); servers below it end with the test."""
    directory = Path(tempfile.mkdtemp(prefix="wegweiser-test-"))
    directory.chmod(0o755)
    yield directory
    _end_servers(directory)
    shutil.rmtree(directory)


@pytest.fixture
def tiny_disk(place: Path) -> Iterator[Path]:
    """A disk of 30 MB."""
    # Found now: a test may leave nothing in the path.
    mount, umount = shutil.which("mount") or "mount", shutil.which("umount") or "umount"
    directory = place / "disk"
    directory.mkdir()
    mounting = [mount, "-t", "tmpfs", "-o", "size=30m,mode=755", "tmpfs", str(directory)]
    if subprocess.run(mounting, capture_output=True, check=False).returncode != 0:
        pytest.skip("only root may mount a disk")
    yield directory
    _end_servers(directory)
    subprocess.run([umount, "--lazy", str(directory)], check=True)


def _end_servers(directory: Path) -> None:
    for lock in directory.rglob("*.lock"):
        data_dir = lock.with_suffix("")
        if data_dir.exists():
            postgres.stop(data_dir)
            elasticsearch.stop(data_dir)
            remove_data_dir(data_dir)
