"""Blocks that several apps use."""

from .kept import KeptCharBlock, KeptTextBlock

__all__ = ["KeptCharBlock", "KeptTextBlock"]
