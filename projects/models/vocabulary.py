"""Vocabularies that editors keep: fields of action, target groups, approaches … One row a term, labels by language."""

from collections.abc import Iterable
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.core.languages import FALLBACK_LANGUAGES
from projects.forms import TermForm
from projects.programmes import programme_key


class Term(models.Model):
    """A word of a vocabulary.

    A term that is no longer used stays, because addresses and imports still name it; it points to the term
    that took its place.
    """

    slug = models.SlugField(
        _("short name"),
        unique=True,
        help_text=_("Stands in addresses and in the API, so it should not change."),
    )
    labels = models.JSONField(_("labels"), default=dict, help_text=_("The name of the term in each language."))
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_retired = models.BooleanField(_("no longer used"), default=False)
    successor = models.ForeignKey(
        "self",
        verbose_name=_("replaced by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="predecessors",
    )

    base_form_class = TermForm

    class Meta:
        abstract = True
        ordering: ClassVar = ["order", "slug"]

    def __str__(self) -> str:
        return self.label_in(get_language())

    def label_in(self, language: str | None) -> str:
        """Return the label in `language` (BCP 47 tag), else in German or English, else the short name."""
        for code in (language, *FALLBACK_LANGUAGES):
            if code and self.labels.get(code):
                return str(self.labels[code])
        return self.slug

    def clean(self) -> None:
        """Refuse a term that is part of itself or replaced by itself."""
        super().clean()
        for name in ("parent", "successor"):
            seen, term = {self.pk}, getattr(self, name, None)
            while term is not None:
                if term.pk in seen:
                    raise ValidationError({name: _("This would lead back to the term itself.")})
                seen.add(term.pk)
                term = getattr(term, name)


class FieldOfAction(Term):
    """What a project works on: language, housing, health."""

    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parts",
        help_text=_("The wider field; choosing it finds this one too."),
    )

    class Meta(Term.Meta):
        verbose_name = _("field of action")
        verbose_name_plural = _("fields of action")


class TargetGroup(Term):
    """Whom a project is for."""

    class Meta(Term.Meta):
        verbose_name = _("target group")
        verbose_name_plural = _("target groups")


class Approach(Term):
    """How a project works: mentoring, course, counselling."""

    class Meta(Term.Meta):
        verbose_name = _("approach")
        verbose_name_plural = _("approaches")


class Phase(Term):
    """Where on their way the people are for whom a project is: just arrived, settling in, at home."""

    class Meta(Term.Meta):
        verbose_name = _("phase")
        verbose_name_plural = _("phases")


class AgeGroup(Term):
    """How old the people are for whom a project is."""

    class Meta(Term.Meta):
        verbose_name = _("age group")
        verbose_name_plural = _("age groups")


class FundingProgramme(models.Model):
    """A programme that funds projects, by the name that records give; grows by itself, so that lists can name it."""

    slug = models.CharField(_("short name"), max_length=50, unique=True)
    name = models.CharField(_("name"), max_length=255)

    class Meta:
        verbose_name = _("funding programme")
        verbose_name_plural = _("funding programmes")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    @staticmethod
    def remember(names: Iterable[str]) -> None:
        """Note how programmes are called, the first time each is named; an empty name is none."""
        called = {programme_key(name): name.strip()[:255] for name in names if name.strip()}
        if called:
            # In order, so that two who save at once do not wait for one another.
            rows = [FundingProgramme(slug=key, name=called[key]) for key in sorted(called)]
            FundingProgramme.objects.bulk_create(rows, ignore_conflicts=True)
