"""The states of a page in a language, as those who translate speak of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CellState(models.TextChoices):
    """In the order of the counts above the matrix."""

    NOT_BEGUN = "not-begun", _("Not begun")
    IN_WORK = "in-work", _("In work")
    MACHINE = "machine", _("By machine, unchecked")
    OUTDATED = "outdated", _("Outdated")
    CHECKED = "checked", _("Checked")


#: What has still to be done by somebody.
OPEN_STATES = (CellState.OUTDATED, CellState.MACHINE, CellState.IN_WORK, CellState.NOT_BEGUN)

#: An icon of Wagtail's for each; words stand beside it always.
ICONS = {
    CellState.NOT_BEGUN: "circle-plus",
    CellState.IN_WORK: "edit",
    CellState.MACHINE: "cogs",
    CellState.OUTDATED: "warning",
    CellState.CHECKED: "success",
}


class SetAsideBecause(models.TextChoices):
    """Why a text that somebody wrote is not in use, and is kept nevertheless."""

    REPLACED = "replaced", _("somebody else wrote another text")
    FILE = "file", _("a file came back, and the text here had been changed meanwhile")
