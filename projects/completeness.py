"""How much of a record is there, and what is missing: one rule for proposals and for pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from projects.enums import StoryPart

if TYPE_CHECKING:
    from projects.models.project import ProjectPage


@dataclass(frozen=True)
class Part:
    """Something a record should say.

    Attributes:
        key: stands in the API.
        label: what it is.
        step: the screen of a proposal on which it is asked for (`proposing/steps.py`).
        is_needed: a proposal without it is not taken.
    """

    key: str
    label: str | Promise
    step: str
    is_needed: bool = False


PARTS = (
    Part("title", _("Name of the project"), "about", is_needed=True),
    Part("subtitle", _("The project in one line"), "about"),
    Part("summary", _("The project in a few sentences"), "about", is_needed=True),
    Part("place", _("Town or Land"), "where", is_needed=True),
    Part("field", _("Field of action"), "whom", is_needed=True),
    Part("target_groups", _("For whom"), "whom"),
    Part("approaches", _("How it works"), "whom"),
    Part("carrier", _("Who runs the project"), "carrier", is_needed=True),
    Part("carrier_type", _("Kind of organisation"), "carrier"),
    Part("start", _("Start"), "time"),
    Part("status", _("How far the project is"), "time"),
    Part("people", _("Staff, volunteers or participants"), "means"),
    Part("money", _("Cost or funding"), "means"),
    *(Part(part.value, part.label, "story", is_needed=part is StoryPart.PROCESS) for part in StoryPart),
    Part("evaluation", _("Evaluation"), "results"),
    Part("material", _("Pictures, files or links"), "files"),
    Part("contact", _("Contact"), "contact"),
)


@dataclass(frozen=True)
class Completeness:
    """What is there of a record.

    Attributes:
        percent: 0 to 100; rounded down, so that 100 means all.
        missing: what is not there, in the order of the record.
    """

    percent: int
    missing: tuple[Part, ...]

    @property
    def needed(self) -> tuple[Part, ...]:
        """What is missing and has to be there before a proposal can be sent."""
        return tuple(part for part in self.missing if part.is_needed)

    @property
    def is_enough(self) -> bool:
        """Whether a proposal can be sent."""
        return not self.needed


def completeness(known: Iterable[str]) -> Completeness:
    """Return how complete a record is of which the parts with the keys `known` are there."""
    there = set(known)
    missing = tuple(part for part in PARTS if part.key not in there)
    return Completeness(percent=100 * (len(PARTS) - len(missing)) // len(PARTS), missing=missing)


def known_of_page(page: "ProjectPage", *, has_contact: bool) -> set[str]:
    """Return the keys of the parts that a page has, saved or not."""
    there = {
        "title": page.title,
        "subtitle": page.subtitle,
        "summary": page.summary,
        "place": page.land_code or list(page.towns.all()),
        "field": list(page.fields_of_action.all()),
        "target_groups": list(page.target_groups.all()),
        "approaches": list(page.approaches.all()),
        "carrier": page.carrier,
        "carrier_type": page.carrier_type,
        "start": page.start,
        "status": page.status,
        "people": _any_number(page.staff_fte, page.volunteers, page.participants),
        "money": page.total_cost or list(page.funding.all()),
        "evaluation": page.evaluation,
        "material": list(page.material),
        "contact": has_contact,
    }
    return {key for key, value in there.items() if value} | {part.block_type for part in page.story}


def _any_number(*numbers: object) -> bool:
    """Return whether one is known; nobody is a number too."""
    return any(number is not None for number in numbers)
