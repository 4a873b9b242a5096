"""Choosing a municipality in the administration: by typing its name, however it is spelled."""

import re
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from cms.core.folding import fold
from cms.core.models import Municipality


class MunicipalitySearchForm(BaseFilterForm):
    """Finds by the beginning of the name or by the key."""

    q = forms.CharField(label=_("Name or municipality key"), required=False)

    def filter(self, objects: QuerySet[Municipality]) -> QuerySet[Municipality]:
        """Keep those that fit, the largest first."""
        found: QuerySet[Municipality] = super().filter(objects)
        text = self.cleaned_data.get("q", "").strip()
        if text:
            self.is_searching, self.search_query = True, text
            spelled = fold(text)
            without_umlauts = re.sub(r"([aou])e", r"\1", spelled)
            found = found.filter(
                Q(name_folded__startswith=spelled)
                | Q(name_folded__startswith=without_umlauts)
                | Q(ags__startswith=text)
            )
        return found.order_by("-inhabitants", "ags")


class _Columns:
    """Tells towns of one name apart."""

    @property
    def columns(self) -> list[Any]:
        columns: list[Any] = super().columns  # type: ignore[misc]  # a part of Wagtail's views
        return [*columns, Column("district", label=_("district")), Column("land", label=_("Land"))]


class MunicipalityChooseView(_Columns, ChooseView):
    """The dialogue."""

    filter_form_class = MunicipalitySearchForm


class MunicipalityResultsView(_Columns, ChooseResultsView):
    """Its results while one types."""

    filter_form_class = MunicipalitySearchForm


class MunicipalityChooser(ChooserViewSet):
    """The chooser; every foreign key to a municipality uses it."""

    model = Municipality
    icon = "site"
    choose_one_text = _("Choose a municipality")
    choose_another_text = _("Choose another municipality")
    choose_view_class = MunicipalityChooseView
    choose_results_view_class = MunicipalityResultsView


municipality_chooser = MunicipalityChooser("municipality_chooser")
