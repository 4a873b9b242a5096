"""What people ask for and do not find, counted without anything of who they are.

What looks like a number of somebody's, an address or a long text is not counted at all. What was asked only once may be
about one person: it is not shown, and forgotten after a month. Whoever invents questions by the thousand fills a
table of bounded size, and what many ask stays in it.
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
#: No new question is counted while there are so many; once an hour those asked most are kept, half as many.
MOST = 20_000
_PERSONAL = re.compile(r"@|\d{4,}|https?:|www\.")

_COUNT = """
WITH known AS (
    UPDATE search_countedquestion
    SET asked = least(asked, 2000000000) + 1, in_vain = least(in_vain, 2000000000) + %s, last_week = %s
    WHERE language = %s AND words = %s RETURNING 1
)
INSERT INTO search_countedquestion (language, words, asked, in_vain, last_week)
SELECT %s, %s, 1, %s, %s
WHERE NOT EXISTS (SELECT FROM known)
    AND (SELECT count(*) FROM (SELECT FROM search_countedquestion LIMIT %s) AS counted) < %s
ON CONFLICT DO NOTHING
"""


def count_question(text: str, language: str, *, found: bool, on: date | None = None) -> None:
    """Count a question, unless it may say something of a person."""
    words = fold(text)
    if not words or len(text) > _LONGEST or _PERSONAL.search(text):
        return
    day = on or timezone.localdate()
    week = day - timedelta(days=day.weekday())
    with connection.cursor() as cursor:
        vain = 0 if found else 1
        cursor.execute(_COUNT, [vain, week, language, words, language, words, vain, week, MOST, MOST])


def shown_questions() -> QuerySet[CountedQuestion]:
    """Return what editors may see."""
    return CountedQuestion.objects.filter(asked__gte=SHOWN_FROM)


def forget_old_questions(*, today: date | None = None) -> int:
    """Delete what has not been asked for long, and what few ask where there is too much; return the number."""
    today = today or timezone.localdate()
    old = CountedQuestion.objects.filter(last_week__lt=today - _KEPT)
    single = CountedQuestion.objects.filter(asked__lt=SHOWN_FROM, last_week__lt=today - _KEPT_SINGLE)
    number = int((old | single).delete()[0])
    if CountedQuestion.objects.count() > MOST // 2:
        kept = CountedQuestion.objects.order_by("-asked", "-last_week", "-pk").values("pk")[: MOST // 2]
        number += int(CountedQuestion.objects.exclude(pk__in=list(kept.values_list("pk", flat=True))).delete()[0])
    return number
