"""The pages that are translated, and the one that an address names."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from wagtail.models import Page

from accounts.access import Person
from accounts.administration import known_pages
from cms.core.languages import SOURCE_LANGUAGE
from cms.core.models import translated_page_types


def source_pages(person: Person) -> QuerySet[Page]:
    """Return the published pages of the source language that people translate and `person` may know of."""
    types = [model._meta.model_name for model in translated_page_types()]
    apps = [model._meta.app_label for model in translated_page_types()]
    pages = Page.objects.filter(
        locale__language_code=SOURCE_LANGUAGE,
        live=True,
        alias_of__isnull=True,
        content_type__model__in=types,
        content_type__app_label__in=apps,
    )
    return known_pages(pages, person)


def source_page(person: Person, page_id: int) -> Any:
    """Return one of them, specific.

    Raises:
        Http404: there is no such page for this person.
    """
    page = source_pages(person).filter(pk=page_id).first()
    if page is None:
        raise Http404
    return page.specific
