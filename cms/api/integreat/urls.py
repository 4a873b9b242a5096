"""Addresses of Integreat's region API, below /integreat/api/v3/."""

from django.urls import path, re_path

from cms.api.integreat import views
from cms.api.integreat.feedback import feedback

app_name = "integreat"

urlpatterns = [
    path("regions/", views.regions, name="regions"),
    path("regions/<slug:region>/", views.one_region, name="region"),
    path("<slug:region>/<slug:language>/pages/", views.all_pages, name="pages"),
    path("<slug:region>/<slug:language>/children/", views.children, name="children"),
    path("<slug:region>/<slug:language>/parents/", views.parents, name="parents"),
    path("<slug:region>/<slug:language>/page/", views.page, name="page"),
    path("<slug:region>/<slug:language>/events/", views.events, name="events"),
    path("<slug:region>/<slug:language>/locations/", views.places, name="places"),
    path("<slug:region>/<slug:language>/imprint/", views.imprint, name="imprint"),
    path("<slug:region>/<slug:language>/feedback/<slug:about>/", feedback, name="feedback"),
    # The client asks for news without a slash at the end, and follows no redirect.
    re_path(r"^(?P<region>[-\w]+)/(?P<language>[-\w]+)/news/?$", views.all_news, name="news"),
    re_path(
        r"^(?P<region>[-\w]+)/(?P<language>[-\w]+)/news/(?P<identifier>[-\w]+)/?$", views.news_item, name="news_item"
    ),
]
