"""The page of all components; included only where settings.SHOW_COMPONENTS is true."""

from django.urls import path

from cms.core import components

app_name = "components"

urlpatterns = [
    path("", components.index, name="index"),
    path("layouts/<slug:name>/", components.layout, name="layout"),
]
