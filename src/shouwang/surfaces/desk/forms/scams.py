"""Is this a scam? at the desk: a text pasted in, the officer's word about one, a text for the model."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwang.surfaces.desk.forms.steps import Words
from shouwang.systems.outreach.scam_types import CAME_BY, CHOICES, CHOICES_WITH_ORDINARY, VERDICTS

MOST = 2000
EMPTY = ("", _("choose"))


class Paste(forms.Form):
    """Somebody shows or forwards a text at the desk; phone and card numbers are taken out before it is written down."""

    text = Words(label=_("What does it say, or what did the caller say?"), rows=6, max_length=MOST)
    came_by = forms.ChoiceField(label=_("How did it reach them?"), choices=CAME_BY, required=False)
    may_teach = forms.BooleanField(
        label=_("Whose text it is agrees that the model learns from it, without numbers, for three years"),
        required=False,
    )


class Answer(forms.Form):
    """The officer's word."""

    verdict = forms.ChoiceField(label=_("What is it?"), choices=VERDICTS, widget=forms.RadioSelect)
    type = forms.ChoiceField(label=_("Which type of scam?"), choices=[EMPTY, *CHOICES], required=False)
    words = Words(
        label=_("Your words to whoever asked"), rows=4, required=False, max_length=1000,
    )  # fmt: skip

    def __init__(self, *args: Any, read: str, **kwargs: Any) -> None:
        """`read`: who reads the words, and where."""
        super().__init__(*args, **kwargs)
        self.fields["words"].help_text = read


class Teach(forms.Form):
    """A text of the officer's own."""

    text = Words(
        label=_("The text"), rows=5, max_length=MOST, help_text=_("Your own words, or a warning that was published.")
    )
    type = forms.ChoiceField(label=_("What is it?"), choices=[EMPTY, *CHOICES_WITH_ORDINARY])
