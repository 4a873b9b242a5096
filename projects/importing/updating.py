"""What a table says of projects that are there already, into their pages: through a revision, so that it can be seen
and taken back in the page's history. A draft that somebody works on gets it too, and stays a draft.
"""  # noqa: D205  two sentences

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from projects.enums import Precision, Standing, StoryPart
from projects.importing.blocks import indicators, links, story
from projects.importing.differences import PLAIN, TOWN_COLUMNS, Change, described, differing
from projects.importing.merging import Known
from projects.importing.records import Grant, Record, Refused
from projects.importing.rows import TERM_ROWS, Vocabulary, funding_row, partner_row
from projects.models import Funding, ProjectPage, ProjectRelation, ProjectTown

if TYPE_CHECKING:
    from accounts.models import User

_GRANT_VALUES = ("amount", "eligible_costs", "year_until", "share_percent")


@dataclass
class Plan:
    """What a record would do to a page.

    Attributes:
        page: its draft where people have edited it.
        values: by column, from `differing`.
        grants: those that are new; those that bring a row up to date, with the row.
        changes: the same in words.
        waits: whether it goes into a draft and stays there: somebody works on it, or the project has been judged as
            good practice, and is not changed without those who publish.
    """

    page: ProjectPage
    values: dict[str, Any] = field(default_factory=dict)
    new_grants: list[Grant] = field(default_factory=list)
    changed_grants: list[tuple[Funding, Grant]] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    waits: bool = False


def plan_update(page: ProjectPage, record: Record, vocabulary: Vocabulary) -> Plan:
    """Work out what the record would change; nothing is written.

    Raises:
        Refused: it does not fit what is there.
    """
    draft = page.get_latest_revision_as_object() if page.has_unpublished_changes else page
    values = differing(record, draft, vocabulary)
    waits = page.has_unpublished_changes or page.standing == Standing.GOOD_PRACTICE
    plan = Plan(draft, values, changes=described(draft, values, vocabulary), waits=waits)
    _plan_grants(plan, record.grants)
    return plan


def _plan_grants(plan: Plan, grants: Sequence[Grant]) -> None:
    rows = list(plan.page.funding.all())
    there = {row.pk or id(row): _grant_of(row) for row in rows}
    keys = {grant.key for grant in there.values()}
    for grant in grants:
        if grant.key in keys:
            continue
        same = [row for row in rows if there[row.pk or id(row)].occasion == grant.occasion]
        only_one = len(same) == 1 and sum(other.occasion == grant.occasion for other in grants) == 1
        if not only_one:
            plan.new_grants.append(grant)
            plan.changes.append(Change("funder", "", _shown(grant)))
            continue
        new = _completed(grant, there[same[0].pk or id(same[0])])
        if new.key not in keys:
            plan.changed_grants.append((same[0], new))
            plan.changes.append(Change("funder", _shown(there[same[0].pk or id(same[0])]), _shown(new)))


def _grant_of(row: Funding) -> Grant:
    return Grant(
        funder=row.funder,
        programme=row.programme,
        amount=row.amount,
        currency=row.currency,
        year=row.year,
        eligible_costs=row.eligible_costs,
        year_until=row.year_until,
        share_percent=row.share_percent,
    )


def _completed(grant: Grant, old: Grant) -> Grant:
    """Return the grant with what only the old one says."""
    values = {name: getattr(grant, name) or getattr(old, name) for name in _GRANT_VALUES}
    currency = grant.currency if grant.amount or grant.eligible_costs else old.currency
    return Grant(funder=grant.funder, programme=grant.programme, year=grant.year, currency=currency, **values)


def _shown(grant: Grant) -> str:
    about = ", ".join(str(part) for part in (grant.funder, grant.programme, grant.year) if part)
    return f"{about}: {grant.amount} {grant.currency}" if grant.amount is not None else about


def carry_out(plan: Plan, *, by: "User | None") -> None:
    """Write a plan; must run in the transaction in which it was made, with the page locked.

    Raises:
        Refused: the page would not be valid.
    """
    page = plan.page
    _set_values(page, plan.values)
    for row, grant in plan.changed_grants:
        for name in (*_GRANT_VALUES, "currency"):
            setattr(row, name, getattr(grant, name))
        row.import_key = grant.key
    rows = list(page.funding.all())
    changed = {id(row): row for row, _grant in plan.changed_grants}
    by_key = {row.pk: row for row in changed.values() if row.pk}
    kept = [by_key.get(row.pk, row) for row in rows]
    page.funding = [*kept, *(funding_row(grant, None, len(rows) + n) for n, grant in enumerate(plan.new_grants))]
    try:
        page.full_clean(exclude=["slug"])
    except ValidationError as error:
        raise Refused("not_valid", " ".join(error.messages)) from error
    revision = page.save_revision(user=by, log_action=True, clean=False)
    if page.live and not plan.waits:
        # Who may import tables may bring collected projects up to date, as the same import publishes new ones.
        revision.publish(user=by, changed=True, skip_permission_checks=True)


