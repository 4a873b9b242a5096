"""The XML that harvesters read: OAI-PMH 2.0, section 3.2 and 4, with records as Dublin Core and DataCite."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from django.conf import settings
from lxml import etree

from cms.core.municipality_names import LANDS
from cms.core.site_address import host_and_port
from projects.datacite import VERSION, as_datacite_xml
from projects.harvesting.asking import Asked, token_for
from projects.harvesting.errors import OaiError
from projects.harvesting.records import Entry, Part
from projects.licences import licence_url
from projects.models import FieldOfAction
from projects.whole import WholeRecord
from projects.xml_text import in_xml

OAI = "http://www.openarchives.org/OAI/2.0/"
_OAI_LOCATION = f"{OAI} http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_LOCATION = f"{{{_XSI}}}schemaLocation"
_OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
_DC = "http://purl.org/dc/elements/1.1/"
_OAI_DATACITE = "http://schema.datacite.org/oai/oai-1.1/"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
#: Of each format: where its schema is, and its namespace.
FORMATS = {
    "oai_dc": ("http://www.openarchives.org/OAI/2.0/oai_dc.xsd", _OAI_DC),
    "oai_datacite": ("http://schema.datacite.org/oai/oai-1.1/oai.xsd", _OAI_DATACITE),
}
Element = etree._Element


def envelope(url: str, arguments: Mapping[str, str]) -> Element:
    """Return the element around every answer, with what was asked."""
    root = etree.Element(f"{{{OAI}}}OAI-PMH", nsmap={None: OAI, "xsi": _XSI})
    root.set(_LOCATION, _OAI_LOCATION)
    _add(root, "responseDate", _moment(datetime.now(UTC)))
    _add(root, "request", url, **{name: in_xml(value) for name, value in arguments.items()})
    return root


def add_error(root: Element, error: OaiError) -> None:
    """Say what is wrong."""
    _add(root, "error", error.message, code=error.code)


def add_identity(root: Element, url: str, first: datetime) -> None:
    """Say who we are, and how we keep deleted records."""
    identity = _add(root, "Identify")
    _add(identity, "repositoryName", settings.SITE_NAME)
    _add(identity, "baseURL", url)
    _add(identity, "protocolVersion", "2.0")
    _add(identity, "adminEmail", settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].rstrip(">"))
    _add(identity, "earliestDatestamp", _moment(first))
    _add(identity, "deletedRecord", "persistent")
    _add(identity, "granularity", "YYYY-MM-DDThh:mm:ssZ")


def add_formats(root: Element) -> None:
    """Name the formats; every record has all of them."""
    formats = _add(root, "ListMetadataFormats")
    for prefix, (schema, namespace) in FORMATS.items():
        form = _add(formats, "metadataFormat")
        _add(form, "metadataPrefix", prefix)
        _add(form, "schema", schema)
        _add(form, "metadataNamespace", namespace)


def add_sets(root: Element) -> None:
    """Name the sets: by field of action and by Land."""
    sets = _add(root, "ListSets")
    named = {"field": "Handlungsfelder", "land": "Länder"}
    named |= {f"field:{term.slug}": term.label_in("de") for term in FieldOfAction.objects.all()}
    named |= {f"land:{key}": name for key, name in LANDS.items()}
    for spec, name in named.items():
        one = _add(sets, "set")
        _add(one, "setSpec", spec)
        _add(one, "setName", name)


def add_record(root: Element, asked: Asked, entry: Entry) -> None:
    """Answer with one record."""
    _add_entry(_add(root, "GetRecord"), entry, asked.prefix)


def add_list(root: Element, asked: Asked, part: Part) -> None:
    """Answer with a part of a list, and how to go on."""
    around = _add(root, asked.verb)
    for entry in part.entries:
        if asked.verb == "ListIdentifiers":
            _add_header(around, entry)
        else:
            _add_entry(around, entry, asked.prefix)
    if part.next is not None or asked.position is not None:
        token = token_for(asked, part.next) if part.next else ""  # an empty one says: this was the last part
        _add(around, "resumptionToken", token, completeListSize=str(part.total), cursor=str(part.cursor))


def identifier_of(local: str) -> str:
    """Return a permanent identifier as harvesters know it: oai:host:gp-2026-00017."""
    return f"oai:{host_and_port()[0]}:{local}"


def local_part(identifier: str) -> str:
    """Return the permanent identifier in a harvester's; nothing where it is not one of ours."""
    prefix = identifier_of("")
    return identifier.removeprefix(prefix) if identifier.startswith(prefix) else ""


