"""Versions of records in the administration: editors close an old text that must no longer be read."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from projects.models import RecordVersion


class OnlyChanged(ModelPermissionPolicy):
    """Versions come about by publishing; nobody adds or deletes one."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Return whether `user` may do `action`, as Wagtail names it."""
        return action not in {"add", "delete"} and bool(super().user_has_permission(user, action))


class RecordVersionViewSet(ModelViewSet):
    """All versions, the latest first."""

    model = RecordVersion
    name = "record_versions"
    icon = "history"
    menu_label = _("Versions of projects")
    menu_order = 225
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    ordering: ClassVar = ["-published_at", "-pk"]
    search_fields: ClassVar = ["record__identifier", "note"]
    search_backend_name = None
    list_display: ClassVar = [
        Column("record", label=_("Identifier"), sort_key="record__identifier"),
        Column("number", label=_("Version")),
        Column("note", label=_("What has changed")),
        DateColumn("published_at", label=_("Published"), sort_key="published_at"),
        BooleanColumn("is_readable", label=_("May be read")),
    ]
    list_filter: ClassVar = ["is_readable"]
    panels: ClassVar = [
        FieldPanel("record", read_only=True),
        FieldPanel("number", read_only=True),
        FieldPanel("note", read_only=True),
        FieldPanel("published_at", read_only=True),
        FieldPanel("is_readable"),
    ]


register_permission_policy(RecordVersion, OnlyChanged(RecordVersion))
record_versions = RecordVersionViewSet()
