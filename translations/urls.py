"""Addresses within the administration, below /admin/translations/."""

from django.urls import path

from translations.views import exchange, lists, machine, working

app_name = "translations"
urlpatterns = [
    path("", lists.matrix_view, name="matrix"),
    path("mine/", lists.tasks_view, name="tasks"),
    path("easy-german/", working.easy_german_view, name="easy_german"),
    path("<int:page_id>/<slug:target_language>/", working.work_view, name="work"),
    path("<int:page_id>/<slug:target_language>/file.<slug:file_format>", exchange.export_view, name="export"),
    path("<int:page_id>/<slug:target_language>/import/", exchange.import_view, name="import"),
    path("<int:page_id>/<slug:target_language>/machine/", machine.machine_view, name="machine"),
]
