"""The list of projects in four languages, Berlin in the official list, and one way to import."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from home.models import HomePage
from projects.importing.orders import Order, Outcome
from projects.importing.running import import_projects
from projects.models import ProjectIndexPage
from projects.services import found_project_index
from tests.factories.projects import berlin


@pytest.fixture
def index(site_tree: HomePage) -> ProjectIndexPage:
    """The German list of projects; it exists in English, Easy German and Arabic too."""
    berlin()
    return found_project_index()


@pytest.fixture
def importing(index: ProjectIndexPage, tmp_path: Path) -> Callable[..., Outcome]:
    """Import a file: `importing(path)`, `importing(path, preset="esf", dry_run=True)`."""

    def run(path: Path, *, preset: str = "berlin", **options: Any) -> Outcome:
        return import_projects(Order(path=path, preset=preset, reports=tmp_path / "reports", **options))

    return run


def counts(outcome: Outcome) -> tuple[int, int, int, int]:
    """Return what became of the records: read, taken, merged, refused."""
    run = outcome.run
    return run.read, run.taken, run.merged, run.refused


@pytest.fixture(autouse=True)
def _no_second_factor(settings: Settings) -> None:
    """These tests are about the list and the editor, not about the door to them (tests/security)."""
    settings.ADMIN_REQUIRES_MFA = False
