"""The form with which somebody asks to be told."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AlertForm(forms.Form):
    """An address, and nothing else: what is looked for stands in the address of the page."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
    )
