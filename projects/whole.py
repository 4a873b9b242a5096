"""Records with all that belongs to them, for those who take them away: the API's full record, exports, harvesters.

Loaded by the hundred with the same number of queries as one; nothing is in them that the asking person may not see.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.files.storage import default_storage
from django.db.models import Q, QuerySet

from accounts.access import Person, filter_visible
from cms.core.models import SiteDocument, SiteImage
from projects.addresses import project_address
from projects.contacts import PublicContact, public_contacts
from projects.enums import KINSHIP_SEEN_FROM_THE_OTHER, Kinship
from projects.models.framework import Funding, ProjectPartner, ProjectRelation
from projects.models.relations import ProjectField, ProjectTown
from projects.vocabularies import Vocabularies

if TYPE_CHECKING:
    from projects.models.project import ProjectPage


@dataclass(frozen=True)
class Relative:
    """A related project, as it is seen from the record; `names_it` where it is this record that says so."""

    kind: Kinship
    label: str
    identifier: str
    title: str
    names_it: bool


@dataclass(frozen=True)
class Piece:
    """A picture, file or link that belongs to a record.

    Attributes:
        kind: picture, file or link.
        url: of a picture or file below the site's own address.
        rights: whose it is, and its licence.
        text: what a picture shows, for those who do not see it.
    """

    kind: str
    title: str
    url: str
    rights: str = ""
    text: str = ""


@dataclass(frozen=True)
class WholeRecord:
    """A version of a record and all that belongs to it.

    Attributes:
        page: loaded with `ProjectQuerySet.for_whole_record`.
        language: of the reader (BCP 47 tag); the text may have another one.
        root_url: the site's address, e.g. https://wegweiser.example.org.
        translations: languages in which the asking person may see the record.
    """

    page: "ProjectPage"
    language: str
    root_url: str
    vocabularies: Vocabularies
    towns: Sequence[ProjectTown] = ()
    fields: Sequence[ProjectField] = ()
    partners: Sequence[ProjectPartner] = ()
    funding: Sequence[Funding] = ()
    relatives: tuple[Relative, ...] = ()
    material: tuple[Piece, ...] = ()
    translations: tuple[str, ...] = ()
    contacts: Sequence[PublicContact] = ()

    @property
    def url(self) -> str:
        """The address of the record's page for the reader; it is permanent."""
        return f"{self.root_url}{project_address(self.page.identifier, self.language)}"


def whole_records(
    pages: "Iterable[ProjectPage]",
    *,
    person: Person,
    language: str,
    root_url: str,
    vocabularies: Vocabularies | None = None,
) -> list[WholeRecord]:
    """Return pages with what belongs to them and `person` may see, in the same order; load them `for_whole_record`."""
    pages = list(pages)
    if not pages:
        return []
    keys = [page.pk for page in pages]
    towns = _rows(ProjectTown.objects.select_related("town"), keys)
    fields = _rows(ProjectField.objects.select_related("field"), keys)
    partners, funding = _rows(ProjectPartner.objects.all(), keys), _rows(Funding.objects.all(), keys)
    relatives = _relatives(pages, person, language)
    material = _material(pages, person, root_url)
    translations = _translations(pages, person)
    contacts = public_contacts(page.translation_key for page in pages)
    vocabularies = vocabularies or Vocabularies(language)
    return [
        WholeRecord(
            page=page,
            language=language,
            root_url=root_url,
            vocabularies=vocabularies,
            towns=towns.get(page.pk, ()),
            fields=fields.get(page.pk, ()),
            partners=partners.get(page.pk, ()),
            funding=funding.get(page.pk, ()),
            relatives=tuple(relatives.get(page.translation_key, ())),
            material=tuple(material[page.pk]),
            translations=tuple(translations.get(page.translation_key, ())),
            contacts=contacts.get(page.translation_key, ()),
        )
        for page in pages
    ]


