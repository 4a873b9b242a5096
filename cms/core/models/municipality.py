"""Municipalities of the official list (Destatis, Gemeindeverzeichnis GV100AD)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core.municipality_sizes import MunicipalityType, SizeClass, municipality_type, size_class


class Municipality(models.Model):
    """A German municipality, as the official list names it."""

    ags = models.CharField(_("municipality key (AGS)"), max_length=8, unique=True)
    ars = models.CharField(_("regional key (ARS)"), max_length=12, blank=True)
    name = models.CharField(_("name"), max_length=120)
    name_folded = models.CharField(max_length=120, db_index=True, editable=False)
    kind = models.CharField(_("kind"), max_length=60, blank=True)
    land_code = models.CharField(_("Land key"), max_length=2)
    land = models.CharField(_("Land"), max_length=40)
    district = models.CharField(_("district"), max_length=120, blank=True)
    area_ha = models.DecimalField(_("area in ha"), max_digits=10, decimal_places=2, null=True, blank=True)
    inhabitants = models.PositiveIntegerField(_("inhabitants"), null=True, blank=True)
    postcode = models.CharField(_("postcode of the seat"), max_length=5, blank=True)
    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    as_of = models.DateField(_("as of"), null=True, blank=True)

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        ordering = ["name_folded", "ags"]

    def __str__(self) -> str:
        return self.name

    @property
    def size_class(self) -> SizeClass | None:
        """Its size by inhabitants; None where the list does not say how many there are."""
        return size_class(self.inhabitants)

    @property
    def type(self) -> MunicipalityType:
        """What it is in the order of the administration."""
        return municipality_type(self.ags, self.kind)
