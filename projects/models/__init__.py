"""What other apps may use of the project database."""

from .contacts import ProjectContact, RelayedMessage
from .framework import Funding, ProjectPartner, ProjectRelation
from .identifiers import PermanentIdentifier
from .imports import ImportRun
from .index_page import ProjectIndexPage
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
    "TableLine",
    "TableUpload",
    "TargetGroup",
    "WithdrawnRecord",
]
