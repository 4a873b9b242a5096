"""How large a municipality is, in the classes of the Federal Institute for Research on Building (BBSR).

Source: BBSR, "Stadt- und Gemeindetypen in Deutschland": Großstadt from 100,000 inhabitants (large: 500,000),
Mittelstadt from 20,000 (larger: 50,000), Kleinstadt from 5,000, below that Landgemeinde. BBSR also calls centres of
associations of municipalities towns whatever their size; here only inhabitants count, because the list has no more.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SizeClass(models.TextChoices):
    """Size of a municipality by inhabitants; the values are part of the API."""

    RURAL = "rural", _("Rural municipality (below 5,000)")
    SMALL = "small", _("Small town (5,000 to 20,000)")
    MEDIUM = "medium", _("Medium-sized town (20,000 to 50,000)")
    LARGER_MEDIUM = "larger_medium", _("Larger medium-sized town (50,000 to 100,000)")
    CITY = "city", _("City (100,000 to 500,000)")
    LARGE_CITY = "large_city", _("Large city (500,000 and more)")


_LIMITS = (
    (500_000, SizeClass.LARGE_CITY),
    (100_000, SizeClass.CITY),
    (50_000, SizeClass.LARGER_MEDIUM),
    (20_000, SizeClass.MEDIUM),
    (5_000, SizeClass.SMALL),
    (0, SizeClass.RURAL),
)


class MunicipalityType(models.TextChoices):
    """What a municipality is in the order of the administration; the values are part of the API."""

    CITY_STATE = "city_state", _("City state")
    INDEPENDENT = "independent", _("Town with the tasks of a district")
    IN_DISTRICT_TOWN = "town", _("Town in a district")
    IN_DISTRICT = "municipality", _("Municipality in a district")


def size_class(inhabitants: int | None) -> SizeClass | None:
    """Return the class of a municipality with so many inhabitants; None where the number is not known."""
    if inhabitants is None:
        return None
    return next(klass for limit, klass in _LIMITS if inhabitants >= limit)


def municipality_type(ags: str, kind: str) -> MunicipalityType:
    """Return the type that follows from the key and from what the official list calls the municipality.

    Args:
        ags: eight digits; the last three are 000 where the town is a district of its own.
        kind: as the list says it: "Stadt", "Große Kreisstadt", "Markt", or nothing.
    """
    if ags in {"02000000", "11000000"} or ags.startswith("04"):
        return MunicipalityType.CITY_STATE
    if ags.endswith("000"):
        return MunicipalityType.INDEPENDENT
    return MunicipalityType.IN_DISTRICT_TOWN if "stadt" in kind.casefold() else MunicipalityType.IN_DISTRICT
