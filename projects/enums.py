"""The states and kinds a project can have. The values are part of the API."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Standing(models.TextChoices):
    """What the record claims to be."""

    GOOD_PRACTICE = "good_practice", _("Good practice")
    COLLECTED = "collected", _("Collected, not judged yet")


class Status(models.TextChoices):
    """How far the project is; empty where nobody knows."""

    PLANNED = "planned", pgettext_lazy("project", "Planned")
    RUNNING = "running", pgettext_lazy("project", "Running")
    COMPLETED = "completed", pgettext_lazy("project", "Completed")
    ENDED_EARLY = "ended_early", pgettext_lazy("project", "Ended early")


class Precision(models.TextChoices):
    """How exactly a date is known."""

    DAY = "day", _("day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")


class CarrierType(models.TextChoices):
    """Who carries a project."""

    MUNICIPALITY = "municipality", _("Municipality")
    PUBLIC_BODY = "public_body", _("Other public body")
    WELFARE_ASSOCIATION = "welfare_association", _("Welfare association")
    MIGRANT_ORGANISATION = "migrant_organisation", _("Migrant organisation")
    ASSOCIATION = "association", _("Registered association")
    FOUNDATION = "foundation", _("Foundation")
    NON_PROFIT_COMPANY = "non_profit_company", _("Non-profit company")
    COMPANY = "company", _("Company")
    HOUSING_COMPANY = "housing_company", _("Housing company")
    COOPERATIVE = "cooperative", _("Cooperative")
    SCHOOL = "school", _("School")
    UNIVERSITY = "university", _("University or research institute")
    RELIGIOUS_COMMUNITY = "religious_community", _("Religious community")
    OTHER = "other", pgettext_lazy("kind of carrier", "Other")


class TownRole(models.TextChoices):
    """What a municipality has to do with a project."""

    SITE = "site", _("Place of the project")
    LEAD = "lead", _("Seat of the lead organisation")
    PARTNER = "partner", _("Partner")


class StoryPart(models.TextChoices):
    """The parts of a project's story; also the rows of a comparison, in this order."""

    NEED = "need", _("Occasion and need")
    AIMS = "aims", _("Aims")
    PROCESS = "process", _("Process")
    RESULTS = "results", _("Results and impact")
    LESSONS = "lessons", _("Lessons learned")
    TRANSFER = "transfer", _("What it takes to transfer it")


class RunState(models.TextChoices):
    """How far an import is."""

    RUNNING = "running", pgettext_lazy("import", "Running")
    INTERRUPTED = "interrupted", pgettext_lazy("import", "Interrupted")
    FINISHED = "finished", pgettext_lazy("import", "Finished")
    FAILED = "failed", pgettext_lazy("import", "Failed")


class Evaluation(models.TextChoices):
    """Whether anybody has looked at what the project achieves; empty where nobody knows."""

    NOT_EVALUATED = "not_evaluated", pgettext_lazy("evaluation", "Not evaluated")
    INTERNAL = "internal", pgettext_lazy("evaluation", "Evaluated by itself")
    EXTERNAL = "external", pgettext_lazy("evaluation", "Evaluated from outside")


class PartnerRole(models.TextChoices):
    """What a partner does for the project."""

    IMPLEMENTATION = "implementation", _("Carries it out with others")
    FUNDING = "funding", _("Gives money, rooms or things")
    REFERRAL = "referral", _("Sends people to it")
    SCIENCE = "science", _("Advises or studies it")
    OTHER = "other", pgettext_lazy("role of a partner", "Other")


class Kinship(models.TextChoices):
    """How a project is related to another one, read from it to the other."""

    REPLICATES = "replicates", _("Replicates")
    INSPIRED_BY = "inspired_by", _("Inspired by")
    FOLLOWS = "follows", _("Follows")
    SAME_PROGRAMME = "same_programme", _("In the same programme")


#: The same relations, read from the other project.
KINSHIP_SEEN_FROM_THE_OTHER = {
    Kinship.REPLICATES: _("Replicated by"),
    Kinship.INSPIRED_BY: _("Inspired"),
    Kinship.FOLLOWS: _("Followed by"),
    Kinship.SAME_PROGRAMME: _("In the same programme"),
}


