"""What other apps may use of the models of people."""

from .user import User

__all__ = ["User"]
