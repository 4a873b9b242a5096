"""Addresses of brought tables, below /admin/projects/tables/."""

from django.urls import path, re_path

from projects.tables import views

app_name = "projects_tables"

urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.new, name="new"),
    re_path(r"^template\.(?P<kind>csv|xlsx)$", views.template, name="template"),
    path("<int:number>/", views.show, name="show"),
    path("<int:number>/columns/", views.columns, name="columns"),
    path("<int:number>/towns/", views.towns, name="towns"),
    path("<int:number>/import/", views.start, name="import"),
    path("<int:number>/undo/", views.undo, name="undo"),
    path("<int:number>/discard/", views.throw_away, name="discard"),
    path("<int:number>/report.csv", views.report, name="report"),
]
