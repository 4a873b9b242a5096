"""Home pages in all languages, roles with their rights, the way from draft to publication."""

from typing import Any

from django.core.management.base import BaseCommand

from home.services import set_up_site


class Command(BaseCommand):
    """For a site without the demo; can be run again after every upgrade."""

    help = "Make sure that home pages, roles, rights and the editorial workflow are there."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it; what exists stays as it is."""
        set_up_site()
