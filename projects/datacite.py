"""A record in the words of DataCite's metadata schema 4.6, as JSON and as XML (https://schema.datacite.org/)."""

from typing import Any

from django.conf import settings
from lxml import etree

from projects.columns import partial_date
from projects.enums import Kinship
from projects.licences import licence_identifier, licence_url
from projects.whole import WholeRecord
from projects.xml_text import in_xml

KERNEL = "http://datacite.org/schema/kernel-4"
KERNEL_LOCATION = f"{KERNEL} https://schema.datacite.org/meta/kernel-4.6/metadata.xsd"
VERSION = "4.6"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
#: What DataCite calls a relation, read from this record and from the other one. Of one programme it knows nothing.
_RELATIONS = {
    (Kinship.REPLICATES, True): "IsDerivedFrom",
    (Kinship.REPLICATES, False): "IsSourceOf",
    (Kinship.INSPIRED_BY, True): "References",
    (Kinship.INSPIRED_BY, False): "IsReferencedBy",
    (Kinship.FOLLOWS, True): "Continues",
    (Kinship.FOLLOWS, False): "IsContinuedBy",
}


def as_datacite(record: WholeRecord) -> dict[str, Any]:
    """Return a record as DataCite's JSON; what is not known is left out. There is no DOI: the address stands for it."""
    page, names = record.page, record.vocabularies
    language = page.locale.language_code
    published = page.first_published_at or page.last_published_at
    keywords = [names.fields.get(row.field.slug, "") for row in page.fields_of_action.all()]
    keywords += [names.target_groups.get(key, "") for key in page.target_group_keys]
    fields = {
        "schemaVersion": KERNEL,
        "url": record.url,
        "identifiers": [
            {"identifier": record.url, "identifierType": "URL"},
            {"identifier": page.identifier, "identifierType": "Local"},
        ],
        "creators": [{"name": page.carrier or settings.SITE_NAME, "nameType": "Organizational"}],
        "titles": [{"title": page.title, "lang": language}],
        "publisher": {"name": settings.SITE_NAME, "lang": "de"},
        "publicationYear": str(published.year) if published else "",
        "types": {"resourceTypeGeneral": "Project", "resourceType": "Good practice" if page.judged_on else "Project"},
        "subjects": [{"subject": word, "lang": record.language} for word in keywords if word],
        "contributors": [
            {"name": row.name, "nameType": "Organizational", "contributorType": "ProjectMember"}
            for row in page.partners.all()
        ],
        "dates": _dates(record),
        "language": language,
        "version": str(page.version),
        "rightsList": _rights(page.licence),
        "descriptions": [
            {"description": text, "descriptionType": "Abstract", "lang": language}
            for text in (page.summary or page.subtitle,)
            if text
        ],
        "geoLocations": [_place(row.town) for row in page.towns.all()],
        "fundingReferences": [_without_nothing({"funderName": row.funder, "awardTitle": row.programme})
                              for row in page.funding.all()],
        "relatedIdentifiers": _related(record),
        "alternateIdentifiers": [
            {"alternateIdentifier": page.source_identifier, "alternateIdentifierType": page.source_name}
        ] if page.source_identifier and page.source_name else [],
    }  # fmt: skip
    return _without_nothing(fields)


