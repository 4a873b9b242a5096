"""The address of every page of the tree: Wagtail's own, with an answer where a translation is missing."""

from django.urls import re_path
from wagtail.urls import serve_pattern

from home import views

urlpatterns = [re_path(serve_pattern, views.page, name="wagtail_serve")]
