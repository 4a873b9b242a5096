"""Guidance in the pocket, below each language."""

from django.urls import path, re_path

from guidance import pocket_views

app_name = "pocket"

urlpatterns = [
    path("offline/", pocket_views.offline, name="offline"),
    path("mitnehmen/", pocket_views.keep, name="keep"),
    path("manifest.webmanifest", pocket_views.manifest, name="manifest"),
    re_path(r"^plakat/(?P<path>[-\w]+(?:/[-\w]+)*)/$", pocket_views.poster, name="poster"),
    re_path(r"^pdf/(?P<path>[-\w]+(?:/[-\w]+)*)\.pdf$", pocket_views.pdf, name="pdf"),
]
