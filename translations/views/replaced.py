"""Two views of wagtail-localize that act on all languages at once; for pages that people translate, ours stand there.

"Submit" makes pages with German text in any language, "update" publishes all of them. Here translating begins by
opening a page in a language, and sources are renewed by themselves (cms/core/following.py).
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import TranslationSource
from wagtail_localize.views.submit_translations import SubmitPageTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsView

from translations.editing import is_translated


def submit_view(request: HttpRequest, page_id: int) -> HttpResponse:
    """Lead to the page's languages; other kinds of pages go wagtail-localize's way."""
    page = get_object_or_404(Page, pk=page_id)
    if is_translated(page):
        return _to_languages(page)
    answer: HttpResponse = SubmitPageTranslationView.as_view()(request, page_id=page_id)
    return answer


def update_view(request: HttpRequest, translation_source_id: int) -> HttpResponse:
    """Lead to the page's languages; other kinds of content go wagtail-localize's way."""
    source = get_object_or_404(TranslationSource, pk=translation_source_id)
    page = Page.objects.filter(translation_key=source.object_id, locale_id=source.locale_id).first()
    if page is not None and is_translated(page):
        return _to_languages(page)
    answer: HttpResponse = UpdateTranslationsView.as_view()(request, translation_source_id=translation_source_id)
    return answer


def _to_languages(page: Page) -> HttpResponse:
    return redirect(f"{reverse('translations:matrix')}?page={page.pk}")
