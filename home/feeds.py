"""Urgent notices as Atom (RFC 4287), one feed a language."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.access import ANONYMOUS, Person
from cms.core.languages import BY_CODE, Language
from home.models import UrgentNotice
from home.notices import ShownNotice, notices_for


class _Atom(Atom1Feed):
    """Says of each entry in which language it is: some fall back to German."""

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        """Name the language of an entry."""
        attributes: dict[str, str] = super().item_attributes(item)
        return {**attributes, "xml:lang": item["written_in"]}


class UrgentNoticesFeed(Feed):
    """What everybody must know now; an entry goes when its notice ends."""

    feed_type = _Atom

    def __call__(self, request: HttpRequest, language: str) -> HttpResponse:
        """Answer in the language of the address, whatever the reader's browser says."""
        if language not in BY_CODE:
            raise Http404
        with override(language):
            response: HttpResponse = super().__call__(request, language=language)
        # Feeds are nobody's in particular: always what a visitor without an account sees.
        response["Cache-Control"] = "public, max-age=60"
        response["Access-Control-Allow-Origin"] = "*"
        return response

    def get_object(self, _request: HttpRequest, language: str) -> Language:
        """Return the language."""
        return BY_CODE[language]

    def title(self, _obj: Language) -> str:
        """Name the feed."""
        return _("%(site)s: urgent notices") % {"site": settings.SITE_NAME}

    def subtitle(self, _obj: Language) -> str:
        """Say what it is."""
        return _("What everybody must know now. An entry goes when its notice ends.")

    def link(self, obj: Language) -> str:
        """Lead to the home page."""
        with override(obj.code):
            return reverse("wagtail_serve", args=[""])

    def feed_url(self, obj: Language) -> str:
        """Return the feed's own address."""
        return reverse("notices_feed", args=[obj.code])

    def items(self, obj: Language) -> list[ShownNotice]:
        """Return what is shown now."""
        return notices_for(Person(ANONYMOUS), obj.code)

    def item_title(self, item: Any) -> str:
        """Return the title; plain text."""
        notice: ShownNotice = item
        return notice.title

    def item_description(self, item: Any) -> str:
        """Return the text, with the places that it concerns."""
        notice: ShownNotice = item
        places = ", ".join(notice.areas.values())
        return f"{notice.text} ({places})" if places else notice.text

    def item_link(self, item: ShownNotice) -> str:
        """Lead to the page with more about it, else to the notice on the home page."""
        return item.url or f"{reverse('wagtail_serve', args=[''])}#notice-{item.number}"

    def item_guid(self, item: ShownNotice) -> str:
        """Return what stays the same for as long as it is shown (RFC 4151)."""
        host = settings.SITE_URL.split("//")[-1].split(":")[0]
        return f"tag:{host},{item.shown_from:%Y-%m-%d}:notice/{item.number}"

    def item_pubdate(self, item: ShownNotice) -> datetime:
        """Return since when it is shown."""
        return item.shown_from

    def item_updateddate(self, item: ShownNotice) -> datetime:
        """Return when its text last changed."""
        return item.changed_at

    def item_categories(self, item: ShownNotice) -> list[str]:
        """Say what it is about, in the language of the feed."""
        return [str(UrgentNotice.Topic(item.topic).label), *item.areas.values()]

    def item_extra_kwargs(self, item: ShownNotice) -> dict[str, Any]:
        """Hand the language on to the generator."""
        return {"written_in": item.language.code}
