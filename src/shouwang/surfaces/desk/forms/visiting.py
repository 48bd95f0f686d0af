"""Forms of when the officers visit, and what for."""

from datetime import date, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.ground.models import Room
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.queries import colleagues
from shouwang.lib.clock import Spans
from shouwang.surfaces.desk.forms.patrol import clock
from shouwang.surfaces.desk.words import name_of
from shouwang.systems.services.actions.visiting import Purpose
from shouwang.systems.services.queries.visiting import Sort
from shouwang.ui.inputs import DayInput


class ColleagueField(forms.ModelChoiceField):  # type: ignore[type-arg]  # its model is Account
    """Somebody who works in the room."""

    def label_from_instance(self, obj: Any) -> str:
        return name_of(obj)


class _Whose(forms.Form):
    account = ColleagueField(Account.objects.none(), label=_("Who visits"), empty_label=_("choose"))

    def __init__(self, *args: Any, room: Room, viewer: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].queryset = colleagues(viewer, room)  # type: ignore[attr-defined]
        self.fields["account"].initial = viewer.pk


class Week(_Whose):
    """The same hours on some days of the week; the other days stay as they are. Without hours these days are off."""

    days = forms.MultipleChoiceField(
        label=_("Which weekdays"), choices=[(str(n), name) for n, name in WEEKDAYS.items()],
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    opens = clock(label=_("Morning from"), required=False)
    closes = clock(label=_("until"), required=False)
    opens_again = clock(label=_("Afternoon from"), required=False)
    closes_again = clock(label=_("until"), required=False)
    sets = ((_("Morning"), ("opens", "closes")), (_("Afternoon"), ("opens_again", "closes_again")))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for first, last in (("opens", "closes"), ("opens_again", "closes_again")):
            if (said.get(first) is None) != (said.get(last) is None) and not self.errors:
                self.add_error(last, _("Write both, from and until."))
        return said

    @property
    def spans(self) -> Spans:
        said = self.cleaned_data
        pairs = ((said["opens"], said["closes"]), (said["opens_again"], said["closes_again"]))
        return tuple((first, last) for first, last in pairs if first is not None and last is not None)

    @property
    def weekdays(self) -> list[int]:
        return [int(one) for one in self.cleaned_data["days"]]


class Day(_Whose):
    """One day that is not as usual."""

    day = forms.DateField(label=_("Which day"), widget=DayInput())
    opens = clock(label=_("That day from"), required=False)
    closes = clock(label=_("until"), required=False)
    reason = forms.CharField(label=_("Why?"), max_length=120, help_text=_("Only colleagues read it."))
    sets = ((_("Other hours; empty: no visits that day"), ("opens", "closes")),)

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day < timezone.localdate():
            raise forms.ValidationError(gettext("That day is over. Choose today or a later one."))
        return day

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        opens, closes = said.get("opens"), said.get("closes")
        if self.errors:
            return said
        if (opens is None) != (closes is None):
            self.add_error("closes", _("Write both, from and until."))
        elif opens and closes and closes != time() and closes <= opens:
            self.add_error("closes", _("That is not after the beginning."))
        return said


class Rules(forms.Form):
    """How fast, how far ahead."""

    kmh = forms.IntegerField(
        label=_("How fast one gets about, km/h"),
        min_value=2,
        max_value=60,
        help_text=_("On foot 4, by bicycle or e-bike 12."),
    )
    far_minutes = forms.IntegerField(label=_("Minutes to a house that is not on the map"), min_value=0, max_value=120)
    notice_hours = forms.IntegerField(label=_("Hours before, at the latest"), min_value=0, max_value=72)
    days_ahead = forms.IntegerField(label=_("Days ahead, at the earliest"), min_value=1, max_value=60)


class PurposeForm(forms.Form):
    """What one can be visited for."""

    sort = forms.ChoiceField(label=_("Sort"), choices=Sort.choices)
    name = forms.CharField(label=_("Name"), max_length=60, help_text=_("As people read it on the page."))
    name_en = forms.CharField(label=_("Name in English"), max_length=60, required=False)
    minutes = forms.IntegerField(label=_("How many minutes it takes"), min_value=5, max_value=240)
    is_offered = forms.BooleanField(label=_("People can book it"), required=False, initial=True)

    def entered(self) -> Purpose:
        return Purpose(**{name: self.cleaned_data[name] for name in self.fields})
