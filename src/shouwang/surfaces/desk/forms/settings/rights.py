"""Finding a person by phone, and forgetting them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwang.lib.identity import clean_phone


class Find(forms.Form):
    """The whole number: parts find nobody, numbers are kept sealed."""

    phone = forms.CharField(label=_("Their phone, the whole number"), max_length=30)

    def clean_phone(self) -> str:
        number = clean_phone(str(self.cleaned_data["phone"]))
        if number is None:
            raise forms.ValidationError(_("This is no phone number: 11 digits, or with the area code."))
        return number


class Erase(forms.Form):
    """Why, and how much."""

    reason = forms.CharField(label=_("Why?"), max_length=200, initial=_("They asked for it"))
    with_words = forms.BooleanField(label=_("What they wrote goes too, not only who they are"), required=False)
    is_sure = forms.BooleanField(
        label=_("I looked at what goes. It can't be brought back."),
        error_messages={"required": _("Look at it, then tick here.")},
    )
