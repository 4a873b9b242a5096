"""Checking the links to other sites: slowly, host by host, in the background."""

import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cms.core.polite_http import NotAllowed, Resolve, Unreachable, ask, public_addresses, rules_of
from guidance.models import CheckedLink, GuidancePage

#: How old an answer may be; what does not work is asked more often, because it may be mended.
FRESH, BROKEN_FRESH = timedelta(days=7), timedelta(days=1)
#: Links a round, and seconds between two questions to one host.
A_ROUND, PAUSE = 200, 1.0
_BAD = 400
#: Answers to HEAD that say little: many servers do not know the method, or refuse it.
_ASK_AGAIN = {400, 401, 403, 404, 405, 406, 429, 500, 501, 503}
#: What keeps programs out, not people.
_ONLY_FOR_PEOPLE = {401, 403, 429}
_HREF = re.compile(r'href="(https?://[^"]+)"')


def collect_links() -> int:
    """Note which links live topics have, and forget those that none has any more; return how many there are."""
    used: dict[str, set[int]] = defaultdict(set)
    pages = GuidancePage.objects.live().written().prefetch_related("sources")
    for page in pages.iterator(chunk_size=200):
        for url in _links_of(page):
            used[url].add(page.pk)
    with transaction.atomic():
        CheckedLink.objects.exclude(url__in=used).delete()
        CheckedLink.objects.bulk_create([CheckedLink(url=url) for url in used], ignore_conflicts=True)
        through = CheckedLink.pages.through
        numbers = dict(CheckedLink.objects.values_list("url", "pk"))
        wanted = {(numbers[url], page) for url, found in used.items() for page in found}
        known = set(through.objects.values_list("checkedlink_id", "guidancepage_id"))
        for link, page in known - wanted:
            through.objects.filter(checkedlink_id=link, guidancepage_id=page).delete()
        rows = [through(checkedlink_id=link, guidancepage_id=page) for link, page in wanted - known]
        through.objects.bulk_create(rows, ignore_conflicts=True)
    return len(used)


def check_links(
    *,
    at: datetime | None = None,
    resolve: Resolve = public_addresses,
    wait: Callable[[float], None] = time.sleep,
) -> int:
    """Ask for the links whose last answer is old, one host after the other; return how many were asked."""
    now = at or timezone.now()
    old = Q(checked_at__lt=now - FRESH) | Q(state=CheckedLink.State.BROKEN, checked_at__lt=now - BROKEN_FRESH)
    due = CheckedLink.objects.filter(Q(checked_at__isnull=True) | old).order_by("checked_at")[:A_ROUND]
    by_host: dict[str, list[CheckedLink]] = defaultdict(list)
    for link in due:
        parts = urlsplit(link.url)
        by_host[f"{parts.scheme}://{parts.netloc}"].append(link)
    for host, links in by_host.items():
        may_ask = rules_of(host, resolve=resolve)
        for link in links:
            _check(link, now, may_ask, resolve)
            wait(PAUSE)
    return sum(len(links) for links in by_host.values())


def _check(link: CheckedLink, now: datetime, may_ask: Callable[[str], bool], resolve: Resolve) -> None:
    link.checked_at, link.status, link.problem = now, None, ""
    try:
        if may_ask(link.url):
            status = ask(link.url, method="HEAD", resolve=resolve).status
            if status in _ASK_AGAIN:
                status = ask(link.url, resolve=resolve).status
            link.status = status
            link.state = _state_for(status)
        else:
            link.state, link.problem = CheckedLink.State.LEFT, "robots.txt"
    except NotAllowed as refusal:
        link.state, link.problem = CheckedLink.State.LEFT, str(refusal)
    except Unreachable as failure:
        link.state, link.problem = CheckedLink.State.BROKEN, str(failure)
    is_broken = link.state == CheckedLink.State.BROKEN
    link.broken_since = (link.broken_since or now) if is_broken else None
    link.save()


def _state_for(status: int) -> str:
    if status in _ONLY_FOR_PEOPLE:
        return CheckedLink.State.LEFT
    return CheckedLink.State.BROKEN if status >= _BAD else CheckedLink.State.GOOD


def _links_of(page: GuidancePage) -> Iterable[str]:
    raw = list(_texts(page.body.get_prep_value()))
    urls = [text for text in raw if text.startswith(("http://", "https://"))]
    urls += [unescape(url) for text in raw for url in _HREF.findall(text)]
    urls += [source.url for source in page.sources.all() if source.url]
    return {url for url in urls if len(url) <= 1000}


def _texts(value: Any) -> Iterator[str]:
    """Yield every text in stored blocks, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for child in value.values():
            yield from _texts(child)
    elif isinstance(value, list | tuple):
        for child in value:
            yield from _texts(child)
