"""Panels of the page editor that say something and ask for nothing: how complete a record is, whom one can ask."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from wagtail.admin.panels import Panel

from accounts.access import may, person_of
from projects.completeness import completeness, known_of_page
from projects.models.contacts import ProjectContact


class CompletenessPanel(Panel):
    """How complete the record is, by the rule that proposals are measured by."""

    class BoundPanel(Panel.BoundPanel):
        """The panel in the editor of one page."""

        template_name = "projects/administration/completeness_panel.html"

        def is_shown(self) -> bool:
            """Show it once there is a record."""
            return bool(self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Name what the panel shows."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            has_contact = _contacts(self.instance).exists()
            context["completeness"] = completeness(known_of_page(self.instance, has_contact=has_contact))
            return context


class ContactsPanel(Panel):
    """The contacts of the record, and the way to change them: they are not part of the page."""

    class BoundPanel(Panel.BoundPanel):
        """The panel in the editor of one page."""

        template_name = "projects/administration/contacts_panel.html"

        def is_shown(self) -> bool:
            """Show it to those who keep contacts, once there is a record."""
            return bool(self.instance.pk) and bool(may(person_of(self.request), "projects.keep_contacts"))

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Name what the panel shows."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            today = timezone.localdate()
            context["rows"] = [
                {"contact": one, "agrees": one.consents(on=today), "is_unchecked": one.is_unchecked(on=today)}
                for one in _contacts(self.instance).order_by("pk")
            ]
            context["add_url"] = reverse("project_contacts:add", args=[self.instance.identifier])
            return context


def _contacts(page: Any) -> Any:
    return ProjectContact.objects.filter(record__translation_key=page.translation_key)
