"""The screens of a proposal in their order. The key stands in `Proposal.data` and in the API."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from projects.models import Proposal
from projects.proposing.base import StepForm
from projects.proposing.framework_forms import AboutForm, CarrierForm, MeansForm, TimeForm, WhereForm, WhomForm
from projects.proposing.telling_forms import ContactForm, FilesForm, ResultsForm, StoryForm


@dataclass(frozen=True)
class Step:
    """One screen: one subject. `slug` stands in addresses, in German in every language."""

    key: str
    slug: str
    title: str | Promise
    form: type[StepForm]


STEPS = (
    Step("about", "worum", _("What is the project?"), AboutForm),
    Step("where", "wo", _("Where is it?"), WhereForm),
    Step("whom", "wen", _("What does it work on, and for whom?"), WhomForm),
    Step("carrier", "traeger", _("Who runs it?"), CarrierForm),
    Step("time", "zeit", _("When is it?"), TimeForm),
    Step("means", "mittel", _("Which people and how much money does it take?"), MeansForm),
    Step("story", "geschichte", _("What is its story?"), StoryForm),
    Step("results", "ergebnisse", _("What is known about its results?"), ResultsForm),
    Step("files", "material", _("What belongs to it?"), FilesForm),
    Step("contact", "kontakt", _("Who can be asked?"), ContactForm),
)
STEP_BY_KEY = {step.key: step for step in STEPS}
STEP_BY_SLUG = {step.slug: step for step in STEPS}


def step_after(step: Step) -> Step | None:
    """Return the next screen; after the last one comes the review, which is none."""
    place = STEPS.index(step) + 1
    return STEPS[place] if place < len(STEPS) else None


def step_before(step: Step) -> Step | None:
    """Return the screen before, if there is one."""
    place = STEPS.index(step)
    return STEPS[place - 1] if place else None


def checked_forms(proposal: Proposal) -> dict[str, StepForm]:
    """Return every screen filled with what was kept and checked; `cleaned_data` holds what is right."""
    filled = {step.key: step.form.of(proposal.data.get(step.key, {})) for step in STEPS}
    for form in filled.values():
        form.is_valid()
    return filled
