"""Beginning a community."""

from typing import Any

from django.db import transaction
from wagtail.models import Collection

from communities.models import Community


@transaction.atomic
def found_community(**fields: Any) -> Community:
    """Make a community with a collection for the files of its room, which its members alone see.

    Asks nobody for permission: for loaders; people begin communities in the administration, which comes here too.

    Args:
        fields: of Community; without `collection`.
    """
    community = Community(**fields)
    community.full_clean(exclude=["collection"])
    community.save()
    return give_collection(community)


def give_collection(community: Community) -> Community:
    """Make the collection of the room, unless there is one."""
    if community.collection is None:
        community.collection = Collection.get_first_root_node().add_child(name=f"Community: {community.name}"[:255])
        community.save(update_fields=["collection"])
    return community
