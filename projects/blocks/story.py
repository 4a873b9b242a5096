"""The story of a project: its parts, each of them rich text under a fixed heading."""

from typing import TYPE_CHECKING, Any, ClassVar

from wagtail.blocks import RichTextBlock, StreamBlock

from projects.enums import StoryPart

if TYPE_CHECKING:
    from projects.models.project import ProjectPage

_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link", "h3"]
_ICONS = {
    StoryPart.NEED: "help",
    StoryPart.AIMS: "crosshairs",
    StoryPart.PROCESS: "tasks",
    StoryPart.RESULTS: "success",
    StoryPart.LESSONS: "comment",
    StoryPart.TRANSFER: "copy",
}


def _part(part: StoryPart) -> RichTextBlock:
    return RichTextBlock(
        features=_FEATURES,
        label=part.label,
        icon=_ICONS[part],
        template="projects/blocks/story_part.html",
    )


class StoryBlock(StreamBlock):
    """Each part at most once; the page shows them in the order of `StoryPart`, whatever the editor's."""

    need = _part(StoryPart.NEED)
    aims = _part(StoryPart.AIMS)
    process = _part(StoryPart.PROCESS)
    results = _part(StoryPart.RESULTS)
    lessons = _part(StoryPart.LESSONS)
    transfer = _part(StoryPart.TRANSFER)

    class Meta:
        block_counts: ClassVar[dict[str, Any]] = {part.value: {"max_num": 1} for part in StoryPart}
        required = False


def story_parts(page: "ProjectPage") -> list[tuple[StoryPart, Any]]:
    """Return the parts of the story in their fixed order, each with its block."""
    written = {part.block_type: part for part in page.story}
    return [(part, written[part.value]) for part in StoryPart if part.value in written]
