"""Two who press at once, and two workers: everything happens once. With real connections."""

from collections.abc import Callable
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from pytest_django import Settings

from accounts.access import Person
from accounts.enums import Role
from accounts.models import User
from home.models import HomePage
from projects.enums import UploadState
from projects.models import ProjectPage, TableUpload
from projects.services import found_project_index
from projects.tables import services
from projects.tables.job import work_through
from tests.factories.projects import berlin, tree_problems

PROJECTS = 150


def at_once(do: Callable[[], Any], times: int = 2) -> list[Exception]:
    barrier, errors = Barrier(times), list[Exception]()

    def run() -> None:
        try:
            barrier.wait()
            do()
        except Exception as error:  # noqa: BLE001  the test looks at it
            errors.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run) for _number in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


@pytest.fixture
def checked(
    transactional_db: None, site_tree: HomePage, person: Callable[..., User], settings: Settings, tmp_path: Path
) -> TableUpload:
    settings.VAR_DIR = tmp_path
    berlin()
    found_project_index()
    editor = Person(person(Role.PROJECT_EDITOR))
    content = "id;title\n" + "".join(f"{number};Projekt {number}\n" for number in range(PROJECTS))
    file = SimpleUploadedFile("liste.csv", content.encode())
    upload = services.receive_table(file, source_name="Stadt A", by=editor)
    services.name_columns(upload, upload.mapping, by=editor)
    work_through()
    return TableUpload.objects.get(pk=upload.pk)


def test_pressed_twice_at_once_and_worked_on_by_two_it_is_imported_once(checked: TableUpload) -> None:
    assert checked.by is not None
    editor = checked.by
    assert at_once(lambda: services.start_import(checked, by=Person(User.objects.get(pk=editor.pk)))) == []
    assert at_once(work_through) == []
    work_through()

    checked.refresh_from_db()
    assert checked.state == UploadState.IMPORTED
    assert ProjectPage.objects.count() == PROJECTS
    assert tree_problems() == []
