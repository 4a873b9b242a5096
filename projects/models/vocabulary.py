"""Vocabularies that editors keep: fields of action, target groups. One row a term, its labels by language."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.core.languages import FALLBACK_LANGUAGES
from projects.forms import TermForm


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
    successor = models.ForeignKey(
        "self",
        verbose_name=_("replaced by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="predecessors",
    )

    class Meta(Term.Meta):
        verbose_name = _("field of action")
        verbose_name_plural = _("fields of action")

    def clean(self) -> None:
        """Refuse a term that is part of itself or replaced by itself."""
        super().clean()
        for name in ("parent", "successor"):
            seen, term = {self.pk}, getattr(self, name)
            while term is not None:
                if term.pk in seen:
                    raise ValidationError({name: _("This would lead back to the term itself.")})
                seen.add(term.pk)
                term = getattr(term, name)


class TargetGroup(Term):
    """Whom a project is for."""

    successor = models.ForeignKey(
        "self",
        verbose_name=_("replaced by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="predecessors",
    )

    class Meta(Term.Meta):
        verbose_name = _("target group")
        verbose_name_plural = _("target groups")
