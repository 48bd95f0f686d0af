"""What the room does about a warning, or why it means nothing."""

from django import forms
from django.utils.translation import gettext_lazy as _


class Decide(forms.Form):
    """Words that stay beside the warning."""

    words = forms.CharField(
        label=_("What you do about it, or why it means nothing"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Please write a few words; they stay beside the warning.")},
    )
