"""Filters that the components of templates/components need."""

from django import template
from django.template.defaultfilters import linebreaks_filter
from django.utils.safestring import SafeData, SafeString

register = template.Library()


@register.filter
def paragraphs(text: str | None) -> SafeString | str:
    """Return HTML that is marked safe as it is (rich text), and plain text as paragraphs, escaped."""
    if isinstance(text, SafeData) and text.lstrip().startswith("<"):
        return text
    return linebreaks_filter(text or "")
