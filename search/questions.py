"""What people ask for and do not find, counted without anything of who they are.

What looks like a number of somebody's, an address or a long text is not counted at all. What was asked only once may be
about one person: it is not shown, and forgotten after a month.
"""

import re
from datetime import date, timedelta

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from cms.core.folding import fold
from search.models import CountedQuestion

#: Asked by more than one, as far as one can know without knowing who asks.
SHOWN_FROM = 2
_KEPT = timedelta(days=365)
_KEPT_SINGLE = timedelta(days=30)
_LONGEST = 60
_PERSONAL = re.compile(r"@|\d{4,}|https?:|www\.")

_COUNT = """
INSERT INTO search_countedquestion AS old (language, words, asked, in_vain, last_week) VALUES (%s, %s, 1, %s, %s)
ON CONFLICT (language, words) DO UPDATE
SET asked = old.asked + 1, in_vain = old.in_vain + excluded.in_vain, last_week = excluded.last_week
"""


def count_question(text: str, language: str, *, found: bool, on: date | None = None) -> None:
    """Count a question, unless it may say something of a person."""
    words = fold(text)
    if not words or len(text) > _LONGEST or _PERSONAL.search(text):
        return
    day = on or timezone.localdate()
    week = day - timedelta(days=day.weekday())
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [language, words, 0 if found else 1, week])


def shown_questions() -> QuerySet[CountedQuestion]:
    """Return what editors may see."""
    return CountedQuestion.objects.filter(asked__gte=SHOWN_FROM)


def forget_old_questions(*, today: date | None = None) -> int:
    """Delete what has not been asked for long; return the number."""
    today = today or timezone.localdate()
    old = CountedQuestion.objects.filter(last_week__lt=today - _KEPT)
    single = CountedQuestion.objects.filter(asked__lt=SHOWN_FROM, last_week__lt=today - _KEPT_SINGLE)
    return int((old | single).delete()[0])
