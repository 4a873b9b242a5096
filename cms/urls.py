"""Every address of the site."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as wagtaildocs_urls

from accounts.choosers import suggest_tags
from accounts.files import serve_file
from accounts.views import nothing_here
from cms.api.root import api
from cms.core import health
from projects.feeds import project_feed
from projects.harvesting.views import oai

handler400 = "cms.core.errors.bad_request"
handler403 = "cms.core.errors.permission_denied"
handler404 = "cms.core.errors.page_not_found"
handler429 = "cms.core.errors.too_many_requests"
handler500 = "cms.core.errors.server_error"

# There is one sign-in, with its limits and its second factor. Wagtail brings two more, which lead there.
to_sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True)

to_documentation = RedirectView.as_view(url="/api/v3/docs/")

components = [path("components/", include("cms.core.component_urls"))] if settings.SHOW_COMPONENTS else []

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("api/", to_documentation),
    path("api/v3/", to_documentation),
    path("api/v3/", api.urls),
    path("integreat/api/v3/", include("cms.api.integreat.urls")),
    path("admin/login/", to_sign_in),
    path("admin/password_reset/", nothing_here),
    # What Wagtail shows to all staff, of files and pages they have no rights on. Its own screens need neither.
    re_path(r"^admin/api/main/(?:images|documents)/", nothing_here),
    path("admin/reports/page-types-usage/", nothing_here),
    path("admin/reports/page-types-usage/results/", nothing_here),
    path("admin/failwhale/", nothing_here),
    path("admin/tag-autocomplete/", require_admin_access(suggest_tags)),
    path("admin/tag-autocomplete/<slug:app_name>/<slug:model_name>/", nothing_here),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/authenticate_with_password/<int:restriction_id>/", nothing_here),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:name>", serve_file, name="media"),
    path("oai", oai, name="oai"),
    path("feeds/projects.atom", project_feed, name="projects_feed"),
    path("", include("home.urls")),
    path("", include("guidance.machine_urls")),
    *i18n_patterns(
        *components,
        path("_util/login/", to_sign_in),
        path("_util/authenticate_with_password/<int:restriction_id>/<int:page_id>/", nothing_here),
        path("konto/", include("accounts.urls")),
        path("konto/", include("allauth.urls")),
        path("wegweiser/", include("guidance.urls")),
        path("rueckmeldung/", include("guidance.feedback_urls")),
        path("", include("guidance.pocket_urls")),
        path("gemeinschaft/", include("communities.urls")),
        path("projekte/", include("projects.urls")),
        path("suche/", include("search.urls")),
        path("", include("home.page_urls")),
        path("", include(wagtail_urls)),  # for the names of its sign-in, which all lead to ours
    ),
]
