"""What is asked of somebody who doubts a message or a call."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.matters.kinds import Kind
from shouwang.surfaces.public.forms import Who, Words
from shouwang.systems.outreach.scam_types import CAME_BY

MOST = 2000


class Doubted(forms.Form):
    """The message, or what the caller said."""

    text = Words(
        label=_("What does it say, or what did the caller say?"),
        most=MOST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "Copy the message in, or tell it in your own words. Numbers of phones and cards are taken out at once."
        ),
        error_messages={"required": _("Please copy the message in, or tell what was said.")},
    )
    came_by = forms.ChoiceField(label=_("How did it reach you?"), choices=CAME_BY, required=False)


class More(forms.Form):
    """What else the officer should know, and whether the program may learn from the text."""

    text = Words(
        label=_("Anything else we should know?"), required=False, most=MOST, widget=forms.Textarea(attrs={"rows": 2})
    )
    may_teach = forms.BooleanField(
        label=_("The room may keep this text, without numbers, to know the next scam better (three years at most)"),
        required=False,
    )


class Caller(Who):
    """Who wants to be rung may say so; the answer can also be looked up with the follow code."""

    @property
    def is_named(self) -> bool:
        return bool(self.cleaned_data.get("name") or self.cleaned_data.get("phone"))

    def __init__(self, data: Mapping[str, Any] | None, *, kind: Kind) -> None:
        super().__init__(data, kind=kind)
        self.fields.pop("who", None)
