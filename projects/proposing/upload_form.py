"""The form for one file of a proposal."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class UploadForm(forms.Form):
    """A picture or a document, what it is, and whose."""

    file = forms.FileField(
        label=_("Picture or document"),
        widget=forms.FileInput(
            attrs={
                "accept": ",".join(
                    f".{ending}" for ending in (*settings.WAGTAILIMAGES_EXTENSIONS, *settings.WAGTAILDOCS_EXTENSIONS)
                )
            }
        ),
        help_text=_("Pictures up to 10 MB, documents up to 20 MB: PDF, Word, Excel, PowerPoint, OpenDocument, text."),
    )
    title = forms.CharField(
        label=_("What it is"),
        max_length=150,
        help_text=_("Of a picture: what is to be seen on it. Blind people hear this instead."),
    )
    rights = forms.CharField(
        label=_("Whose it is"),
        max_length=150,
        help_text=_("Who made it, and that it may be published. People on it have to agree."),
    )
