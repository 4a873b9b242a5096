"""Forms of communities."""

from typing import ClassVar

from django import forms

from communities.models import JoinRequest, Notice


class NoticeForm(forms.ModelForm[Notice]):
    """What somebody writes on the board."""

    submission = forms.UUIDField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Notice
        fields: ClassVar = ["text", "audience"]


class JoinRequestForm(forms.ModelForm[JoinRequest]):
    """What somebody who wants to join writes to the managers."""

    class Meta:
        model = JoinRequest
        fields: ClassVar = ["message"]
