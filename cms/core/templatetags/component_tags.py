"""Filters that the components of templates/components need."""

from typing import Any

from django import template
from django.template.defaultfilters import linebreaks_filter
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def paragraphs(text: Any) -> SafeString:
    """Return HTML (rich text, or what is marked safe) as it is, and plain text as paragraphs, escaped."""
    html = conditional_escape(text or "")
    if hasattr(text, "__html__") and html.lstrip().startswith("<"):
        return html
    return linebreaks_filter(html)
