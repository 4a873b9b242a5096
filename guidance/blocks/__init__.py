"""What guidance is made of: parts of a page, each with a template and a sample."""

from .body import GuidanceBody, anchor_of

__all__ = ["GuidanceBody", "anchor_of"]
