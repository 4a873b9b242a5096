"""What the administration learns of the core."""

from wagtail import hooks

from cms.core.municipality_chooser import MunicipalityChooser, municipality_chooser


@hooks.register("register_admin_viewset")
def register_municipality_chooser() -> MunicipalityChooser:
    """Let people choose municipalities by name."""
    return municipality_chooser