def _rows(rows: QuerySet[Any], keys: list[int]) -> dict[int, list[Any]]:
    """Return the rows of each page: cheaper by half than `prefetch_related`, which makes a queryset for each."""
    found: dict[int, list[Any]] = {}
    for row in rows.filter(page_id__in=keys).order_by("sort_order", "pk"):
        found.setdefault(row.page_id, []).append(row)
    return found


def _translations(pages: "list[ProjectPage]", person: Person) -> dict[UUID, list[str]]:
    keys = [page.translation_key for page in pages]
    versions = type(pages[0]).objects.filter(translation_key__in=keys, alias_of=None).visible_to(person)
    found: dict[UUID, list[str]] = {}
    for key, code in versions.order_by("locale__language_code").values_list("translation_key", "locale__language_code"):
        found.setdefault(key, []).append(code)
    return found


def _relatives(pages: "list[ProjectPage]", person: Person, language: str) -> dict[UUID, list[Relative]]:
    keys = {page.translation_key for page in pages}
    named = ProjectRelation.objects.filter(Q(page__translation_key__in=keys) | Q(other__translation_key__in=keys))
    rows = list(
        named.filter(page__live=True)
        .order_by("page__identifier", "sort_order", "pk")
        .values_list("kind", "page__translation_key", "other__translation_key")
    )
    rows = list(dict.fromkeys(rows))  # translations name the same relations again
    others = {key for _kind, one, other in rows for key in (one, other)}
    known = type(pages[0]).objects.filter(translation_key__in=others).visible_to(person).in_language(language)
    names = (
        {
            key: (identifier, title)
            for key, identifier, title in known.order_by().values_list("translation_key", "identifier", "title")
        }
        if rows
        else {}
    )
    found: dict[UUID, list[Relative]] = {}
    for kind, one, other in rows:
        for here, there, names_it in ((one, other, True), (other, one, False)):
            if here in keys and there in names and here != there:
                label = Kinship(kind).label if names_it else KINSHIP_SEEN_FROM_THE_OTHER[Kinship(kind)]
                relative = Relative(Kinship(kind), str(label), *names[there], names_it)
                found.setdefault(here, []).append(relative)
    return found


def _material(pages: "list[ProjectPage]", person: Person, root_url: str) -> dict[int, list[Piece]]:
    """Read the raw stream, so that all pictures and files of all pages come with two queries."""
    streams = {page.pk: [dict(piece) for piece in page.material.raw_data] for page in pages}
    pieces = [piece for stream in streams.values() for piece in stream]
    images = _visible(SiteImage, (_image_key(piece) for piece in pieces if piece["type"] == "picture"), person)
    documents = _visible(
        SiteDocument, (piece["value"]["document"] for piece in pieces if piece["type"] == "file"), person
    )
    return {
        pk: [made for piece in stream if (made := _piece(piece, images, documents, root_url))]
        for pk, stream in streams.items()
    }


def _image_key(piece: Mapping[str, Any]) -> int | None:
    value = piece["value"]["image"]
    return value["image"] if isinstance(value, dict) else value


def _visible(model: Any, keys: Iterable[int | None], person: Person) -> dict[int, Any]:
    wanted = {key for key in keys if key}
    return filter_visible(model.objects.filter(pk__in=wanted), person).in_bulk() if wanted else {}


def _piece(
    piece: Mapping[str, Any], images: Mapping[int, SiteImage], documents: Mapping[int, SiteDocument], root_url: str
) -> Piece | None:
    value = piece["value"]
    if piece["type"] == "link":
        return Piece("link", value["title"], value["url"])
    if piece["type"] == "file":
        document = documents.get(value["document"])
        return document and Piece("file", value["title"], f"{root_url}{document.url}", value.get("rights") or "")
    image = images.get(_image_key(piece) or 0)
    if image is None:
        return None
    text = value["image"].get("alt_text") if isinstance(value["image"], dict) else ""
    rights = ", ".join(filter(None, (image.credit, image.licence)))
    title = value.get("caption") or image.title
    return Piece(
        "picture", title, f"{root_url}{default_storage.url(image.file.name)}", rights, text or image.description
    )


__all__ = ["Piece", "Relative", "Vocabularies", "WholeRecord", "whole_records"]
