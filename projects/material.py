"""Pictures, files and links of a record, as far as the person who asks may see them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from accounts.access import Person, filter_visible
from cms.core.models import SiteDocument, SiteImage

if TYPE_CHECKING:
    from projects.models.project import ProjectPage

#: The size in which pictures stand on the page of a project.
PICTURE = "max-960x720"


@dataclass(frozen=True)
class Picture:
    """A picture with what must stand beside it."""

    rendition: Any
    alternative: str
    caption: str
    credit: str
    licence: str


@dataclass(frozen=True)
class File:
    """A file to download; `size` in bytes, None where it is not known."""

    title: str
    url: str
    rights: str
    kind: str
    size: int | None


@dataclass(frozen=True)
class Link:
    """A page elsewhere."""

    title: str
    url: str


@dataclass(frozen=True)
class Material:
    """What belongs to a record, by kind, in the editor's order."""

    pictures: list[Picture] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


def material_of(page: "ProjectPage", person: Person) -> Material:
    """Return what of the material `person` may see; a fixed number of queries for any number of files."""
    by_kind: dict[str, list[Any]] = {"picture": [], "file": [], "link": []}
    for child in page.material:
        by_kind[child.block_type].append(child.value)
    return Material(
        pictures=_pictures(by_kind["picture"], person),
        files=_files(by_kind["file"], person),
        links=[Link(value["title"], value["url"]) for value in by_kind["link"]],
    )


def _pictures(values: Iterable[Any], person: Person) -> list[Picture]:
    chosen = [(value["image"], value["caption"] or "") for value in values if value["image"] is not None]
    if not chosen:
        return []
    images = SiteImage.objects.filter(pk__in=[image.pk for image, _caption in chosen]).prefetch_renditions(PICTURE)
    visible = {image.pk: image for image in filter_visible(images, person)}
    return [
        Picture(
            rendition=visible[image.pk].get_rendition(PICTURE),
            alternative="" if image.decorative else image.contextual_alt_text or visible[image.pk].default_alt_text,
            caption=caption,
            credit=visible[image.pk].credit,
            licence=visible[image.pk].licence,
        )
        for image, caption in chosen
        if image.pk in visible
    ]


def _files(values: Iterable[Any], person: Person) -> list[File]:
    chosen = [value for value in values if value["document"] is not None]
    if not chosen:
        return []
    documents = SiteDocument.objects.filter(pk__in=[value["document"].pk for value in chosen])
    visible = {document.pk: document for document in filter_visible(documents, person)}
    return [
        File(
            title=value["title"],
            url=document.url,
            rights=value["rights"] or "",
            kind=document.file_extension.upper(),
            size=document.file_size,
        )
        for value in chosen
        if (document := visible.get(value["document"].pk)) is not None
    ]
