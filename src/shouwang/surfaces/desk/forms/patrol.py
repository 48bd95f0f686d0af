"""What a place needs of patrols, what the room does on which nights, how it counts its rates."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.ground.models import Place
from shouwang.lib import formula
from shouwang.surfaces.desk.patrol_words import plain, wrong_words
from shouwang.surfaces.desk.words import name_of
from shouwang.systems.patrol.actions.needs import Said
from shouwang.systems.patrol.actions.nights import Pattern
from shouwang.systems.patrol.queries.needs import MOST_VISITS, MOST_WEIGHT
from shouwang.systems.patrol.queries.nights import WORK
from shouwang.systems.patrol.rates import Count

Choices = Sequence[tuple[str, str]]
DAYS = (
    ("0", _("Monday")),
    ("1", _("Tuesday")),
    ("2", _("Wednesday")),
    ("3", _("Thursday")),
    ("4", _("Friday")),
    ("5", _("Saturday")),
    ("6", _("Sunday")),
)


def clock(**more: Any) -> forms.TimeField:
    """A time of the day, chosen or typed."""
    return forms.TimeField(widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), **more)


class Need(forms.Form):
    """How a place is to be looked after."""

    weight = forms.IntegerField(
        label=_("How much it matters, 0 to 10"),
        min_value=0,
        max_value=MOST_WEIGHT,
        help_text=_("0: no round goes there, whatever is reported."),
    )
    visits = forms.IntegerField(label=_("Visits in one night"), min_value=0, max_value=MOST_VISITS)
    dwell = forms.IntegerField(
        label=_("Minutes to stay"),
        min_value=1,
        max_value=120,
        help_text=_("10 to 16 minutes keep a place calm the longest."),
    )
    gap = forms.IntegerField(label=_("Minutes between two visits, at most"), min_value=15, max_value=720)
    opens = clock(label=_("Of use from"), required=False)
    closes = clock(label=_("until"), required=False, help_text=_("Leave both empty for the whole night."))
    may_stand = forms.BooleanField(label=_("A post can stand here"), required=False)
    is_closed_off = forms.BooleanField(label=_("Nobody walks here"), required=False)
    note = forms.CharField(
        label=_("Why"),
        max_length=120,
        required=False,
        help_text=_("Volunteers see this on their phones: no names of people here."),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if (said.get("opens") is None) != (said.get("closes") is None):
            self.add_error("closes", _("Please give both times, or neither."))
        return said

    def said(self) -> Said:
        """What was filled in, for the action."""
        return Said(**self.cleaned_data)


class Shifts(forms.Form):
    """Rounds or posts from when to when, and who they need."""

    work = forms.ChoiceField(label=_("What"), choices=WORK.choices)
    starts = clock(label=_("Starts at"))
    ends = clock(label=_("Ends at"), help_text=_("Earlier than the beginning: on the next day."))
    count = forms.IntegerField(label=_("How many at a time"), min_value=1, max_value=12, initial=1)
    fewest = forms.IntegerField(label=_("People in each, at least"), min_value=1, max_value=20, initial=2)
    most = forms.IntegerField(label=_("at most"), min_value=1, max_value=20, initial=3)
    needs_lead = forms.BooleanField(label=_("Somebody trained to lead must be with them"), required=False)
    is_risky = forms.BooleanField(
        label=_("Risky: only with valid insurance"),
        required=False,
        help_text=_("By the water, on roads at night."),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("fewest") and said.get("most") and said["most"] < said["fewest"]:
            self.add_error("most", _("This is less than “at least”."))
        if said.get("starts") and said.get("starts") == said.get("ends"):
            self.add_error("ends", _("It ends when it begins."))
        return said

    def pattern(self) -> Pattern:
        """What was filled in, for the action."""
        known = {name: value for name, value in self.cleaned_data.items() if name in Pattern.__dataclass_fields__}
        days = "".join(sorted(self.cleaned_data.get("days", "")))
        return Pattern(**{**known, "work": WORK(known["work"]), "days": days})


class Usual(Shifts):
    """On some days of the week."""

    days = forms.MultipleChoiceField(label=_("On which days"), choices=DAYS, widget=forms.CheckboxSelectMultiple)
    field_order = ("work", "days")


class Extra(Shifts):
    """On one day only: a market, a feast, a warning."""

    night = forms.DateField(
        label=_("On which evening"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    place = forms.ModelChoiceField(
        queryset=Place.objects.none(),
        label=_("At which place"),
        required=False,
        help_text=_(
            "A post stands there, a round begins and ends there. Left empty, the plan finds a place for a post."
        ),
    )
    field_order = ("night", "work", "starts", "ends", "place")

    def __init__(self, *given: Any, room: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["place"].queryset = room.places.order_by("name")  # type: ignore[attr-defined]
        self.fields["place"].label_from_instance = name_of  # type: ignore[attr-defined]


class Formula(forms.Form):
    """How a rate is counted, with the names of the reader's language or those it is kept with."""

    text = forms.CharField(
        label=_("Formula"),
        max_length=400,
        help_text=_("The names of this page, numbers, + - * / and brackets. What comes out is shown in per cent."),
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false"}),
    )

    def clean_text(self) -> str:
        """The formula as it is kept."""
        try:
            return formula.read(plain(self.cleaned_data["text"]), set(Count)).text
        except formula.Wrong as wrong:
            raise forms.ValidationError(wrong_words(wrong)) from None


class CallOff(forms.Form):
    """Why a shift does not take place."""

    why = forms.CharField(label=_("Why"), max_length=120, help_text=_("Those who were in it read this."))


class Change(forms.Form):
    """What must be in from now on, and which rounds must not be touched."""

    places = forms.MultipleChoiceField(
        label=_("Somebody must go there"), required=False, widget=forms.CheckboxSelectMultiple
    )
    held = forms.MultipleChoiceField(
        label=_("These rounds stay as they are"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, places: Choices, rounds: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["places"].choices = places  # type: ignore[attr-defined]
        self.fields["held"].choices = rounds  # type: ignore[attr-defined]
