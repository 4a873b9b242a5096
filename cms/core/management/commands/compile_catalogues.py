"""Compile the gettext catalogues in pure Python, so that no gettext need be installed."""

from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation.reloader import translation_file_changed


class Command(BaseCommand):
    """Turn each `.po` into the `.mo` beside it, where that is missing or older."""

    help = "Compile the gettext catalogues that have changed; needs no gettext."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Compile, and say how many were."""
        catalogues = [
            path for place in settings.LOCALE_PATHS for path in sorted(Path(place).glob("*/LC_MESSAGES/*.po"))
        ]
        stale = [path for path in catalogues if _is_stale(path)]
        for path in stale:
            compile_catalogue(path)
            # What this process has read of the language before, as Django's own reloader does.
            translation_file_changed(None, path.with_suffix(".mo"))
        if stale and options["verbosity"] > 0:
            self.stdout.write(f"{len(stale)} of {len(catalogues)} catalogues compiled")


def compile_catalogue(path: Path) -> None:
    """Write the `.mo` beside a `.po`, whole or not at all; fuzzy entries stay out, as with msgfmt."""
    new = path.with_suffix(".mo.new")
    polib.pofile(str(path)).save_as_mofile(str(new))
    new.replace(path.with_suffix(".mo"))


def _is_stale(path: Path) -> bool:
    compiled = path.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < path.stat().st_mtime
