"""A record in the words of schema.org: a page about a project, with who, where, for whom and with whose money."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings

from projects.columns import partial_date
from projects.licences import licence_url
from projects.whole import WholeRecord

if TYPE_CHECKING:
    from projects.models.framework import Funding
    from projects.models.relations import ProjectTown


def as_schema_org(record: WholeRecord) -> dict[str, Any]:
    """Return a record as JSON-LD; what is not known is left out."""
    page, names = record.page, record.vocabularies
    groups = [names.target_groups.get(key, key) for key in page.target_group_keys]
    return _known(
        {
            "@context": "https://schema.org",
            "@type": "WebPage",
            "@id": record.url,
            "url": record.url,
            "identifier": page.identifier,
            "name": page.title,
            "alternativeHeadline": page.subtitle,
            "description": page.summary,
            "inLanguage": page.locale.language_code,
            "version": page.version,
            "datePublished": _day(page.first_published_at),
            "dateModified": _day(page.last_published_at),
            "lastReviewed": _day(page.checked_on),
            "license": licence_url(page.licence) or _known({"@type": "CreativeWork", "name": page.licence}),
            "author": _organisation(page.carrier),
            "publisher": _organisation(settings.SITE_NAME, url=record.root_url),
            "isPartOf": {"@type": "WebSite", "name": settings.SITE_NAME, "url": record.root_url},
            "isBasedOn": page.source_url,
            "keywords": [names.fields.get(row.field.slug, "") for row in page.fields_of_action.all()],
            "audience": [{"@type": "Audience", "audienceType": group} for group in groups],
            "associatedMedia": [
                _known({"@type": "MediaObject", "name": piece.title, "contentUrl": piece.url, "caption": piece.text})
                for piece in record.material
                if piece.kind != "link"
            ],
            "relatedLink": [piece.url for piece in record.material if piece.kind == "link"],
            "mainEntity": _project(record),
        }
    )


def _project(record: WholeRecord) -> dict[str, Any]:
    page = record.page
    return _known(
        {
            "@type": "Project",
            "name": page.title,
            "description": page.subtitle or page.summary,
            "url": record.url,
            "foundingDate": partial_date(page.start, page.start_precision),
            "dissolutionDate": partial_date(page.end, page.end_precision),
            "parentOrganization": _organisation(page.carrier),
            "member": [_organisation(row.name, url=row.url) for row in page.partners.all()],
            "areaServed": [_town(row) for row in page.towns.all()],
            "funding": [_grant(row) for row in page.funding.all()],
            "knowsLanguage": list(page.languages_offered),
        }
    )


def _organisation(name: str, *, url: str = "") -> dict[str, Any] | None:
    return _known({"@type": "Organization", "name": name, "url": url}) if name else None


def _town(row: "ProjectTown") -> dict[str, Any]:
    town = row.town
    point = (
        {"@type": "GeoCoordinates", "latitude": float(town.latitude), "longitude": float(town.longitude)}
        if (town.latitude is not None and town.longitude is not None)
        else None
    )
    return _known(
        {
            "@type": "City",
            "name": town.name,
            "identifier": town.ags,
            "geo": point,
            "containedInPlace": {"@type": "State", "name": town.land},
        }
    )


def _grant(row: "Funding") -> dict[str, Any]:
    amount = {"@type": "MonetaryAmount", "value": f"{row.amount:f}", "currency": row.currency} if row.amount else None
    return _known(
        {"@type": "MonetaryGrant", "name": row.programme, "funder": _organisation(row.funder), "amount": amount}
    )


def _day(moment: date | None) -> str:
    return moment.isoformat()[:10] if moment else ""


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is empty, and an object that has nothing but its type."""
    kept = {name: value for name, value in fields.items() if value not in (None, "", [], {})}
    return kept if set(kept) - {"@type"} else {}
