"""Volunteers: who is new, what they were taught, how they are insured, what they can do."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shouwang.kernel.people.models import Account
from shouwang.surfaces.desk.forms.phone import PhoneField
from shouwang.surfaces.desk.forms.settings.teams import Named
from shouwang.systems.patrol.queries.volunteers import SkillKind, TrainingKind
from shouwang.ui.inputs import DayInput

LONGEST_POLICY = timedelta(days=5 * 366)
LONGEST_RECORD = timedelta(days=3 * 366)
# A day of the year 1 or 9999 has no morning in another time zone; none of them is meant.
NOT_NOW = _("Please give a day between 2000 and 2199.")
DAYS_OF_NOW = [MinValueValidator(date(2000, 1, 1), NOT_NOW), MaxValueValidator(date(2199, 12, 31), NOT_NOW)]
TOLD = _(
    "I told them what is kept: name and phone, training, insurance and the times they can come, only to plan patrols and "
    "until they leave. They agree."
)


class New(forms.Form):
    """Somebody new."""

    name = forms.CharField(label=_("What they are called"), max_length=60)
    phone = PhoneField(label=_("Phone"), max_length=30, required=False)
    account = Named(
        Account.objects.none(),
        label=_("Login, where they have one"),
        required=False,
        empty_label=_("no login"),
        help_text=_("A volunteer needs none: a telephone is enough."),
    )
    is_adult = forms.BooleanField(
        label=_("I looked at the ID card: they are 18 or older"),
        required=False,
        help_text=_("Only that you looked is kept, nothing of the card."),
    )
    is_told = forms.BooleanField(label=TOLD)

    def __init__(self, *args: Any, accounts: QuerySet[Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].queryset = accounts  # type: ignore[attr-defined]
        if not accounts.exists():
            del self.fields["account"]


class Known(forms.Form):
    """Somebody a watch group knows."""

    person = forms.ChoiceField(label=pgettext_lazy("did it", "Who"))
    is_told = forms.BooleanField(label=TOLD)

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", _("choose")), *people]  # type: ignore[attr-defined]


class Training(forms.Form):
    """What they were taught, when, and until when it holds."""

    kind = forms.ChoiceField(label=_("What they learnt"), choices=TrainingKind.choices)
    held_on = forms.DateField(label=_("On the day"), widget=DayInput())
    valid_until = forms.DateField(
        label=_("Valid until"), widget=DayInput(), required=False, help_text=_("Leave empty where it holds for good.")
    )
    note = forms.CharField(label=_("Note"), max_length=120, required=False)

    def clean_held_on(self) -> date:
        day: date = self.cleaned_data["held_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come. Write it down when it was held."))
        return day

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if (held := said.get("held_on")) and (until := said.get("valid_until")) and until < held:
            self.add_error("valid_until", _("This is before the day on which it was held."))
        return said


class Insurance(forms.Form):
    """An accident insurance, both days included."""

    insurer = forms.CharField(label=_("Insurer"), max_length=80)
    policy_no = forms.CharField(label=_("Number of the policy"), max_length=60)
    starts_on = forms.DateField(label=_("From the day"), widget=DayInput())
    ends_on = forms.DateField(label=_("to the day"), widget=DayInput(), help_text=_("Both days count."))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        starts, ends = said.get("starts_on"), said.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("This is before the first day. Compare both with the policy."))
        elif starts and ends and ends - starts > LONGEST_POLICY:
            self.add_error("ends_on", _("This is more than five years. Compare both days with the policy."))
        return said


class Skills(forms.Form):
    """All they can do that a shift may need."""

    kinds = forms.MultipleChoiceField(
        label=_("They can do"), choices=SkillKind.choices, widget=forms.CheckboxSelectMultiple, required=False
    )


class Period(forms.Form):
    """For which time hours are certified."""

    since = forms.DateField(label=_("From the day"), widget=DayInput(), validators=DAYS_OF_NOW)
    until = forms.DateField(
        label=_("to the day"), widget=DayInput(), help_text=_("Both days count."), validators=DAYS_OF_NOW
    )

    def clean_until(self) -> date:
        day: date = self.cleaned_data["until"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Only what was served can be certified: today at the latest."))
        return day

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        since, until = said.get("since"), said.get("until")
        if since and until and until < since:
            self.add_error("until", _("That is before the first day."))
        elif since and until and until - since > LONGEST_RECORD:
            self.add_error("since", _("Turns are kept for three years; please choose a shorter time."))
        return said
