"""Addresses below the finder that are no pages of the tree, after the language; slugs are the German ones."""

from django.urls import path

from projects import (
    converters,  # noqa: F401 - registers "record"
    views,
)
from projects.alerts import views as alerts
from projects.contacting import views as contacting
from projects.exporting import views as exporting
from projects.proposing import views as proposing

app_name = "projects"

_ONE = "vorschlagen/<uuid:key>/"

urlpatterns = [
    path("export.<str:name>", exporting.export_list, name="export"),
    path("<record:identifier>.<str:name>", exporting.export_record, name="export_record"),
    path("vorschlagen/", proposing.overview, name="propose"),
    path("vorschlagen/neu/", proposing.begin, name="propose_begin"),
    path(_ONE, proposing.proposal, name="proposal"),
    path(f"{_ONE}schritt/<slug:slug>/", proposing.step, name="propose_step"),
    path(f"{_ONE}absenden/", proposing.submit, name="propose_submit"),
    path(f"{_ONE}zurueckziehen/", proposing.withdraw, name="propose_withdraw"),
    path(f"{_ONE}wieder-aufnehmen/", proposing.take_up_again, name="propose_take_up_again"),
    path(f"{_ONE}hochladen/", proposing.upload, name="propose_upload"),
    path(f"{_ONE}datei/<uuid:file_key>/", proposing.file, name="proposal_file"),
    path(f"{_ONE}datei/<uuid:file_key>/entfernen/", proposing.remove_file, name="propose_remove_file"),
    path("kontakt/<uuid:contact_key>/", contacting.write, name="contact"),
    path("kontakt/bestaetigen/<str:link>/", contacting.confirm, name="contact_confirm"),
    path("vergleich/", views.compare, name="compare"),
    path("vergleich.csv", views.compare_csv, name="compare_csv"),
    path("zahlen/", views.figures, name="figures"),
    path("zahlen/<slug:table>.csv", views.figures_csv, name="figures_csv"),
    path("merken/", alerts.ask, name="alert"),
    path("merken/bestaetigen/<str:token>/", alerts.confirm, name="alert_confirm"),
    path("merken/beenden/<str:token>/", alerts.end, name="alert_end"),
]
