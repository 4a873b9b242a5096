"""What Wagtail is told of guidance."""

from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet

from guidance.rich_text import TopicLinkHandler
from guidance.viewsets import GuidanceGroup


@hooks.register("register_rich_text_features", order=100)
def lead_to_topics_in_the_readers_language(features: FeatureRegistry) -> None:
    """Take the place of Wagtail's own handler of links to pages."""
    features.register_link_type(TopicLinkHandler)


register_snippet(GuidanceGroup)
