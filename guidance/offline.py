"""All topics of a language with their text in one answer, for reading without a network."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import override

from accounts.access import Person
from guidance.models import GuidancePage, GuidanceSeeAlso
from guidance.plain_html import expanded, plain_html, revision_html
from guidance.querysets import GuidanceQuerySet
from guidance.serializing import topic_out
from guidance.topics import Topic, topics_by_key


def bundle(person: Person, language: str, *, host: str = "", below: str = "") -> list[dict[str, Any]]:
    """Return the topics that `person` may see, each in the best version, in the order of the tree.

    Args:
        person: who asks.
        language: the reader's (BCP 47 tag).
        host: what addresses in texts begin with ("https://…"); empty leaves them without host.
        below: path of a topic, to take only it and what lies below it.
    Returns: topics as lists show them, with `html`, `next_step` and `see_also` (paths). Seven queries, however many.
    """
    pages: GuidanceQuerySet = GuidancePage.objects.visible_to(person)
    topics = topics_by_key(pages.readable_in(language).for_list(), language)
    chosen = [topic for topic in topics.values() if not below or f"{topic.path}/".startswith(f"{below}/")]
    texts = _texts(chosen, host)
    links = _links(chosen)
    keys = [topic.page.translation_key for topic in chosen]
    revised = GuidancePage.objects.filter(translation_key__in=keys).revised_since()
    paths = {topic.page.translation_key: topic.path for topic in topics.values()}
    return [
        {
            **topic_out(topic),
            "html": revision_html(revised.get(topic.page.translation_key), topic.reader) + texts[topic.page.pk],
            "next_step": paths.get(links.get(("next", topic.page.pk))),
            "see_also": [paths[key] for key in links.get(("also", topic.page.pk), ()) if key in paths],
            "responsible": topic.page.responsible,
            "checked_on": topic.page.checked_on,
            "revised_since": revised.get(topic.page.translation_key),
        }
        for topic in chosen
    ]


def _texts(chosen: Iterable[Topic], host: str) -> dict[int, str]:
    """Return the text of each page, with labels in its own language and links to the reader's."""
    topics = list(chosen)
    bodies = GuidancePage.objects.filter(pk__in=[topic.page.pk for topic in topics]).only("body").in_bulk()
    raw = []
    for topic in topics:
        with override(topic.language.code):
            raw.append(plain_html(bodies[topic.page.pk].body))
    with override(topics[0].reader if topics else None):
        html = expanded(raw, host=host)
    return {topic.page.pk: text for topic, text in zip(topics, html, strict=True)}


def _links(chosen: Iterable[Topic]) -> dict[tuple[str, int], Any]:
    """Return which topics each names, by translation key: the next one, and those worth reading too."""
    topics = list(chosen)
    found: dict[tuple[str, int], Any] = {}
    following = {topic.page.pk: topic.page.next_step_id for topic in topics if topic.page.next_step_id}
    keys = dict(GuidancePage.objects.filter(pk__in=following.values()).values_list("pk", "translation_key"))
    for page, following_page in following.items():
        found["next", page] = keys.get(following_page)
    rows = GuidanceSeeAlso.objects.filter(page__in=[topic.page.pk for topic in topics]).order_by("sort_order")
    for page, key in rows.values_list("page_id", "topic__translation_key"):
        found.setdefault(("also", page), []).append(key)
    return found
