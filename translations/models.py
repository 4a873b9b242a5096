"""What cannot be asked of wagtail-localize's rows: who checked, what was urgent, what was set aside, the glossary."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Locale

from cms.core.languages import LANGUAGES, SOURCE_LANGUAGE
from translations.enums import SetAsideBecause


def target_languages() -> list[tuple[str, str]]:
    """Return the languages that are translated into: tag, and name in German, which the administration speaks."""
    return [(language.code, language.name_de) for language in LANGUAGES if language.code != SOURCE_LANGUAGE]


class TranslationCheck(models.Model):
    """Who last said that a page is right in a language, and when."""

    translation_key = models.UUIDField()
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    checked_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("translation_key", "locale"), name="translations_translationcheck_once")
        ]

    def __str__(self) -> str:
        return f"{self.translation_key} {self.locale_id} {self.checked_at:%Y-%m-%d}"


class TextCount(models.Model):
    """How many texts a page has and how many are written in each language; a memory, see translations/counting.py.

    Triggers in the database take `counts` away and raise `version` whenever one of those rows changes, by whatever
    way (migration 0002).
    """

    object_id = models.UUIDField(primary_key=True)
    version = models.BigIntegerField(db_default=0)
    counts = models.JSONField(null=True)

    def __str__(self) -> str:
        return f"{self.object_id} {self.version}"


class UrgentChange(models.Model):
    """When a source was last published with a change that cannot wait."""

    translation_key = models.UUIDField(unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.translation_key} {self.at:%Y-%m-%d}"


class SetAsideText(models.Model):
    """A text that somebody wrote and that is not in use: kept, so that nothing is lost."""

    translation_key = models.UUIDField(db_index=True)
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    path = models.TextField()
    source_text = models.TextField()
    text = models.TextField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    replaced_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    because = models.CharField(max_length=10, choices=SetAsideBecause.choices)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-at"]

    def __str__(self) -> str:
        return self.text[:60]


class LanguagePolicy(models.Model):
    """What an administrator allows in a language."""

    language = models.CharField(_("language"), max_length=35, unique=True, choices=target_languages)
    publishes_machine_text = models.BooleanField(
        _("publish what a machine translated before anybody has checked it"),
        default=False,
        help_text=_("Readers are told on each such page. Texts that lost a number or a link are not published."),
    )

    panels: ClassVar = [FieldPanel("language"), FieldPanel("publishes_machine_text")]

    class Meta:
        verbose_name = _("rule for a language")
        verbose_name_plural = _("rules for languages")

    def __str__(self) -> str:
        return str(dict(target_languages()).get(self.language, self.language))


class GlossaryTerm(models.Model):
    """A German word and how the office says it in a language."""

    term = models.CharField(_("German word"), max_length=120)
    language = models.CharField(_("language"), max_length=35, choices=target_languages)
    wording = models.CharField(
        _("how it is said"),
        max_length=200,
        blank=True,
        help_text=_("Leave it empty if the German word stays as it is, as names of offices do."),
    )
    note = models.CharField(_("note for translators"), max_length=300, blank=True)

    panels: ClassVar = [FieldPanel("term"), FieldPanel("language"), FieldPanel("wording"), FieldPanel("note")]

    class Meta:
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary")
        ordering: ClassVar = ["term", "language"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("term", "language"),
                name="translations_glossaryterm_once",
                violation_error_message=_("This word is in the glossary of this language already."),
            )
        ]

    def __str__(self) -> str:
        return self.term
