"""Forms of sign-up and of the account page."""

from django import forms
from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cms.core.folding import fold
from cms.core.models import Municipality


class SignupFields(forms.Form):
    """What sign-up asks besides address and password (ACCOUNT_SIGNUP_FORM_CLASS)."""

    display_name = forms.CharField(
        label=_("Your name, as others see it"),
        max_length=80,
        help_text=_("It need not be your real name."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    language = forms.ChoiceField(
        label=_("Your language"), choices=settings.LANGUAGES, help_text=_("We write to you in this language.")
    )

    field_order = ("display_name", "email", "language", "password1", "password2")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they come
        self.fields["language"].initial = get_language()

    def signup(self, request: HttpRequest, user: User) -> None:
        """Do nothing more: accounts.adapters keeps the fields. allauth calls this."""


class ProfileForm(forms.ModelForm[User]):
    """What people change about themselves."""

    municipality = forms.CharField(
        label=_("Your town or city"),
        required=False,
        max_length=120,
        help_text=_("Its official name, e.g. “Krefeld”. If there are several, add its key (AGS), e.g. “05114000”."),
        widget=forms.TextInput(attrs={"autocomplete": "address-level2"}),
    )

    class Meta:
        model = User
        fields = ["display_name", "language", "municipality"]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they come
        if self.instance.municipality:
            self.initial["municipality"] = self.instance.municipality.name

    def clean_municipality(self) -> Municipality | None:
        """Return the one municipality that is meant."""
        given = self.cleaned_data["municipality"].strip()
        if not given:
            return None
        known = self.instance.municipality
        if known and given == known.name:
            return known
        found = Municipality.objects.filter(Q(name_folded=fold(given)) | Q(ags=given))
        if len(found) != 1:
            raise forms.ValidationError(
                _("There are several places of this name. Write the key (AGS) of yours.")
                if found
                else _("There is no town of this name. Write its official name or its key (AGS).")
            )
        return found[0]


class TokenForm(forms.Form):
    """What a new token is for."""

    name = forms.CharField(label=_("What is the token for?"), max_length=255)


class DeleteForm(forms.Form):
    """The last question before an account is deleted."""

    sure = forms.BooleanField(label=_("Yes, delete my account and everything that is only about me."))
