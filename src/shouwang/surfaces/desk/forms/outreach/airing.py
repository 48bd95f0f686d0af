"""Forms of what is played when: a plan for the day's times, an urgent one, and the operator of the broadcast."""

from collections.abc import Sequence
from datetime import date, time, timedelta
from hashlib import sha256
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from shouwang.kernel.ground.models import Room, Village
from shouwang.surfaces.desk.forms.patrol import clock
from shouwang.surfaces.desk.words import name_of
from shouwang.systems.outreach.queries.airing import When
from shouwang.systems.outreach.queries.speakers import active_speakers
from shouwang.ui.inputs import DayInput, Toggles

USUAL_TIMES = (time(7), time(11, 30), time(17, 30), time(19))
REPEATS, MINUTES = (1, 2, 3, 6), (5, 10, 15, 30)
LACKS = {
    "way": (None, _("It does not go by loudspeaker. Let it go that way first.")),
    "recording": (None, _("It goes without a recording: nothing can be played.")),
    "days": ("last", _("The last day is before the first.")),
    "later_end": ("last", _("That day is over. Choose today or a later one.")),
    "times": ("times", _("Choose at least one time.")),
    "weekdays": ("weekdays", _("Choose at least one weekday.")),
    "places": ("villages", _("Choose villages of this room.")),
    "repeats": ("repeats", _("Choose how often.")),
    "urgent": (None, _("The campaign is not urgent.")),
    "reason": ("reason", _("Say why.")),
    "to": ("to", _("Say to which office.")),
}


class VillagesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # its model is Village
    """Villages of the room."""

    widget = Toggles

    def label_from_instance(self, obj: Any) -> str:
        return name_of(obj)


class SpeakersField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # its model is Speaker
    """Loudspeakers of the room, each with its village."""

    widget = Toggles

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} · {name_of(obj.village)}"


class _Plan(forms.Form):
    villages = VillagesField(
        Village.objects.none(), label=_("In which villages"), required=False, help_text=_("None chosen: everywhere.")
    )
    speakers = SpeakersField(
        None, label=_("Or single loudspeakers"), required=False,
        help_text=_("Beside the villages chosen above; none chosen in both: everywhere."),
    )  # fmt: skip
    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, room: Room, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["villages"].queryset = room.villages.order_by("name")  # type: ignore[attr-defined]

        single = active_speakers(room)
        self.fields["speakers"].queryset = single  # type: ignore[attr-defined]
        if single.count() < 2:  # one alone is everywhere
            del self.fields["speakers"]

    @property
    def places(self) -> frozenset[Any]:
        return frozenset(one.pk for one in self.cleaned_data["villages"])

    @property
    def single(self) -> frozenset[Any]:
        """Loudspeakers named beside the villages."""
        return frozenset(one.pk for one in self.cleaned_data.get("speakers", ()))

    @property
    def when(self) -> When:
        raise NotImplementedError

    @property
    def mark(self) -> str:
        """The same for the same plan: what was looked at is what is kept."""
        when = self.when
        said = (when.first, when.last, sorted(when.weekdays), when.times, sorted(map(str, when.villages)),
                sorted(map(str, when.speakers)), when.repeats, when.minutes, when.over_quiet_because)  # fmt: skip
        return sha256(repr(said).encode()).hexdigest()


class Daily(_Plan):
    """At times of day, on weekdays, from a day to a day."""

    times = forms.MultipleChoiceField(
        label=_("At what time"), required=False, widget=Toggles,
        choices=[(f"{at:%H:%M}", f"{at:%-H:%M}") for at in USUAL_TIMES],
    )  # fmt: skip
    other = clock(label=_("Or another time"), required=False)
    weekdays = forms.MultipleChoiceField(
        label=_("On which weekdays"), choices=[(str(n), name) for n, name in WEEKDAYS.items()],
        widget=Toggles, initial=[str(n) for n in range(7)],
    )  # fmt: skip
    first = forms.DateField(label=_("First day"), widget=DayInput())
    last = forms.DateField(label=_("Last day"), widget=DayInput())
    field_order = ("times", "other", "weekdays", "first", "last", "villages", "speakers", "seen")
    one_of = ("times", "other")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("times") and not said.get("other") and "other" not in self.errors:
            self.add_error("times", LACKS["times"][1])
        return said

    @staticmethod
    def usual(expires: date | None = None) -> dict[str, Any]:
        """What stands there at first: in the evening, for a week or as long as the campaign runs."""
        today = timezone.localdate()
        week = today + timedelta(days=6)
        return {"times": ["17:30"], "first": today, "last": min(week, expires) if expires else week}

    @property
    def when(self) -> When:
        said = self.cleaned_data
        times = {time.fromisoformat(one) for one in said["times"]} | ({said["other"]} if said["other"] else set())
        return When(
            first=said["first"],
            last=said["last"],
            weekdays=frozenset(int(one) for one in said["weekdays"]),
            times=tuple(sorted(times)),
            villages=self.places,
            speakers=self.single,
        )


class Urgent(_Plan):
    """At once when it is released, and again; over quiet hours only with a reason."""

    repeats = forms.TypedChoiceField(label=_("How often in all"), coerce=int, initial=3)
    minutes = forms.TypedChoiceField(label=_("How far apart"), coerce=int, initial=10)
    because = forms.CharField(
        label=_("Play in quiet hours too, because"), required=False, max_length=200,
        help_text=_("Empty: in quiet hours it waits until they are over."),
    )  # fmt: skip
    field_order = ("repeats", "minutes", "because", "villages", "speakers", "seen")

    def __init__(self, *args: Any, may_release: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["repeats"].choices = [  # type: ignore[attr-defined]
            (n, ngettext("%(n)s time", "%(n)s times", n) % {"n": n}) for n in REPEATS
        ]
        self.fields["minutes"].choices = [  # type: ignore[attr-defined]
            (n, ngettext("%(n)s minute", "%(n)s minutes", n) % {"n": n}) for n in MINUTES
        ]
        if not may_release:
            del self.fields["because"]

    @property
    def when(self) -> When:
        said = self.cleaned_data
        return When(
            is_urgent=True,
            repeats=said["repeats"],
            minutes=said["minutes"],
            over_quiet_because=said.get("because", "").strip(),
            villages=self.places,
            speakers=self.single,
        )


class EndPlan(forms.Form):
    """Why a plan ends before its time."""

    reason = forms.CharField(label=_("Why?"), max_length=200)


class HandOver(forms.Form):
    """To which office the file and the slip were given."""

    to = forms.CharField(
        label=_("Given to which office"), max_length=80, help_text=_("The office, not who works there.")
    )


class OperatorSaid(forms.Form):
    """What the operator said was played."""

    played = forms.MultipleChoiceField(
        label=_("Which were played, as the operator says?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("What is not ticked is noted as not played. What was noted before can be put right here."),
    )  # fmt: skip
    shown = forms.CharField(widget=forms.HiddenInput)  # what came due since then was not asked about

    def ask(self, items: Sequence[tuple[str, str, bool]]) -> None:
        """Ask about these: (id, words, whether it is noted as played)."""
        self.fields["played"].choices = [(key, words) for key, words, _is_played in items]  # type: ignore[attr-defined]
        self.initial = {
            **self.initial,
            "played": [key for key, _words, is_played in items if is_played],
            "shown": " ".join(key for key, _words, _is_played in items),
        }
