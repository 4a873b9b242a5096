"""Menus, in the order that editors choose."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable


class MenuItem(Orderable):
    """A page in a menu. Readers see its title in their language, or in the first one it has."""

    class Place(models.TextChoices):
        """Where the menu stands."""

        MAIN = "main", _("Main menu")
        FOOTER = "footer", _("Footer")
        HELP = "help", _("Door “Help now” on the home page")

    place = models.CharField(_("menu"), max_length=10, choices=Place.choices, default=Place.MAIN)
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page"),
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("Choose the German page; readers get the one in their language."),
    )

    panels: ClassVar = [FieldPanel("place"), FieldPanel("page")]

    class Meta(Orderable.Meta):
        verbose_name = _("menu item")
        verbose_name_plural = _("menu items")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["place", "page"],
                name="home_menuitem_once_a_menu",
                violation_error_message=_("This page is in the menu already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_place_display()}: {self.page}"
