"""A room knows its community, a person belongs once to a community, a notice knows the form it came with."""

import uuid
from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def fill_rooms(apps: Any, _editor: Any) -> None:
    """Give each room the community of the page above it."""
    rooms = apps.get_model("communities", "CommunityRoomPage")
    owners = dict(apps.get_model("communities", "CommunityPage").objects.values_list("path", "community_id"))
    for room in rooms.objects.all():
        room.community_id = owners.get(room.path[:-4])
        if room.community_id:
            room.save(update_fields=["community"])


def keep_newest_memberships(apps: Any, _editor: Any) -> None:
    """Leave one membership for each person and community: the one that ends last."""
    memberships = apps.get_model("communities", "Membership").objects
    seen = set()
    for membership in memberships.order_by(models.F("until").desc(nulls_first=True), "-since"):
        key = membership.community_id, membership.person_id
        if key in seen:
            membership.delete()
        seen.add(key)


def fill_submissions(apps: Any, _editor: Any) -> None:
    """Give what was posted before a number of its own."""
    for notice in apps.get_model("communities", "Notice").objects.all():
        notice.submission = uuid.uuid4()
        notice.save(update_fields=["submission"])


class Migration(migrations.Migration):
    dependencies = [
        ("communities", "0001_begin"),
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "communityroompage",
            "community",
            models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rooms",
                to="communities.community",
            ),
        ),
        migrations.AddField("notice", "submission", models.UUIDField(editable=False, null=True)),
        migrations.RunPython(fill_rooms, migrations.RunPython.noop),
        migrations.RunPython(keep_newest_memberships, migrations.RunPython.noop),
        migrations.RunPython(fill_submissions, migrations.RunPython.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL IMMEDIATE"),
        migrations.AlterField(
            "communityroompage",
            "community",
            models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rooms",
                to="communities.community",
            ),
        ),
        migrations.AlterField(
            "notice",
            "submission",
            models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
        migrations.AlterField(
            "community",
            "collection",
            models.OneToOneField(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="wagtailcore.collection",
                verbose_name="collection of the room",
            ),
        ),
        migrations.RemoveConstraint("membership", "communities_membership_once"),
        migrations.AddConstraint(
            "membership",
            models.UniqueConstraint(
                fields=("community", "person"),
                name="communities_membership_once",
                violation_error_message="This person is a member already.",
            ),
        ),
    ]
