"""Addresses of the guidance, below each language."""

from django.urls import path, re_path

from guidance import views

app_name = "guidance"

urlpatterns = [
    path("", views.topic, name="index"),
    re_path(r"^(?P<path>[-\w]+(?:/[-\w]+)*)/$", views.topic, name="topic"),
]
