"""Shows components with their sample data: for the example pages only."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from cms.core.components import Sample, component

register = template.Library()


@register.simple_tag
def sample(shown: Sample) -> SafeString:
    """Render a component with a sample's data and nothing else."""
    return render_to_string(shown.template, shown.arguments)


@register.simple_tag
def sample_of(name: str, number: int = 0) -> SafeString:
    """Render a sample of the component `name` in the reader's language."""
    return sample(component(name, get_language() or "").samples[number])
