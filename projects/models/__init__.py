"""What other apps may use of the project database."""

from .identifiers import PermanentIdentifier
from .imports import ImportRun
from .index_page import ProjectIndexPage
from .project import ProjectPage
from .relations import Funding, ProjectField, ProjectTargetGroup, ProjectTown
from .vocabulary import FieldOfAction, TargetGroup

__all__ = [
    "FieldOfAction",
    "Funding",
    "ImportRun",
    "PermanentIdentifier",
    "ProjectField",
    "ProjectIndexPage",
    "ProjectPage",
    "ProjectTargetGroup",
    "ProjectTown",
    "TargetGroup",
]
