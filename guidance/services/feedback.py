"""Taking what readers say, and forgetting its text after a time.

A second press within ten minutes changes the first: for so long the cache knows a keyed digest of address, browser
and page. The word itself is stored without them.
"""

import re
import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.access import Person
from cms.core.ratelimit import client_address
from guidance.models import Feedback, GuidancePage

#: Seconds for which a second press means the first.
SAME_PRESS = 600
LONGEST = 1000
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
_HIDDEN = "[…]"


def topic_for_readers(number: int, person: Person) -> GuidancePage | None:
    """Return the page that somebody says something about, if they may see it."""
    return GuidancePage.objects.visible_to(person).filter(pk=number).first()


def say(
    kind: str,
    *,
    request: HttpRequest,
    language: str,
    page: GuidancePage | None = None,
    comment: str = "",
    about: str = "",
    source: str = Feedback.Source.SITE,
) -> Feedback:
    """Store a reader's word; the same reader's second one about the same thing changes the first.

    Args:
        kind: one of Feedback.Kind.
        request: tells who presses twice; nothing of it is stored.
        language: BCP 47 tag of the reader's language.
        page: what it is about, seen by the reader; None for lists and searches, then `about` says which.
        comment: plain text in any language; cut after 1,000 characters, addresses of mail taken out.
        about: see `page`.
        source: one of Feedback.Source.
    Returns: the word, new or changed.
    """
    receipt = _receipt(request, f"{page.pk if page else about}/{language}/{source}")
    said = {"kind": kind, "page": page, "language": language, "about": about[:200], "source": source}
    text = without_addresses(comment)
    if text:
        said["comment"] = text
    with transaction.atomic():
        word, _is_new = Feedback.objects.update_or_create(receipt=receipt, defaults=said)
    return word


def add_words(receipt: uuid.UUID, comment: str) -> Feedback | None:
    """Add a sentence to what a reader has said before; None if it is not there any more."""
    with transaction.atomic():
        word = Feedback.objects.select_for_update().filter(receipt=receipt).first()
        if word is not None:
            word.comment = without_addresses(comment)
            word.state = Feedback.State.OPEN
            word.save(update_fields=["comment", "state"])
    return word


def erase_old_words(*, at: datetime | None = None) -> int:
    """Erase the texts of words that are older than FEEDBACK_TEXT_KEPT_DAYS; return how many."""
    before = (at or timezone.now()) - timedelta(days=settings.FEEDBACK_TEXT_KEPT_DAYS)
    old = Feedback.objects.said_before(before)
    return old.update(comment="", about="", answer="", state=Feedback.State.CLOSED)


def without_addresses(text: str) -> str:
    """Take addresses of mail out: we do not answer by mail, so they are of no use to us."""
    return _ADDRESS.sub(_HIDDEN, text.strip())[:LONGEST]


def _receipt(request: HttpRequest, about: str) -> uuid.UUID:
    client = f"{client_address(request)}|{request.headers.get('User-Agent')}|{about}"
    key = f"feedback:{salted_hmac('guidance.feedback', client).hexdigest()}"
    receipt = uuid.uuid4()
    return receipt if cache.add(key, str(receipt), SAME_PRESS) else uuid.UUID(cache.get(key, str(receipt)))
