"""What the worker does for the search when somebody changes what thousands of entries are made of."""

from django_tasks import task

from cms.core.searchable import searchables
from search.indexing import index_objects


@task()
def write_entries(kind: str, keys: list[int]) -> None:
    """Write the entries of objects by primary key; what is no longer published is taken away."""
    known = searchables.get(kind)
    if known is not None:
        index_objects(known, keys, locked=True)
