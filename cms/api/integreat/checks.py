"""Whether the settings of the region can be understood by the client."""

import re
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

_REGION = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
#: First parts of addresses below /integreat/api/v3/ that mean something else.
_TAKEN = {"regions"}


@register()
def check_region(**_kwargs: Any) -> list[CheckMessage]:
    """Say what is wrong with INTEGREAT_REGION, INTEGREAT_COORDINATES and INTEGREAT_BOUNDING_BOX."""
    problems: list[CheckMessage] = []
    region = settings.INTEGREAT_REGION
    if not _REGION.fullmatch(region) or region in _TAKEN:
        problems.append(
            Error(
                f"INTEGREAT_REGION is {region!r}.",
                hint="Lower-case letters, digits and hyphens, e.g. musterstadt.",
                id="api.E001",
            )
        )
    if not _are_degrees(settings.INTEGREAT_COORDINATES, (90, 180)):
        problems.append(
            Error("INTEGREAT_COORDINATES is no place.", hint="Latitude, longitude: 51.33,6.56", id="api.E002")
        )
    box = settings.INTEGREAT_BOUNDING_BOX
    if box and not (_are_degrees(box, (180, 90, 180, 90)) and box[0] < box[2] and box[1] < box[3]):
        problems.append(
            Error(
                "INTEGREAT_BOUNDING_BOX is no area.", hint="West, south, east, north: 6.4,51.2,6.7,51.4", id="api.E003"
            )
        )
    return problems


def _are_degrees(values: list[float], limits: tuple[int, ...]) -> bool:
    return len(values) == len(limits) and all(abs(value) <= limit for value, limit in zip(values, limits, strict=True))
