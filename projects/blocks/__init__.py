"""The parts that editors build a record of: its story, what was measured and judged, what belongs to it."""

from .material import MaterialBlock
from .quality import IndicatorsBlock, QualityBlock
from .story import StoryBlock

__all__ = ["IndicatorsBlock", "MaterialBlock", "QualityBlock", "StoryBlock"]
