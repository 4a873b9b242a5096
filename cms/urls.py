"""Every address of the site."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.api.root import api

urlpatterns = [
    path("api/v3/", api.urls),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("home.urls")),
    *i18n_patterns(
        path("konto/", include("allauth.urls")),
        path("wegweiser/", include("guidance.urls")),
        path("", include(wagtail_urls)),
    ),
]
