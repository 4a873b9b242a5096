"""Which machine translator there is, if any."""

from typing import Any

from wagtail.models import Locale
from wagtail_localize.machine_translators import get_machine_translator


def machine_for(source: Locale, target: Locale) -> Any:
    """Return the translator of the settings if it has the two languages, else None."""
    machine = get_machine_translator()
    return machine if machine is not None and machine.can_translate(source, target) else None
