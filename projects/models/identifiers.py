"""Permanent identifiers (gp-2026-00017): one for each record, shared by its translations, never given again."""

from typing import ClassVar
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class IdentifierCounter(models.Model):
    """The last number given in a year. Only ever rises; a deleted record does not free its number."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class PermanentIdentifier(models.Model):
    """Which record bears an identifier. The row stays when the record is deleted."""

    identifier = models.CharField(_("identifier"), max_length=20, unique=True)
    translation_key = models.UUIDField(_("record"), unique=True)
    source = models.CharField(_("source"), max_length=20, blank=True)
    source_identifier = models.CharField(_("identifier in the source"), max_length=100, blank=True)
    issued_at = models.DateTimeField(_("issued"), default=timezone.now)

    class Meta:
        verbose_name = _("permanent identifier")
        verbose_name_plural = _("permanent identifiers")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("source", "source_identifier"),
                condition=~models.Q(source=""),
                name="projects_identifier_source_once",
            )
        ]

    def __str__(self) -> str:
        return self.identifier


@transaction.atomic
def reserve_identifiers(count: int) -> list[str]:
    """Take `count` new identifiers of this year. Others who ask wait until the transaction ends.

    Returns: the identifiers in order; numbers of five digits and more.
    """
    year = timezone.localdate().year
    IdentifierCounter.objects.get_or_create(year=year)
    counter = IdentifierCounter.objects.select_for_update().get(year=year)
    first = counter.last + 1
    counter.last += count
    counter.save(update_fields=["last"])
    return [f"gp-{year}-{number:05d}" for number in range(first, first + count)]


@transaction.atomic
def identifier_for(record: UUID) -> str:
    """Return the identifier of the record with this translation key; give it one if it has none."""
    known = PermanentIdentifier.objects.filter(translation_key=record).first()
    if known is None:
        [identifier] = reserve_identifiers(1)
        known = PermanentIdentifier.objects.create(identifier=identifier, translation_key=record)
    return known.identifier
