"""Triggers that take the remembered counts of a page away when one of its texts changes, by whatever way."""

from django.db import migrations, models

FORGET = """
CREATE FUNCTION translations_forget_{name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO translations_textcount AS known (object_id, version)
    SELECT DISTINCT owner.object_id, 1 FROM changed JOIN {owner} owner ON owner.id = changed.{key} ORDER BY 1
    ON CONFLICT (object_id) DO UPDATE SET version = known.version + 1, counts = NULL;
    RETURN NULL;
END $$;
"""
TRIGGER = """
CREATE TRIGGER translations_forget_on_{event} AFTER {event} ON {table}
REFERENCING {side} TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION translations_forget_{name}();
"""
FUNCTIONS = (
    ("by_context", "wagtail_localize_translationcontext", "context_id"),
    ("by_source", "wagtail_localize_translationsource", "source_id"),
    ("by_itself", "wagtail_localize_translationsource", "id"),
)
TABLES = (
    ("wagtail_localize_stringtranslation", "by_context"),
    ("wagtail_localize_stringsegment", "by_context"),
    ("wagtail_localize_translation", "by_source"),
    ("wagtail_localize_translationsource", "by_itself"),
)
SIDES = {"insert": "NEW", "update": "NEW", "delete": "OLD"}


def statements():
    for name, owner, key in FUNCTIONS:
        yield (
            FORGET.format(name=name, owner=owner, key=key),
            f"DROP FUNCTION translations_forget_{name}();",
        )
    for table, name in TABLES:
        for event, side in SIDES.items():
            yield (
                TRIGGER.format(event=event, table=table, side=side, name=name),
                f"DROP TRIGGER translations_forget_on_{event} ON {table};",
            )


class Migration(migrations.Migration):
    dependencies = [
        ("translations", "0001_keep_what_translating_needs"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
    ]
    operations = [
        migrations.CreateModel(
            name="TextCount",
            fields=[
                ("object_id", models.UUIDField(primary_key=True, serialize=False)),
                ("version", models.BigIntegerField(db_default=0)),
                ("counts", models.JSONField(null=True)),
            ],
        ),
        *(migrations.RunSQL(forward, backward) for forward, backward in statements()),
    ]
