"""Roles are groups: those of accounts/enums.py as they stood when the project began."""

from django.db import migrations

ROLES = [
    "Administration",
    "Redaktion",
    "Prüfung",
    "Veröffentlichung",
    "Projektredaktion",
    "Community-Management",
    "Mitglied",
    "Gast",
    "Übersetzung Leichtes Deutsch (de-simple)",
    "Übersetzung Englisch (en)",
    "Übersetzung Arabisch (ar)",
    "Übersetzung Französisch (fr)",
    "Übersetzung Serbisch (sr)",
    "Übersetzung Spanisch (es)",
    "Übersetzung Ukrainisch (uk)",
    "Übersetzung Türkisch (tr)",
]


def make_groups(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    for name in ROLES:
        Group.objects.get_or_create(name=name)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_initial"), ("auth", "0012_alter_user_first_name_max_length")]
    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