class QualityCriterion(models.TextChoices):
    """The twelve good-practice criteria, in their order.

    Source: Kooperationsverbund Gesundheitliche Chancengleichheit, "Kriterien für gute Praxis der soziallagenbezogenen
    Gesundheitsförderung", 4th edition 2021.
    """

    TARGET_GROUP = "target_group", _("Focus on the target group")
    CONCEPT = "concept", _("Concept")
    SETTING = "setting", _("Setting approach")
    EMPOWERMENT = "empowerment", _("Empowerment")
    PARTICIPATION = "participation", _("Participation")
    LOW_THRESHOLD = "low_threshold", _("Low threshold")
    MULTIPLIERS = "multipliers", _("Multipliers")
    SUSTAINABILITY = "sustainability", _("Sustainability")
    INTEGRATED_ACTION = "integrated_action", _("Integrated action")
    QUALITY_MANAGEMENT = "quality_management", _("Quality management")
    DOCUMENTATION = "documentation", _("Documentation and evaluation")
    COSTS_AND_EFFECTS = "costs_and_effects", _("Evidence of effects and costs")


class CriterionLevel(models.IntegerChoices):
    """How far a project has come with a criterion; each level includes those below it."""

    FIRST = 1, _("1: first steps")
    SECOND = 2, _("2: partly")
    THIRD = 3, _("3: largely")
    FULL = 4, _("4: in full")


class ProposalState(models.TextChoices):
    """How far a proposed project is on its way to a record."""

    DRAFT = "draft", pgettext_lazy("proposal", "Draft")
    SUBMITTED = "submitted", pgettext_lazy("proposal", "Submitted")
    SENT_BACK = "sent_back", pgettext_lazy("proposal", "Sent back")
    ACCEPTED = "accepted", pgettext_lazy("proposal", "Accepted")
    DECLINED = "declined", pgettext_lazy("proposal", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("proposal", "Withdrawn")


#: Whoever proposes may change what they wrote.
EDITABLE_PROPOSALS = frozenset({ProposalState.DRAFT, ProposalState.SENT_BACK})
#: Nobody waits for anything any more.
CLOSED_PROPOSALS = frozenset({ProposalState.ACCEPTED, ProposalState.DECLINED, ProposalState.WITHDRAWN})
#: From which state a proposal can go where; services ask this and nothing else.
PROPOSAL_MOVES: dict[ProposalState, frozenset[ProposalState]] = {
    ProposalState.DRAFT: frozenset({ProposalState.SUBMITTED, ProposalState.WITHDRAWN}),
    ProposalState.SUBMITTED: frozenset(
        {ProposalState.SENT_BACK, ProposalState.ACCEPTED, ProposalState.DECLINED, ProposalState.WITHDRAWN}
    ),
    ProposalState.SENT_BACK: frozenset({ProposalState.SUBMITTED, ProposalState.WITHDRAWN}),
    ProposalState.WITHDRAWN: frozenset({ProposalState.DRAFT}),
    ProposalState.ACCEPTED: frozenset(),
    ProposalState.DECLINED: frozenset(),
}


class ConsentSource(models.TextChoices):
    """How a contact has agreed to be named."""

    PROPOSAL = "proposal", _("With the proposal")
    LETTER = "letter", _("In writing")
    MAIL = "mail", _("By e-mail")
    LINK = "link", _("By the yearly link")


class UploadState(models.TextChoices):
    """How far a table is that somebody brought."""

    COLUMNS = "columns", _("Columns to be named")
    CHECKING = "checking", _("Being checked")
    CHECKED = "checked", _("Checked, nothing imported yet")
    IMPORTING = "importing", _("Being imported")
    IMPORTED = "imported", pgettext_lazy("table", "Imported")
    UNDOING = "undoing", _("Being taken back")
    UNDONE = "undone", _("Taken back")
    FAILED = "failed", pgettext_lazy("import", "Failed")


#: States in which the worker has something to do.
WORKED_ON = (UploadState.CHECKING, UploadState.IMPORTING, UploadState.UNDOING)


class LineOutcome(models.TextChoices):
    """What a line of a table does, or has done."""

    OPEN = "open", _("Not checked yet")
    NEW = "new", pgettext_lazy("line of a table", "New project")
    CHANGED = "changed", pgettext_lazy("line of a table", "Changes a project")
    UNCHANGED = "unchanged", pgettext_lazy("line of a table", "Changes nothing")
    ASKED = "asked", pgettext_lazy("line of a table", "Which town?")
    REFUSED = "refused", pgettext_lazy("line of a table", "Refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("line of a table", "Taken back")
