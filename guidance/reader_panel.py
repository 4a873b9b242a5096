"""What readers say of a topic, where it is edited: numbers, and what waits for somebody."""

from typing import Any

from django.urls import reverse
from wagtail.admin.panels import Panel
from wagtail.permissions import policy_registry

from guidance.querysets import FeedbackQuerySet

_SHOWN = 5


class ReadersPanel(Panel):
    """Shows the last words of readers in all languages; asks nothing while a page is new."""

    class BoundPanel(Panel.BoundPanel):
        """The panel of one page."""

        template_name = "guidance/administration/readers_panel.html"

        def is_shown(self) -> bool:
            """Return whether there is a page that readers could have seen, for somebody who may read what they say."""
            policy = policy_registry.get_by_type(_words().model)
            return bool(self.instance.pk) and policy.user_has_permission(self.request.user, "change")

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """Name numbers and words; five queries."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            from guidance.models import CheckedLink, TopicCare  # noqa: PLC0415  see _words

            words = _words().about_topic(self.instance.translation_key)
            counts = words.counts()
            return {
                **context,
                "helped": counts.get("helped", 0),
                "not_helped": counts.get("not-helped", 0),
                "wrong": counts.get("wrong", 0),
                "words": words.unanswered().select_related("page")[:_SHOWN],
                "care": TopicCare.objects.filter(page__translation_key=self.instance.translation_key).first(),
                "broken": CheckedLink.objects.filter(
                    state=CheckedLink.State.BROKEN, pages__translation_key=self.instance.translation_key
                ).distinct(),
                "list_url": reverse("wagtailsnippets_guidance_feedback:list"),
            }


def _words() -> FeedbackQuerySet:
    from guidance.models import Feedback  # noqa: PLC0415  the page's own panels are made before its words

    return Feedback.objects.all()
