"""What Wagtail is told of guidance."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet

from guidance.models import CheckedLink, Feedback, TopicCare
from guidance.policies import MadeByTheSite
from guidance.rich_text import TopicLinkHandler
from guidance.viewsets import GuidanceGroup


@hooks.register("register_rich_text_features", order=100)
def lead_to_topics_in_the_readers_language(features: FeatureRegistry) -> None:
    """Take the place of Wagtail's own handler of links to pages."""
    features.register_link_type(TopicLinkHandler)


register_permission_policy(Feedback, MadeByTheSite(Feedback, never={"add"}))
register_permission_policy(TopicCare, MadeByTheSite(TopicCare, never={"add", "delete"}))
register_permission_policy(CheckedLink, MadeByTheSite(CheckedLink, never={"add", "change", "delete"}))
register_snippet(GuidanceGroup)
