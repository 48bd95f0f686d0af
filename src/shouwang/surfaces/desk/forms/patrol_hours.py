"""From when to when somebody was in a shift."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shouwang.surfaces.desk.forms.patrol import clock
from shouwang.systems.patrol.actions.hours import AROUND, Because


class Hours(forms.Form):
    """Two times of the shift's night. No shift is so long that a time of the day could be meant twice."""

    began = clock(label=_("There from"))
    ended = clock(label=_("to"))
    because = forms.ChoiceField(label=_("How do you know?"), choices=Because.choices, widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, turn: Any) -> None:
        shift = turn.shift
        at = {"began": turn.began_at or shift.starts_at, "ended": turn.ended_at or shift.ends_at}
        super().__init__(data, initial={name: timezone.localtime(one).time() for name, one in at.items()})
        self.first: datetime = timezone.localtime(shift.starts_at - AROUND)

    def clean_began(self) -> datetime:
        return self._moment(self.cleaned_data["began"])

    def clean_ended(self) -> datetime:
        return self._moment(self.cleaned_data["ended"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("began") and said.get("ended") and said["ended"] <= said["began"]:
            self.add_error("ended", _("That is not after the beginning."))
        return said

    def _moment(self, hour: time) -> datetime:
        """The first such time of the day that is not more than an hour before the shift."""
        found = timezone.make_aware(datetime.combine(self.first.date(), hour))
        return found if found >= self.first.replace(second=0, microsecond=0) else found + timedelta(days=1)
