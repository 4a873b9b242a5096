"""Addresses of ours below the list of projects; everything else there is pages."""

from django.urls import path

from projects.alerts import views as alerts

app_name = "projects"

urlpatterns = [
    path("merken/", alerts.ask, name="alert"),
    path("merken/bestaetigen/<str:token>/", alerts.confirm, name="alert_confirm"),
    path("merken/beenden/<str:token>/", alerts.end, name="alert_end"),
]
