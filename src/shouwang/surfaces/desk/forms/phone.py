"""A telephone number as the desk types it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwang.lib.identity import clean_phone


class PhoneField(forms.CharField):
    """Kept as the room's lists have it; empty where nothing is typed and nothing need be."""

    def clean(self, value: Any) -> str:
        said = str(super().clean(value)).strip()
        number = clean_phone(said) if said else ""
        if number is None:
            raise forms.ValidationError(_("This is no phone number: 11 digits, or with the area code."))
        return number
