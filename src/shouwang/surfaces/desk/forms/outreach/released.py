"""What campaigns and bulletins ask alike: words in English as a whole or not at all, and an end that is still to come."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Released(forms.Form):
    """Has the fields title_en, text_en and expires_at."""

    def clean_expires_at(self) -> datetime | None:
        said: datetime | None = self.cleaned_data["expires_at"]
        if said and said <= timezone.now():
            raise forms.ValidationError(_("That is over already."))
        return said

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if bool(said.get("title_en")) != bool(said.get("text_en")) and not {"title_en", "text_en"} & set(self.errors):
            self.add_error("title_en", _("In English too: title and text, or neither."))
        return said
