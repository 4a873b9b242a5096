"""What other apps may use of the home app's models."""

from .pages import HomePage

__all__ = ["HomePage"]
