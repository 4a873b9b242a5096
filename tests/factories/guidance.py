"""Topics of the guidance, in German and, by `translate`, in other languages."""

from typing import Any
from uuid import NAMESPACE_URL, uuid5

from wagtail.models import Page

from cms.core.translating import publish_translation, segments_of
from guidance.models import GuidanceIndexPage, GuidancePage


def key(name: str) -> str:
    """Return the key of a block, the same each time."""
    return str(uuid5(NAMESPACE_URL, name))


#: One part of each kind.
BODY: list[dict[str, Any]] = [
    {"type": "heading", "id": key("heading"), "value": "So geht es"},
    {
        "type": "steps",
        "id": key("steps"),
        "value": [
            {
                "type": "item",
                "id": key("step 1"),
                "value": {"title": "Machen Sie einen Termin.", "text": "<p>Im <b>Internet</b>.</p>"},
            },
            {"type": "item", "id": key("step 2"), "value": {"title": "Gehen Sie zum Amt.", "text": ""}},
        ],
    },
    {
        "type": "need",
        "id": key("need"),
        "value": [{"type": "item", "id": key("need 1"), "value": {"what": "Pass", "note": "von allen"}}],
    },
    {"type": "eligible", "id": key("eligible"), "value": {"who": "Alle", "text": ""}},
    {
        "type": "form",
        "id": key("form"),
        "value": {"name": "Anmeldung", "document": None, "url": "https://example.org/formular.pdf", "text": ""},
    },
    {
        "type": "contacts",
        "id": key("contacts"),
        "value": [
            {
                "type": "item",
                "id": key(f"contact {name}"),
                "value": {"name": name, "languages": languages, "number": "030 1", "email": "", "text": ""},
            }
            for name, languages in (("Beratung", ["de"]), ("Lotsin", ["ar"]))
        ],
    },
    {"type": "cost", "id": key("cost"), "value": {"amount": "nichts", "text": ""}},
    {"type": "deadline", "id": key("deadline"), "value": {"when": "2 Wochen", "text": "<p>Auch später.</p>"}},
    {
        "type": "where",
        "id": key("where"),
        "value": {
            "name": "Bürgeramt",
            "address": "Rathausplatz 1\n12345 Musterstadt",
            "hours": "Montag, 8 bis 12 Uhr",
            "text": "",
            "url": "https://www.example.org/",
        },
    },
    {
        "type": "phone",
        "id": key("phone"),
        "value": {"name": "Rettung", "number": "+49 30 112", "text": "Tag und Nacht"},
    },
    {
        "type": "letter",
        "id": key("letter"),
        "value": {
            "word": "Anmeldebestätigung",
            "meaning": "Papier mit Ihrer Adresse",
            "say": "Ich möchte mich anmelden.",
            "say_meaning": "",
        },
    },
    {"type": "text", "id": key("text"), "value": '<p>Ein Text mit <a href="https://example.org/">Verweis</a>.</p>'},
    {"type": "warning", "id": key("warning"), "value": "<p>Unterschreiben Sie nichts.</p>"},
    {"type": "tip", "id": key("tip"), "value": "<p>Morgens ist es leer.</p>"},
    {
        "type": "links",
        "id": key("links"),
        "value": [
            {
                "type": "item",
                "id": key("link 1"),
                "value": {"label": "Beispiel", "url": "https://example.org/", "text": ""},
            }
        ],
    },
]


def section(home: Page) -> GuidanceIndexPage:
    """Make the section below the German home page."""
    index = GuidanceIndexPage(title="Wegweiser", intro="Was Sie tun können.", locale=home.locale)
    home.add_child(instance=index)
    index.save_revision().publish()
    return index


def topic(parent: Page, title: str = "Adresse anmelden", **fields: Any) -> GuidancePage:
    """Publish a German topic; `body=[]` for a short one."""
    given = {"summary": f"{title}: in einem Satz.", "body": BODY, **fields}
    page = GuidancePage(title=title, locale=parent.locale, **given)
    parent.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def translate(page: Page, language: str) -> Page:
    """Publish a translation in which each text is the German one with the language before it."""
    texts = {segment.text: f"[{language}] {segment.text}" for segment in segments_of(page)}
    return publish_translation(page, language, texts)
