"""How fast the matrix of translations comes, and how fast a change is out in twenty languages.

    python -m benchmarks.translations [--pages 1000] [--texts 30]

Makes a database of its own beside the configured one and drops it at the end. The matrix is asked of the site in the
same process, middleware included, seven times; the median counts, the first asking does not. Pages and texts of the
matrix are written straight into the tables. Ends with one line of JSON.
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import TranslatableObject, Translation, TranslationSource

import accounts.roles
import accounts.services.roles
from accounts.models import User
from accounts.services import grant_roles
from benchmarks.databases import own_database
from cms.core.following import renew_translations
from cms.core.languages import BY_CODE, Language
from guidance.models import GuidanceIndexPage, GuidancePage
from home.services import found_site
from tests.factories.guidance import BODY, section, topic, translate

#: Languages that the site does not have yet; with its own they make one source and twenty targets.
MORE = ("fa", "ps", "ku", "ti", "am", "so", "ro", "bg", "pl", "ru", "sq", "vi")
REPEATS = 7
#: Tasks wait for the worker, as they do on a real site.
SETTINGS = {"ADMIN_REQUIRES_MFA": False, "TASKS": {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--texts", type=int, default=30, help="of each page")
    options = parser.parse_args()
    for code in MORE:
        BY_CODE[code] = Language(code, code, code)
    for module in (accounts.roles, accounts.services.roles):
        module.LANGUAGES = tuple(BY_CODE.values())  # type: ignore[attr-defined]  # read from cms/core/languages.py
    with own_database("benchmark_translations"), override_settings(**SETTINGS):
        grant_roles()
        home = found_site(languages=list(BY_CODE))
        index = section(home)
        for code in BY_CODE:
            if code != "de":
                translate(index, code)
        figures = {"languages": len(BY_CODE) - 1, "publishing": publishing(index)}
        fill(index, options.pages, options.texts)
        print(json.dumps({**figures, "pages": options.pages, "matrix": matrix()}))


def publishing(index: GuidanceIndexPage) -> dict[str, Any]:
    """Change one page in three ways; return seconds until the editor has an answer and until all languages are out."""
    page = topic(index, "Adresse anmelden")
    started = time.perf_counter()
    for code in BY_CODE:
        if code != "de":
            translate(page, code)
    figures: dict[str, Any] = {"first_translation_of_all": round(time.perf_counter() - started, 2)}
    number = json.loads(json.dumps(BODY).replace("+49 30 112", "+49 30 115"))
    for name, fields in (
        ("a telephone number", {"body": number}),
        ("a small change", {"summary": "Adresse anmelden: in einem Satz!", "change_weight": "small"}),
        ("a sentence", {"summary": "Adresse anmelden: anders."}),
    ):
        answered = seconds(lambda fields=fields: republish(page, fields))
        source = TranslationSource.objects.get(object_id=page.translation_key)
        out: list[int] = []
        is_small = "change_weight" in fields
        after = seconds(lambda source=source, is_small=is_small, out=out: out.append(renew(source.pk, is_small)))
        figures[name] = {"answered": answered, "out_in_all": round(answered + after, 2), "published_again": out[0]}
    return figures


def renew(source: int, is_small: bool) -> int:
    """Do what the worker does."""
    return int(renew_translations.func(source, also_newer=is_small))


def republish(page: GuidancePage, fields: dict[str, Any]) -> None:
    """Publish as the editor does."""
    fresh = GuidancePage.objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(fresh, name, value)
    fresh.save_revision().publish()


def seconds(work: Callable[[], Any]) -> float:
    """Return how long it took."""
    started = time.perf_counter()
    work()
    return round(time.perf_counter() - started, 2)


def fill(index: GuidanceIndexPage, pages: int, texts: int) -> None:
    """Write pages with all their translations and texts, a tenth of them outdated."""
    now = timezone.now()
    german = index.locale
    keys = [uuid4() for _number in range(pages)]
    kind = ContentType.objects.get_for_model(GuidancePage)
    for one in GuidanceIndexPage.objects.select_related("locale"):
        first = one.numchild + 1
        Page.objects.bulk_create(
            Page(
                path=Page._get_path(one.path, one.depth + 1, first + place),
                depth=one.depth + 1,
                title=f"Thema {place}",
                draft_title=f"Thema {place}",
                slug=f"thema-{place}",
                url_path=f"{one.url_path}thema-{place}/",
                content_type=kind,
                locale=one.locale,
                translation_key=key,
                live=True,
                last_published_at=now,
                first_published_at=now,
            )
            for place, key in enumerate(keys)
        )
        Page.objects.filter(pk=one.pk).update(numchild=one.numchild + pages)
    base = ContentType.objects.get_for_model(Page)
    TranslatableObject.objects.bulk_create(TranslatableObject(translation_key=key, content_type=base) for key in keys)
    sources = TranslationSource.objects.bulk_create(
        TranslationSource(
            object_id=key, specific_content_type=kind, locale=german, object_repr="Thema", content_json="{}",
            last_updated_at=now,
        )
        for key in keys
    )  # fmt: skip
    Translation.objects.bulk_create(
        Translation(source=source, target_locale=locale)
        for locale in Locale.objects.exclude(pk=german.pk)
        for source in sources
    )
    for statement in _STATEMENTS:
        with connection.cursor() as cursor:
            cursor.execute(statement, {"german": german.pk, "texts": texts})


#: Contexts, strings, segments and translations of all pages that have none.
_STATEMENTS = (
    """INSERT INTO wagtail_localize_translationcontext (object_id, path_id, path, field_path)
    SELECT s.object_id, gen_random_uuid(), 'body.' || n, 'body' FROM wagtail_localize_translationsource s,
    generate_series(1, %(texts)s) n WHERE s.content_json = '{}'""",
    """INSERT INTO wagtail_localize_string (locale_id, data_hash, data)
    SELECT %(german)s, gen_random_uuid(), 'c' || c.id FROM wagtail_localize_translationcontext c
    JOIN wagtail_localize_translationsource s ON s.object_id = c.object_id WHERE s.content_json = '{}'""",
    """INSERT INTO wagtail_localize_stringsegment (source_id, context_id, "order", string_id, attrs)
    SELECT s.id, c.id, c.id %% 1000, t.id, '' FROM wagtail_localize_translationcontext c
    JOIN wagtail_localize_translationsource s ON s.object_id = c.object_id
    JOIN wagtail_localize_string t ON t.data = 'c' || c.id WHERE s.content_json = '{}'""",
    """INSERT INTO wagtail_localize_stringtranslation (locale_id, translation_of_id, context_id, data, translation_type,
    tool_name, created_at, updated_at, has_error, field_error)
    SELECT l.id, g.string_id, g.context_id, 'x', 'manual', '', now() - interval '1 day', now() - interval '1 day',
    false, '' FROM wagtail_localize_stringsegment g JOIN wagtail_localize_translationsource s ON s.id = g.source_id,
    wagtailcore_locale l WHERE s.content_json = '{}' AND l.id <> %(german)s AND (g.id + l.id) %% 300 <> 0""",
    "ANALYZE",
)


def matrix() -> dict[str, Any]:
    """Ask for the matrix as an administrator; return milliseconds and queries."""
    client = Client()
    user = User.objects.create_user("administrator@example.org", "a-long-password", is_superuser=True)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return {
        name: asked(client, f"/admin/translations/{query}")
        for name, query in (("everything", ""), ("outdated in Arabic", "?language=ar&state=outdated"))
    }


def asked(client: Client, address: str) -> dict[str, Any]:
    """Return how long an address takes: in the clock, and in the processor's time of this process."""
    times, busy = [], []
    for _time in range(REPEATS + 1):
        started, worked = time.perf_counter(), time.process_time()
        answer = client.get(address)
        times.append((time.perf_counter() - started) * 1000)
        busy.append((time.process_time() - worked) * 1000)
        assert answer.status_code == 200
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    slowest = max(captured.captured_queries, key=lambda query: float(query["time"]))
    return {
        "first_ms": round(times[0]),
        "ms": round(statistics.median(times[1:])),
        "processor_ms": round(statistics.median(busy[1:])),
        "queries": len(captured),
        "slowest_query_ms": round(float(slowest["time"]) * 1000),
        "bytes": len(answer.content),
    }


if __name__ == "__main__":
    main()
