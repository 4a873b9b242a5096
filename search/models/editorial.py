"""What editors add to the search, and what they learn from it."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core.folding import fold
from cms.core.languages import BY_CODE, SOURCE_LANGUAGE

MOST_SYNONYMS = 20


class SynonymGroup(models.Model):
    """Words that mean the same: whoever asks for one of them finds the others."""

    language = models.CharField(
        _("language"),
        max_length=20,
        choices=[(code, language.name) for code, language in BY_CODE.items()],
        default=SOURCE_LANGUAGE,
    )
    words = models.TextField(_("words"), max_length=1000, help_text=_("One word or phrase a line, at least two."))
    is_live = models.BooleanField(
        _("used by the search"), default=False, help_text=_("Try it out first: the list shows what it would change.")
    )

    class Meta:
        verbose_name = _("group of synonyms")
        verbose_name_plural = _("synonyms")
        ordering: ClassVar = ["language", "words"]

    def __str__(self) -> str:
        return " = ".join(self.phrases)

    @property
    def phrases(self) -> list[str]:
        """The words, each once."""
        return list(dict.fromkeys(line.strip() for line in self.words.splitlines() if line.strip()))

    def clean(self) -> None:
        """Refuse groups that say nothing, or too much."""
        super().clean()
        if not 2 <= len(self.phrases) <= MOST_SYNONYMS:
            raise ValidationError(
                {"words": _("A group has from 2 to %(most)s words, one a line.") % {"most": MOST_SYNONYMS}}
            )


class BestBet(models.Model):
    """A page that stands first for certain questions."""

    language = models.CharField(
        _("language"),
        max_length=20,
        choices=[(code, language.name) for code, language in BY_CODE.items()],
        default=SOURCE_LANGUAGE,
    )
    questions = models.TextField(
        _("questions"), max_length=1000, help_text=_("One a line. Case, accents and order of words do not matter.")
    )
    page = models.ForeignKey("wagtailcore.Page", verbose_name=_("page"), on_delete=models.CASCADE, related_name="+")
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    #: The questions as they are compared, kept by `save`.
    asked = models.JSONField(default=list, editable=False)

    class Meta:
        verbose_name = _("best bet")
        verbose_name_plural = _("best bets")
        ordering: ClassVar = ["language", "order", "pk"]

    def __str__(self) -> str:
        return self.questions.partition("\n")[0].strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the questions as they are compared."""
        self.asked = [asked for line in self.questions.splitlines() if (asked := compared(line))]
        super().save(*args, **kwargs)


def compared(text: str) -> str:
    """Return a question as it is compared: folded, in any order of words."""
    return " ".join(sorted(fold(text).split()))


class CountedQuestion(models.Model):
    """How often something was asked for, and how often in vain; nothing of who asked, or when exactly.

    Attributes:
        words: folded, without what looks like a person's number or address.
    """

    language = models.CharField(_("language"), max_length=20)
    words = models.CharField(_("question"), max_length=100)
    asked = models.PositiveIntegerField(_("asked"), default=0)
    in_vain = models.PositiveIntegerField(_("found nothing"), default=0)
    last_week = models.DateField(_("last asked in the week of"))

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering: ClassVar = ["-in_vain", "-asked", "words"]
        constraints: ClassVar = [models.UniqueConstraint(fields=("language", "words"), name="search_question_once")]

    def __str__(self) -> str:
        return self.words
