"""Addresses of the project database besides its pages, after the language and before Wagtail's."""

from django.urls import path

from projects import views

app_name = "projects"

urlpatterns = [
    path("vergleich/", views.compare, name="compare"),
    path("vergleich.csv", views.compare_csv, name="compare_csv"),
    path("zahlen/", views.figures, name="figures"),
    path("zahlen/<slug:table>.csv", views.figures_csv, name="figures_csv"),
]
