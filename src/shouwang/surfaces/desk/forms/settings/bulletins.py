"""What a bulletin says, and the reasons its steps ask for."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shouwang.surfaces.desk.forms.steps import Words as Area
from shouwang.systems.outreach.actions.bulletins import Words
from shouwang.ui.inputs import MomentInput


class Write(forms.Form):
    """The words, in Chinese and, where somebody can, in English."""

    title = forms.CharField(label=_("Title"), max_length=80)
    text = Area(label=_("What everybody should know"), rows=7, help_text=_("Short. No names, no house numbers."))
    title_en = forms.CharField(label=_("Title in English"), max_length=160, required=False)
    text_en = Area(label=_("The same in English"), rows=5, required=False)
    expires_at = forms.DateTimeField(
        label=_("Hangs until"), widget=MomentInput(), required=False, help_text=_("Empty: until it is taken down.")
    )

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

    def words(self) -> Words:
        """As the action takes them."""
        return Words(**self.cleaned_data)


class Reason(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Why?"), max_length=200)


class Agree(forms.Form):
    """Hang up what somebody else wrote: nothing to say."""


class Release(forms.Form):
    """Hang up one's own; the writer says why no second person read it."""

    reason = forms.CharField(
        label=_("Why nobody else could read it first"),
        max_length=200,
        required=False,
        help_text=_("You wrote it. Somebody else reads it and hangs it up; only if nobody else can, say why."),
    )
