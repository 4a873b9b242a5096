"""How the answer to a question is shown. No part of the question: feeds, exports and the API know nothing of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class View(models.TextChoices):
    """As cards, as a table, on a map."""

    LIST = "list", _("List")
    TABLE = "table", _("Table")
    MAP = "map", _("Map")
