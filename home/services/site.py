"""Founding the site: locales, one home page a language, Wagtail's site record."""

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Locale, Page, Site

from accounts.services import grant_roles
from cms.core.languages import LANGUAGES, SOURCE_LANGUAGE
from cms.core.site_address import host_and_port
from home.models import HomePage
from home.services.editorial import set_up_editorial


@transaction.atomic
def set_up_site() -> HomePage:
    """Bring a site to where work can begin: home pages, roles with their rights, the workflow; nothing of the demo.

    Can be called after every upgrade; what exists stays as it is.

    Returns: the home page in the source language.
    """
    home = found_site()
    grant_roles()
    set_up_editorial()
    return home


@transaction.atomic
def found_site(*, languages: Iterable[str] | None = None) -> HomePage:
    """Make sure that locales, home pages and the site record exist; what exists stays as it is.

    Args:
        languages: BCP 47 tags; all languages of the site if None. The source language is always made.
    Returns: the home page in the source language.
    """
    wanted = [language.code for language in LANGUAGES] if languages is None else list(languages)
    source_locale, _made = Locale.objects.get_or_create(language_code=SOURCE_LANGUAGE)
    home = HomePage.objects.filter(locale=source_locale).first() or _first_home_page(source_locale)
    for code in wanted:
        locale, _made = Locale.objects.get_or_create(language_code=code)
        if not home.get_translations(inclusive=True).filter(locale=locale).exists():
            _home_page_in(home, locale)
    return home


def _first_home_page(locale: Locale) -> HomePage:
    """Put our home page where Wagtail's welcome page stood."""
    root = Page.get_first_root_node()
    home = HomePage(title=settings.SITE_NAME, slug=f"home-{locale.language_code}", locale=locale, **_texts(locale))
    root.add_child(instance=home)
    home.save_revision().publish()
    host, port = host_and_port()
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": host,
            "port": port,
            "site_name": settings.SITE_NAME,
            "root_page": home,
        },
    )
    Page.objects.filter(depth=2, slug="home", content_type__model="page").delete()
    return home


def _home_page_in(home: HomePage, locale: Locale) -> None:
    page: HomePage = home.copy_for_translation(locale)
    page.slug = f"home-{locale.language_code}"
    for name, text in _texts(locale).items():
        setattr(page, name, text)
    page.save_revision().publish()


def _texts(locale: Locale) -> dict[str, str]:
    with override(locale.language_code):
        return {
            "greeting": _("Good that you are here"),
            "intro": _("Find what to do next, whom to ask and where it is: in your language."),
        }