def as_datacite_xml(record: WholeRecord) -> etree._Element:
    """Return the same as the element `resource`."""
    data = as_datacite(record)
    root = etree.Element(f"{{{KERNEL}}}resource", nsmap={None: KERNEL, "xsi": _XSI})
    root.set(f"{{{_XSI}}}schemaLocation", KERNEL_LOCATION)
    _add(root, "identifier", data["url"], identifierType="URL")
    creator = _add(_add(root, "creators"), "creator")
    _add(creator, "creatorName", data["creators"][0]["name"], nameType="Organizational")
    _add(_add(root, "titles"), "title", data["titles"][0]["title"], lang=data["titles"][0]["lang"])
    _add(root, "publisher", data["publisher"]["name"])
    _add(root, "publicationYear", data.get("publicationYear", ""))
    _add(root, "resourceType", data["types"]["resourceType"], resourceTypeGeneral="Project")
    _add_each(root, "subjects", "subject", data, "subject", "lang")
    contributors = _group(root, "contributors", data)
    for row in data.get("contributors", ()):
        contributor = _add(contributors, "contributor", contributorType=row["contributorType"])
        _add(contributor, "contributorName", row["name"], nameType=row["nameType"])
    _add_each(root, "dates", "date", data, "date", "dateType", "dateInformation")
    _add(root, "language", data["language"])
    _add_each(
        root, "alternateIdentifiers", "alternateIdentifier", data, "alternateIdentifier", "alternateIdentifierType"
    )
    _add_each(
        root,
        "relatedIdentifiers",
        "relatedIdentifier",
        data,
        "relatedIdentifier",
        "relatedIdentifierType",
        "relationType",
    )
    _add(root, "version", data["version"])
    _add_each(root, "rightsList", "rights", data, "rights", "rightsURI", "rightsIdentifier", "rightsIdentifierScheme")
    _add_each(root, "descriptions", "description", data, "description", "descriptionType", "lang")
    _add_places(root, data)
    references = _group(root, "fundingReferences", data)
    for row in data.get("fundingReferences", ()):
        reference = _add(references, "fundingReference")
        _add(reference, "funderName", row["funderName"])
        if "awardTitle" in row:
            _add(reference, "awardTitle", row["awardTitle"])
    return root


def _dates(record: WholeRecord) -> list[dict[str, str]]:
    page = record.page
    start, end = partial_date(page.start, page.start_precision), partial_date(page.end, page.end_precision)
    dates = [
        (page.first_published_at and page.first_published_at.date().isoformat(), "Issued"),
        (page.last_published_at and page.last_published_at.date().isoformat(), "Updated"),
        (f"{start}/{end}" if start or end else "", "Coverage"),
    ]
    return [{"date": day, "dateType": kind} for day, kind in dates if day]


def _rights(licence: str) -> list[dict[str, str]]:
    if not licence:
        return []
    identifier = licence_identifier(licence)
    scheme = "SPDX" if identifier else ""
    return [
        _without_nothing(
            {
                "rights": licence,
                "rightsURI": licence_url(licence),
                "rightsIdentifier": identifier,
                "rightsIdentifierScheme": scheme,
            }
        )
    ]


def _place(town: Any) -> dict[str, Any]:
    place: dict[str, Any] = {"geoLocationPlace": ", ".join(dict.fromkeys((town.name, town.land)))}
    if town.latitude is not None and town.longitude is not None:
        place["geoLocationPoint"] = {
            "pointLatitude": float(town.latitude),
            "pointLongitude": float(town.longitude),
        }
    return place


def _related(record: WholeRecord) -> list[dict[str, str]]:
    list_url = record.url.removesuffix(f"{record.page.identifier}/")
    related = [
        (f"{list_url}{relative.identifier}/", _RELATIONS[relative.kind, relative.names_it])
        for relative in record.relatives
        if (relative.kind, relative.names_it) in _RELATIONS
    ]
    related += [(record.page.evaluation_report_url, "IsDocumentedBy"), (record.page.source_url, "IsDerivedFrom")]
    return [
        {"relatedIdentifier": url, "relatedIdentifierType": "URL", "relationType": kind} for url, kind in related if url
    ]


def _without_nothing(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, "", [])}


def _add(parent: etree._Element, name: str, text: str = "", *, lang: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{KERNEL}}}{name}", attributes)
    element.text = in_xml(text) or None
    if lang:
        element.set(_XML_LANG, lang)
    return element


def _group(root: etree._Element, name: str, data: dict[str, Any]) -> etree._Element:
    """Return the element around several; one that would be empty is not put into the document."""
    return _add(root, name) if data.get(name) else etree.Element(name)


def _add_each(root: etree._Element, group: str, name: str, data: dict[str, Any], text: str, *attributes: str) -> None:
    around = _group(root, group, data)
    for row in data.get(group, ()):
        _add(around, name, row[text], **{key: row[key] for key in attributes if key in row})


def _add_places(root: etree._Element, data: dict[str, Any]) -> None:
    places = _group(root, "geoLocations", data)
    for row in data.get("geoLocations", ()):
        place = _add(places, "geoLocation")
        _add(place, "geoLocationPlace", row["geoLocationPlace"])
        if point := row.get("geoLocationPoint"):
            element = _add(place, "geoLocationPoint")
            _add(element, "pointLongitude", str(point["pointLongitude"]))
            _add(element, "pointLatitude", str(point["pointLatitude"]))
