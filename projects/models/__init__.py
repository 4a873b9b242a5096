"""What other apps may use of the project database."""

from .alerts import SearchAlert
from .framework import Funding, ProjectPartner, ProjectRelation
from .identifiers import PermanentIdentifier
from .imports import ImportRun
from .index_page import ProjectIndexPage
from .list_change import ListChange
from .project import ProjectPage
from .relations import (
    ProjectAgeGroup,
    ProjectApproach,
    ProjectField,
    ProjectPhase,
    ProjectTargetGroup,
    ProjectTown,
)
from .vocabulary import AgeGroup, Approach, FieldOfAction, FundingProgramme, Phase, TargetGroup

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
    "ProjectField",
    "ProjectIndexPage",
    "ProjectPage",
    "ProjectPartner",
    "ProjectPhase",
    "ProjectRelation",
    "ProjectTargetGroup",
    "ProjectTown",
    "SearchAlert",
    "TargetGroup",
]
