"""What the administration gets: menu, pages, and the place of wagtail-localize's editor."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from accounts.access import person_of
from translations.editing import is_translated, translated_source
from translations.views import replaced
from translations.viewsets import TranslationsGroup

register_snippet(TranslationsGroup)


@hooks.register("register_admin_urls", order=-1)
def register_addresses() -> list[URLPattern | URLResolver]:
    """Put our pages below /admin/translations/, and ours in the place of two of wagtail-localize's."""
    return [
        path("translations/", include("translations.urls")),
        path("localize/submit/page/<int:page_id>/", replaced.submit_view),
        path("localize/update/<int:translation_source_id>/", replaced.update_view),
    ]


@hooks.register("before_edit_page", order=-50)
def lead_translators_to_our_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Open the page for translating instead of wagtail-localize's editor, which checks nothing before publishing."""
    source = translated_source(page, person_of(request))
    if source is None:
        return None
    return redirect("translations:work", page_id=source.pk, target_language=page.locale.language_code)


@hooks.register("register_page_header_buttons")
def lead_to_the_matrix(page: Page, user: Any, view_name: str = "", next_url: str | None = None) -> Iterator[Button]:  # noqa: ARG001  Wagtail's
    """Lead from a page of the source language to its translations."""
    if is_translated(page) and page.live:
        url = f"{reverse('translations:matrix')}?page={page.pk}"
        yield Button(_("Translations"), url, icon_name="wagtail-localize-language", priority=55)
