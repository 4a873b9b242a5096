"""What changes the project database, apart from the editor and imports."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page, Site

from cms.core.languages import SOURCE_LANGUAGE
from projects.models import ProjectIndexPage


class NoSite(Exception):
    """There is no home page to put the list of projects below."""

    def __init__(self) -> None:
        super().__init__(_("The site has no home page yet. Set it up first: ./run or manage.py load_demo."))


@transaction.atomic
def found_project_index() -> ProjectIndexPage:
    """Make sure that each home page has a list of projects below it; what exists stays as it is.

    Returns: the list in the source language.

    Raises:
        NoSite: there is no home page in the source language.
    """
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    homes = Page.objects.none() if site is None else site.root_page.get_translations(inclusive=True)
    homes = homes.filter(live=True, depth__gt=1).select_related("locale")
    home = next((page for page in homes if page.locale.language_code == SOURCE_LANGUAGE), None)
    if home is None or home.specific_class is Page:  # Wagtail's own welcome page goes when the site is founded
        raise NoSite
    index = ProjectIndexPage.objects.filter(locale=home.locale).order_by("path").first()
    if index is None:
        index = ProjectIndexPage(locale=home.locale, **_texts(SOURCE_LANGUAGE))
        home.specific.add_child(instance=index)
        index.save_revision().publish()
    translated = set(index.get_translations().values_list("locale_id", flat=True))
    for other in homes:
        if other.pk != home.pk and other.locale_id not in translated:
            page = index.copy_for_translation(other.locale)
            for name, text in _texts(other.locale.language_code).items():
                setattr(page, name, text)
            page.save_revision().publish()
    return index


def _texts(language: str) -> dict[str, str]:
    with override(language if language in dict(settings.LANGUAGES) else SOURCE_LANGUAGE):
        return {
            "title": _("Projects"),
            "intro": _("Projects of integration work in German municipalities: find, compare and learn from them."),
        }
