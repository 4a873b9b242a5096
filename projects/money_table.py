"""The table of who gave money for a project."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from projects.words import money, number, years

if TYPE_CHECKING:
    from projects.models.framework import Funding
    from projects.models.project import ProjectPage


def funding_rows(page: "ProjectPage") -> "list[Funding]":
    """Return the funding of a project, the latest first."""
    return sorted(page.funding.all(), key=lambda row: (-(row.year or 0), row.funder, row.sort_order or 0))


def funding_table(rows: "list[Funding]") -> Mapping[str, Any]:
    """Return columns and rows for the component "table"; columns that nothing fills are left out."""
    columns = [
        (_("Years"), False, [years(row.year, row.year_until) for row in rows]),
        (_("Programme"), False, [own(row.programme) for row in rows]),
        (_("Amount"), True, [money(row.amount, row.currency) if row.amount is not None else "" for row in rows]),
        (_("Share of the costs"), True, [_percent(row) for row in rows]),
        (
            _("Recognised costs"),
            True,
            [money(row.eligible_costs, row.currency) if row.eligible_costs is not None else "" for row in rows],
        ),
    ]
    filled = [(label, is_number, cells) for label, is_number, cells in columns if any(cells)]
    return {
        "columns": [
            {"label": _("Funder")},
            *({"label": label, "is_number": is_number} for label, is_number, _cells in filled),
        ],
        "rows": [
            {
                "head": own(row.funder),
                "cells": [{"text": cells[place] or "–", "is_number": is_number} for _label, is_number, cells in filled],
            }
            for place, row in enumerate(rows)
        ],
    }


def own(text: str) -> SafeString | str:
    """Return a name with a direction of its own, so that its signs stay in their places among Arabic words."""
    return format_html("<bdi>{}</bdi>", text) if text else ""


def _percent(row: "Funding") -> str:
    return "" if row.share_percent is None else f"{number(row.share_percent)}\u00a0%"
