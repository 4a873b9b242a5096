"""Icons of topics, for those who read little."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Icon(models.TextChoices):
    """The value is the name of the drawing in the site's set of icons."""

    SIGNPOST = "signpost", _("Signpost")
    HOME = "home", _("House")
    KEY = "key", _("Key")
    DOCUMENT = "document", _("Document")
    SPEECH = "speech", _("Speech bubble")
    SCHOOL = "school", _("School")
    FAMILY = "field-family", _("Family")
    PEOPLE = "people", _("People")
    HEALTH = "health", _("Health")
    WORK = "work", _("Work")
    MONEY = "money", _("Money")
    PHONE = "phone", _("Telephone")
    SCALES = "scales", _("Scales")
    SHIELD = "shield", _("Shield")
    RIGHTS = "field-antidiscrimination", _("Equal rights")
    CALENDAR = "calendar", _("Calendar")
    PLACE = "place", _("Place")
