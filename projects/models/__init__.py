"""What other apps may use of the project database."""

from .alerts import SearchAlert
from .contacts import ProjectContact, RelayedMessage
from .framework import Funding, ProjectPartner, ProjectRelation
from .identifiers import PermanentIdentifier
from .imports import ImportRun
from .index_page import ProjectIndexPage
from .list_change import ListChange
from .project import ProjectPage
from .proposals import Proposal, ProposalEvent, ProposalFile
from .relations import (
    ProjectAgeGroup,
    ProjectApproach,
    ProjectField,
    ProjectPhase,
    ProjectTargetGroup,
    ProjectTown,
)
from .uploads import TableLine, TableUpload
from .versions import RecordVersion
from .vocabulary import AgeGroup, Approach, FieldOfAction, FundingProgramme, Phase, TargetGroup
from .withdrawn import WithdrawnRecord

__all__ = [
    "AgeGroup",
    "Approach",
    "FieldOfAction",
    "Funding",
    "FundingProgramme",
    "ImportRun",
    "ListChange",
    "PermanentIdentifier",
    "Phase",
    "ProjectAgeGroup",
    "ProjectApproach",
    "ProjectContact",
    "ProjectField",
    "ProjectIndexPage",
    "ProjectPage",
    "ProjectPartner",
    "ProjectPhase",
    "ProjectRelation",
    "ProjectTargetGroup",
    "ProjectTown",
    "Proposal",
    "ProposalEvent",
    "ProposalFile",
    "RecordVersion",
    "RelayedMessage",
    "SearchAlert",
    "TableLine",
    "TableUpload",
    "TargetGroup",
    "WithdrawnRecord",
]