def _add_entry(parent: Element, entry: Entry, prefix: str) -> None:
    record = _add(parent, "record")
    _add_header(record, entry)
    if entry.record is not None:
        _add(record, "metadata").append(_METADATA[prefix](entry.record))


def _add_header(parent: Element, entry: Entry) -> None:
    header = _add(parent, "header", **({"status": "deleted"} if entry.is_deleted else {}))
    _add(header, "identifier", identifier_of(entry.identifier))
    _add(header, "datestamp", _moment(entry.changed_at))
    for spec in entry.sets:
        _add(header, "setSpec", spec)


def _dublin_core(record: WholeRecord) -> Element:
    page, names = record.page, record.vocabularies
    root = etree.Element(f"{{{_OAI_DC}}}dc", nsmap={"oai_dc": _OAI_DC, "dc": _DC, "xsi": _XSI})
    root.set(_LOCATION, f"{_OAI_DC} {FORMATS['oai_dc'][0]}")
    language = page.locale.language_code
    places = dict.fromkeys(name for row in page.towns.all() for name in (row.town.name, row.town.land))
    published = page.last_published_at or page.first_published_at
    words = [names.fields.get(row.field.slug, "") for row in page.fields_of_action.all()]
    words += [names.target_groups.get(key, "") for key in page.target_group_keys]
    fields: list[tuple[str, str]] = [
        ("title", page.title),
        ("creator", page.carrier),
        *(("subject", word) for word in words),
        ("description", page.summary or page.subtitle),
        ("publisher", settings.SITE_NAME),
        *(("contributor", row.name) for row in page.partners.all()),
        ("date", published.astimezone(UTC).date().isoformat() if published else ""),
        ("type", "Text"),
        ("format", "text/html"),
        ("identifier", record.url),
        ("identifier", page.identifier),
        ("source", page.source_url),
        ("language", language),
        *(("relation", record.url.replace(page.identifier, other.identifier)) for other in record.relatives),
        *(("coverage", place) for place in places),
        ("rights", page.licence),
        ("rights", licence_url(page.licence)),
    ]
    for name, text in fields:
        if text:
            element = etree.SubElement(root, f"{{{_DC}}}{name}")
            element.text = in_xml(text)
            if name in ("title", "description"):
                element.set(_LANG, language)
    return root


def _datacite(record: WholeRecord) -> Element:
    root = etree.Element(f"{{{_OAI_DATACITE}}}oai_datacite", nsmap={None: _OAI_DATACITE, "xsi": _XSI})
    root.set(_LOCATION, f"{_OAI_DATACITE} {FORMATS['oai_datacite'][0]}")
    etree.SubElement(root, f"{{{_OAI_DATACITE}}}schemaVersion").text = VERSION
    etree.SubElement(root, f"{{{_OAI_DATACITE}}}datacentreSymbol").text = in_xml(settings.SITE_NAME)
    etree.SubElement(root, f"{{{_OAI_DATACITE}}}payload").append(as_datacite_xml(record))
    return root


_METADATA: Mapping[str, Callable[[WholeRecord], Element]] = {"oai_dc": _dublin_core, "oai_datacite": _datacite}


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    element = etree.SubElement(parent, f"{{{OAI}}}{name}", attributes)
    element.text = in_xml(text) or None
    return element
