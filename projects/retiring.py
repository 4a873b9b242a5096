"""What happens to a term that is no longer used: projects that have it count under the one that took its place.

The row of the project stays, so that the editor shows what was chosen; the columns that lists compare are written anew.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models.signals import post_save
from django_tasks import task

from cms.core.bulk import announce
from projects.derived import current_term, with_wider
from projects.models import (
    AgeGroup,
    Approach,
    FieldOfAction,
    Phase,
    ProjectAgeGroup,
    ProjectApproach,
    ProjectField,
    ProjectPage,
    ProjectPhase,
    ProjectTargetGroup,
    TargetGroup,
)
from projects.models.vocabulary import Term

_BATCH = 200


def _own_key(term: Any) -> list[str]:
    return [term.slug]


#: By vocabulary: the rows that lead to its terms, the field in them, the column of the project, the keys of a term.
_USES: dict[type[Term], tuple[type[Any], str, str, Callable[[Any], Any]]] = {
    FieldOfAction: (ProjectField, "field", "field_keys", with_wider),
    TargetGroup: (ProjectTargetGroup, "group", "target_group_keys", _own_key),
    Approach: (ProjectApproach, "approach", "approach_keys", _own_key),
    Phase: (ProjectPhase, "phase", "phase_keys", _own_key),
    AgeGroup: (ProjectAgeGroup, "age_group", "age_keys", _own_key),
}


@task()
def hand_over(vocabulary: str, term: int) -> int:
    """Write the keys of all projects that have a term anew; return how many were changed. May be repeated.

    Args:
        vocabulary: name of the model.
        term: its primary key.
    """
    model = apps.get_model("projects", vocabulary)
    rows, field, column, keys_of = _USES[model]
    changed, after = 0, 0
    users = (
        rows.objects.filter(**{f"{field}__in": _with_predecessors(model, term)})
        .order_by("page_id")
        .values_list("page_id", flat=True)
    )
    while batch := list(users.filter(page_id__gt=after).distinct()[:_BATCH]):
        after = batch[-1]
        with transaction.atomic():
            changed += _write_anew(batch, rows, field, column, keys_of)
    return changed


def _with_predecessors(model: type[Any], term: int) -> set[int]:
    """Return the term and all whose place it took, those before them too."""
    found, last = {term}, {term}
    while last:
        last = set(model._default_manager.filter(successor__in=last).values_list("pk", flat=True)) - found
        found |= last
    return found


def _write_anew(pages: list[int], rows: type[Any], field: str, column: str, keys_of: Callable[[Any], Any]) -> int:
    keys: dict[int, dict[str, None]] = {page: {} for page in pages}
    for row in rows.objects.filter(page__in=pages).select_related(field).order_by("page_id", "sort_order", "pk"):
        keys[row.page_id].update(dict.fromkeys(keys_of(current_term(getattr(row, field)))))
    known = dict(ProjectPage.objects.filter(pk__in=pages).values_list("pk", column))
    changed = [page for page in pages if known.get(page) != list(keys[page])]
    for page in changed:
        ProjectPage.objects.filter(pk=page).update(**{column: list(keys[page])})
    announce(ProjectPage, changed)
    return len(changed)


def register() -> None:
    """Follow what editors do with terms; called once, when the app is ready."""
    for model in _USES:
        post_save.connect(_saved, sender=model, dispatch_uid=f"projects.retiring.{model.__name__}")


def _saved(instance: Term, raw: bool = False, **_signal: Any) -> None:
    if instance.is_retired and instance.successor and not raw:
        transaction.on_commit(partial(hand_over.enqueue, type(instance).__name__, instance.pk))