def _set_values(page: ProjectPage, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if name in PLAIN:
            setattr(page, name, value)
        elif name in ("start", "end"):
            day = value and (value.last_day if name == "end" else value.value)
            setattr(page, name, day or None)
            setattr(page, f"{name}_precision", value.precision if value else Precision.DAY)
        elif name == "land":
            page.land_code = value
    _set_towns(page, values)
    _set_terms(page, values)
    _set_streams(page, values)
    if "partner" in values:
        page.partners = [partner_row(partner, None, number) for number, partner in enumerate(values["partner"])]
    if "related_identifier" in values:
        _add_relations(page, values["related_identifier"])


def _set_towns(page: ProjectPage, values: Mapping[str, Any]) -> None:
    if not TOWN_COLUMNS.keys() & values.keys():
        return
    kept = {(row.town_id, row.role): row for row in page.towns.all()}
    said = {TOWN_COLUMNS[name]: [pk for pk, _town in values[name]] for name in TOWN_COLUMNS if name in values}
    wanted = [key for key in kept if key[1] not in said]
    wanted += [(pk, role.value) for role, keys in said.items() for pk in keys]
    page.towns = [kept.get(key) or ProjectTown(town_id=key[0], role=key[1]) for key in wanted]


def _set_terms(page: ProjectPage, values: Mapping[str, Any]) -> None:
    for kind in TERM_ROWS:
        if kind.name in values:
            terms = {term.slug: term for term in kind.terms.objects.filter(slug__in=values[kind.name])}
            rows = [kind.rows(**{kind.column: terms[slug]}) for slug in values[kind.name]]
            setattr(page, kind.at_page, rows)


def _set_streams(page: ProjectPage, values: Mapping[str, Any]) -> None:
    said = {part.value: values[part.value] for part in StoryPart if part.value in values}
    if said:
        parts = {block.block_type: block.value.source for block in page.story} | said
        page.story = story(parts.items())
    if "indicator" in values:
        page.indicators = indicators(values["indicator"])
    if "links" in values:
        there = {(block.value["title"], block.value["url"]) for block in page.material if block.block_type == "link"}
        new = links([link for link in values["links"] if link not in there])
        page.material = [(block.block_type, block.value) for stream in (page.material, new) for block in stream]


def _add_relations(page: ProjectPage, relations: Sequence[tuple[str, str]]) -> None:
    rows = list(page.relations.all())
    there = {(row.kind, row.other.identifier) for row in rows}
    for kind, identifier in relations:
        other = related_page(identifier, page.locale_id)
        if (kind, identifier) not in there and other is not None and other.pk != page.pk:
            rows.append(ProjectRelation(kind=kind, other=other))
    page.relations = rows


def related_page(identifier: str, locale_id: int) -> ProjectPage | None:
    """Return the version of a project in one language, or None."""
    found: ProjectPage | None = ProjectPage.objects.filter(identifier=identifier, locale_id=locale_id).first()
    return found


def unknown_among(records: Mapping[str, Record], known: Known) -> dict[str, Refused]:
    """Return a refusal for each record, by key, that names a project that is not there; one query at most."""
    refused = {
        key: Refused(
            "unknown_identifier", _("There is no project %(identifier)s here.") % {"identifier": record.identifier}
        )
        for key, record in records.items()
        if record.identifier and key not in known.pages
    }
    named = {identifier for record in records.values() for _kind, identifier in record.relations}
    if named:
        there = set(ProjectPage.objects.filter(identifier__in=named).values_list("identifier", flat=True))
        for key, record in records.items():
            for _kind, identifier in record.relations:
                if identifier not in there:
                    message = _("There is no project %(identifier)s here.") % {"identifier": identifier}
                    refused[key] = Refused("unknown_relation", message)
    return refused


def pages_to_update(keys: Iterable[int], *, locked: bool) -> dict[int, ProjectPage]:
    """Return pages with all that is compared, by key; held against others until the transaction ends, if `locked`."""
    keys = sorted(keys)
    if locked:
        list(ProjectPage.objects.filter(pk__in=keys).order_by("pk").select_for_update(of=("self",)).values_list("pk"))
    rows = [f"{kind.at_page}__{kind.column}" for kind in TERM_ROWS]
    pages = ProjectPage.objects.filter(pk__in=keys).select_related("locale", "latest_revision")
    found = pages.prefetch_related("towns__town", "partners", "funding", "relations__other", *rows)
    return {page.pk: page for page in found}


def update_known(
    records: Mapping[int, Record], vocabulary: Vocabulary, *, by: "User | None"
) -> tuple[dict[int, Plan], dict[int, Refused]]:
    """Bring pages, by key, up to date with what a table says of them. Must run in a transaction.

    Returns: what was done, with plans that change nothing; what was refused.
    """
    plans, refused = dict[int, Plan](), dict[int, Refused]()
    for pk, page in pages_to_update(records, locked=True).items():
        try:
            with transaction.atomic():
                plans[pk] = plan_update(page, records[pk], vocabulary)
                if plans[pk].changes:
                    carry_out(plans[pk], by=by)
        except Refused as refusal:
            plans.pop(pk, None)
            refused[pk] = refusal
    return plans, refused
