"""What a harvester asks: the arguments of OAI-PMH 2.0, each verb's own, checked before anything is looked up."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from django.core import signing

from cms.core.municipality_names import LANDS
from projects.harvesting.errors import OaiError
from projects.models import FieldOfAction

PREFIXES = ("oai_dc", "oai_datacite")
_LISTS = frozenset({"from", "until", "set", "metadataPrefix"})
#: Of each verb: which arguments it must have, and which it may have.
_VERBS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "Identify": (frozenset(), frozenset()),
    "ListMetadataFormats": (frozenset(), frozenset({"identifier"})),
    "ListSets": (frozenset(), frozenset()),
    "GetRecord": (frozenset({"identifier", "metadataPrefix"}), frozenset()),
    "ListIdentifiers": (frozenset({"metadataPrefix"}), _LISTS),
    "ListRecords": (frozenset({"metadataPrefix"}), _LISTS),
}
_RESUMABLE = ("ListIdentifiers", "ListRecords", "ListSets")
_TIME = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?", re.ASCII)
_SALT = "projects.harvesting"


@dataclass(frozen=True)
class Position:
    """How far a harvester has come in a list: the last record it was given, and how many those were.

    Attributes:
        moment: datestamp of the last record, in full.
        total: how many the whole list had when it was begun.
    """

    moment: datetime
    identifier: str
    cursor: int
    total: int


@dataclass(frozen=True)
class Asked:
    """A request that is understood.

    Attributes:
        arguments: as they were sent, for the answer to repeat.
        since: first moment of the list.
        before: first moment behind the list.
        set_spec: e.g. "field:sport", "land:05"; empty for everything.
        position: where to go on; None at the beginning.
    """

    verb: str
    arguments: Mapping[str, str]
    prefix: str = ""
    identifier: str = ""
    since: datetime | None = None
    before: datetime | None = None
    set_spec: str = ""
    position: Position | None = None


def read(parameters: Mapping[str, Sequence[str]]) -> Asked:
    """Read a request.

    Args:
        parameters: values by name, of the address or of the form.

    Raises:
        OaiError: it breaks the rules of the protocol.
    """
    verbs = parameters.get("verb", ())
    if len(verbs) != 1 or verbs[0] not in _VERBS:
        raise OaiError("badVerb", f"Exactly one verb is needed: {', '.join(_VERBS)}.")
    verb = verbs[0]
    if repeated := [name for name, values in parameters.items() if len(values) != 1]:
        raise OaiError("badArgument", f"An argument may be given once: {', '.join(sorted(repeated))[:200]}.")
    given = {name: values[0] for name, values in parameters.items() if name != "verb"}
    arguments = {"verb": verb, **given}
    if "resumptionToken" in given and verb in _RESUMABLE:
        if len(given) > 1:
            raise OaiError("badArgument", "A resumptionToken stands alone.")
        return replace(_resumed(verb, given["resumptionToken"]), arguments=arguments)
    _check_names(verb, given)
    return _understood(verb, given, arguments)


def token_for(asked: Asked, position: Position) -> str:
    """Return what a harvester sends to go on behind `position`; signed, so that nothing has to be kept for it."""
    terms = {
        "verb": asked.verb,
        "prefix": asked.prefix,
        "since": asked.since and asked.since.isoformat(),
        "before": asked.before and asked.before.isoformat(),
        "set": asked.set_spec,
        "moment": position.moment.isoformat(),
        "identifier": position.identifier,
        "cursor": position.cursor,
        "total": position.total,
    }
    return signing.dumps(terms, salt=_SALT, compress=True)


def _resumed(verb: str, token: str) -> Asked:
    try:
        terms = signing.loads(token, salt=_SALT)
    except signing.BadSignature as error:
        raise OaiError("badResumptionToken", "This token is not one of ours. Begin the list again.") from error
    if terms["verb"] != verb:
        raise OaiError("badResumptionToken", f"This token belongs to the verb {terms['verb']}.")
    moments = {name: terms[name] and datetime.fromisoformat(terms[name]) for name in ("since", "before", "moment")}
    return Asked(
        verb=verb,
        arguments={},
        prefix=terms["prefix"],
        since=moments["since"],
        before=moments["before"],
        set_spec=terms["set"],
        position=Position(moments["moment"], terms["identifier"], terms["cursor"], terms["total"]),
    )


def _check_names(verb: str, given: Mapping[str, str]) -> None:
    needed, possible = _VERBS[verb]
    if missing := needed - set(given):
        raise OaiError("badArgument", f"{verb} needs: {', '.join(sorted(missing))}.")
    if unknown := set(given) - needed - possible:
        raise OaiError("badArgument", f"{verb} does not take: {', '.join(sorted(unknown))[:200]}.")


def _understood(verb: str, given: Mapping[str, str], arguments: Mapping[str, str]) -> Asked:
    prefix = given.get("metadataPrefix", "")
    if prefix and prefix not in PREFIXES:
        raise OaiError("cannotDisseminateFormat", f"There are: {', '.join(PREFIXES)}.")
    first, last = given.get("from", ""), given.get("until", "")
    if first and last and len(first) != len(last):
        raise OaiError("badArgument", "from and until must be of the same granularity.")
    since, until = _moment("from", first), _moment("until", last)
    if since and until and since > until:
        raise OaiError("badArgument", "from lies behind until.")
    step = timedelta(days=1) if len(last) == len("2026-01-01") else timedelta(seconds=1)
    if since and since > datetime.now(UTC):
        raise OaiError("noRecordsMatch", "from lies in the future.")
    return Asked(
        verb=verb,
        arguments=arguments,
        prefix=prefix,
        identifier=given.get("identifier", ""),
        since=since,
        before=until and until + step,
        set_spec=_known_set(given.get("set", "")),
    )


def _moment(name: str, text: str) -> datetime | None:
    if not text:
        return None
    try:
        if not _TIME.fullmatch(text):
            raise ValueError(text)
        return datetime.fromisoformat(text.removesuffix("Z")).replace(tzinfo=UTC)
    except ValueError as error:
        raise OaiError("badArgument", f"{name} must be like 2026-01-31 or 2026-01-31T12:00:00Z.") from error


def _known_set(spec: str) -> str:
    if not spec:
        return ""
    kind, _colon, name = spec.partition(":")
    known = {"land": lambda: name in LANDS, "field": lambda: FieldOfAction.objects.filter(slug=name).exists()}
    if spec in known or (kind in known and known[kind]()):
        return spec
    raise OaiError("noRecordsMatch", "There is no such set; ListSets names them.")
