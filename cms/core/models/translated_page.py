"""What a page that people translate knows of its translations: how much the last change matters to them."""

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class ChangeWeight(models.TextChoices):
    """What a change of the source means for those who translate it."""

    SMALL = "small", _("Small: a typing error, a comma. Translations stay as they are.")
    NORMAL = "normal", _("Normal: translations are outdated until somebody has looked at them.")
    URGENT = "urgent", _("Urgent: readers could be harmed by the old text. Translators see it first.")


class TranslatedPage(models.Model):
    """Mixin of page types that are written in the source language and translated by people.

    The weight goes with the draft through the workflow, so whoever publishes sees what the editor meant. It
    counts once: after publication it is "normal" again.
    """

    change_weight = models.CharField(
        _("this change is"),
        max_length=10,
        choices=ChangeWeight.choices,
        default=ChangeWeight.NORMAL,
        help_text=_("Counts for everything that has changed since the page was last published."),
    )

    class Meta:
        abstract = True


def translated_page_types() -> list[type[Page]]:
    """Return the page types that translators are asked for."""
    return [model for model in apps.get_models() if getattr(model, "is_translated_by_people", False)]
