"""Addresses of the project database besides its pages, after the language and before Wagtail's."""

from django.urls import path

from projects import converters  # noqa: F401 - registers "record"
from projects.exporting import views as exporting

app_name = "projects"

urlpatterns = [
    path("export.<str:name>", exporting.export_list, name="export"),
    path("<record:identifier>.<str:name>", exporting.export_record, name="export_record"),
]
