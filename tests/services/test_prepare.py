"""What `./run` brings up to date before it serves."""

from pathlib import Path
from typing import Any

import polib
import pytest
from django.core.management import call_command
from wagtail.models import Site

from accounts.models import User
from home.models import HomePage


@pytest.fixture
def catalogue(tmp_path: Path, settings: Any) -> Path:
    """A German catalogue with one entry that is translated, and one that somebody has to look at."""
    path = tmp_path / "de" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    file = polib.POFile()
    file.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    file.append(polib.POEntry(msgid="Find projects", msgstr="Projekte finden"))
    file.append(polib.POEntry(msgid="Find offers", msgstr="Projekte finden", flags=["fuzzy"]))
    file.save(str(path))
    settings.LOCALE_PATHS = [tmp_path]
    return path


def test_catalogues_are_compiled_without_what_is_doubtful(catalogue: Path) -> None:
    call_command("compile_catalogues", verbosity=0)

    compiled = polib.mofile(str(catalogue.with_suffix(".mo")))
    assert {entry.msgid: entry.msgstr for entry in compiled} == {"Find projects": "Projekte finden"}


def test_catalogues_that_have_not_changed_are_left_alone(catalogue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("compile_catalogues")
    call_command("compile_catalogues")

    assert capsys.readouterr().out == "1 of 1 catalogues compiled\n"


@pytest.mark.django_db
def test_the_demo_is_not_loaded_twice_but_its_accounts_take_a_new_password(
    tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.VAR_DIR = tmp_path
    (tmp_path / "demo-password").write_text("the one before")
    editor = User.objects.create_user("editor@example.org", "the one before", display_name="Edith")
    somebody = User.objects.create_user("somebody@example.org", "a password of their own", display_name="Sam")
    monkeypatch.setenv("DEMO_PASSWORD", "a new one")

    call_command("prepare")

    editor.refresh_from_db()
    somebody.refresh_from_db()
    assert editor.check_password("a new one")
    assert somebody.check_password("a password of their own")
    assert (tmp_path / "demo-password").read_text() == "a new one"
    assert "demo" not in capsys.readouterr().out


def test_links_begin_with_the_address_that_the_site_is_served_at(site_tree: HomePage, settings: Any) -> None:
    settings.SITE_URL = "http://127.0.0.1:8123"
    call_command("prepare", no_demo=True)
    Site.clear_site_root_paths_cache()
    assert site_tree.full_url == "http://127.0.0.1:8123/de/"
