"""Losses and rescues at the desk."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shouwang.systems.outreach.actions.losses import Told
from shouwang.systems.outreach.scam_types import CHANNELS, CHOICES, OUTCOMES, STOPPED_BY
from shouwang.ui.inputs import DayInput

EMPTY = ("", _("choose"))


class Loss(forms.Form):
    """What is known of one. Nobody's name, no age, no address: none of it is needed for the figures."""

    outcome = forms.ChoiceField(label=_("How did it end?"), choices=OUTCOMES, widget=forms.RadioSelect)
    type = forms.ChoiceField(label=_("Which type of scam?"), choices=[EMPTY, *CHOICES])
    channel = forms.ChoiceField(label=_("How did they come?"), choices=[EMPTY, *CHANNELS])
    day = forms.DateField(label=_("Which day?"), widget=DayInput, initial=timezone.localdate)
    lost = forms.DecimalField(
        label=_("Lost, yuan"), required=False, min_value=1, max_digits=12, decimal_places=2,
        help_text=_("Only where money is gone. Empty: not known."),
    )  # fmt: skip
    saved = forms.DecimalField(
        label=_("Saved, yuan"), required=False, min_value=1, max_digits=12, decimal_places=2,
        help_text=_("What was stopped or came back. Empty: not known."),
    )  # fmt: skip
    stopped_by = forms.ChoiceField(label=_("Who stopped it?"), choices=[EMPTY, *STOPPED_BY], required=False)

    def told(self) -> Told:
        return Told(**{name: self.cleaned_data[name] for name in Told.__dataclass_fields__})


class NewLoss(Loss):
    """With the number of a matter it belongs to, if any."""

    matter = forms.CharField(
        label=_("Number of its matter"),
        max_length=30,
        required=False,
        help_text=_("Only if there is one. Else it stays anonymous."),
    )


class ChangedLoss(Loss):
    """With the reason."""

    reason = forms.CharField(label=_("Why is it changed?"), max_length=200)


class Strike(forms.Form):
    """Why it counts no longer."""

    reason = forms.CharField(label=_("Why is it struck out?"), max_length=200)
