"""What other apps may use of the project database."""

from .framework import Funding, ProjectPartner, ProjectRelation
from .identifiers import PermanentIdentifier
from .imports import ImportRun
from .index_page import ProjectIndexPage
from .project import ProjectPage
from .relations import (
    ProjectAgeGroup,
    ProjectApproach,
    ProjectField,
    ProjectPhase,
    ProjectTargetGroup,
    ProjectTown,
)
from .versions import RecordVersion
from .vocabulary import AgeGroup, Approach, FieldOfAction, FundingProgramme, Phase, TargetGroup

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
    "ProjectField",
    "ProjectIndexPage",
    "ProjectPage",
    "ProjectPartner",
    "ProjectPhase",
    "ProjectRelation",
    "ProjectTargetGroup",
    "ProjectTown",
    "RecordVersion",
    "TargetGroup",
]
