"""What stands for a project in addresses."""

from django.urls import register_converter


class IdentifierConverter:
    """A permanent identifier: gp-2026-00017."""

    regex = r"gp-[0-9]{4}-[0-9]{5,9}"

    def to_python(self, value: str) -> str:
        """Return it as it is."""
        return value

    def to_url(self, value: str) -> str:
        """Return it as it is."""
        return value


register_converter(IdentifierConverter, "record")
