"""Addresses of the guidance that have no language."""

from django.urls import path

from guidance import pocket_views

urlpatterns = [
    path("service-worker.js", pocket_views.service_worker, name="service_worker"),
    path("s/<slug:code>", pocket_views.short, name="short"),
]
