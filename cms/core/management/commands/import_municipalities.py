"""`manage.py import_municipalities FILE`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.core.municipalities import NoMunicipalityList, read_municipalities, store_municipalities


class Command(BaseCommand):
    """Read the official list of municipalities; running it again brings it up to date."""

    help = "Read the official list of municipalities (Destatis GV100AD, or a table with its columns)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Read and store."""
        path: Path = options["file"]
        try:
            count = store_municipalities(read_municipalities(path))
        except (OSError, NoMunicipalityList) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{count} municipalities read from {path.name}.")
