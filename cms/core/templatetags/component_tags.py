"""Filters that the components of templates/components need."""

from typing import Any

from django import template
from django.template.defaultfilters import linebreaks_filter
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from cms.core.easy_language import sentence_a_line

register = template.Library()


@register.filter
def paragraphs(text: Any) -> SafeString:
    """Return HTML (rich text, or what is marked safe) as it is, and plain text as paragraphs, escaped.

    In Easy German each sentence begins a line.
    """
    html = conditional_escape(text or "")
    if hasattr(text, "__html__") and html.lstrip().startswith("<"):
        return sentence_a_line(html)
    return sentence_a_line(linebreaks_filter(html))


@register.filter
def sentences(text: Any) -> SafeString:
    """Return a line of text escaped, in Easy German with each sentence on a line."""
    return sentence_a_line(conditional_escape(text or ""))
