"""Forms for contacts: writing to one, and what one says about oneself."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from projects.contacting.keeping import OWN_FIELDS
from projects.models import ProjectContact

#: A field that people do not see. What is written in it was written by a program.
TRAP = "website"


class MessageForm(forms.Form):
    """A message to somebody whose address is not shown."""

    name = forms.CharField(label=_("Your name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("The contact sees it and answers there."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    message = forms.CharField(
        label=_("Your message"), min_length=10, max_length=4000, widget=forms.Textarea(attrs={"rows": 8})
    )
    submission = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)

    @classmethod
    def blank(cls, user: object) -> "MessageForm":
        """Return the form, with name and address of whoever is signed in."""
        known = {"name": user.get_full_name(), "email": user.email} if isinstance(user, User) else {}
        return cls(initial=known)


class OneAddressForm(forms.ModelForm[ProjectContact]):
    """A contact of a record that is known: its address must be new to that record."""

    def _get_validation_exclusions(self) -> set[str]:
        # Django leaves constraints out that name a field which is not on the screen, as the record is.
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]  # unknown to the stubs
        return excluded - {"record"}


class OwnDetailsForm(OneAddressForm):
    """What a contact says about themselves by their link."""

    class Meta:
        model = ProjectContact
        fields = OWN_FIELDS
