"""What somebody says who books a visit: why and where, when, who they are."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shouwang.kernel.ground.models import Place, Room
from shouwang.lib.identity import clean_phone
from shouwang.lib.text import by_sound
from shouwang.surfaces.public.forms import Words
from shouwang.surfaces.public.frame import in_words
from shouwang.surfaces.public.visit_words import RING
from shouwang.systems.services.actions.visit_booking import Time
from shouwang.systems.services.queries.visits import For, Why
from shouwang.ui.inputs import Cards, Face

MOST_WORDS = 400  # all that is typed has to fit into one cookie of 4 KB
YEARS = range(2020, 2200)  # beyond, a made-up date is more than a clock can count from
CHOOSE = {"required": gettext_lazy("Please choose one.")}


class Where(forms.Form):
    """Why at home, for whom, which house."""

    why = forms.ChoiceField(
        label=gettext_lazy("Why at home?"), choices=Why.choices, error_messages=CHOOSE,
        widget=Cards({Why.CANT_WALK: Face("heart-handshake"), Why.HOURS: Face("clock"), Why.THERE: Face("house")}),
    )  # fmt: skip
    for_whom = forms.ChoiceField(
        label=gettext_lazy("For whom?"), choices=For.choices, error_messages=CHOOSE,
        widget=Cards(
            {For.SELF: Face("user-round"), For.RELATIVE: Face("users"), For.NEIGHBOUR: Face("house")}, small=True
        ),
    )  # fmt: skip
    visited_name = forms.CharField(
        label=gettext_lazy("Whom do we visit?"), max_length=60, required=False,
        help_text=gettext_lazy("Only for a relative or neighbour: their name, as the neighbours say it."),
    )  # fmt: skip
    address = forms.CharField(
        label=gettext_lazy("Which house?"), max_length=120,
        help_text=gettext_lazy("As you tell a neighbour: east end, the third house, blue gate."),
        error_messages={"required": gettext_lazy("Please say which house, so that we find it.")},
    )  # fmt: skip
    place = forms.ChoiceField(label=gettext_lazy("What is near it?"), required=False)
    words = Words(
        label=gettext_lazy("What else should we know?"),
        required=False,
        most=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: Mapping[str, Any] | None, *, room: Room, initial: Mapping[str, str] | None = None) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.places = {str(place.pk): place for place in Place.objects.filter(room=room)}
        named = sorted(((key, in_words(place)) for key, place in self.places.items()), key=lambda one: by_sound(one[1]))
        self.fields["place"].choices = [("", _("Choose a place, or leave it")), *named]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("for_whom") == For.SELF:
            said["visited_name"] = ""
        elif said.get("for_whom") and not said.get("visited_name"):
            self.add_error("visited_name", _("Please say whom we visit."))
        return said


class Who(forms.Form):
    """Who books it."""

    name = forms.CharField(
        label=gettext_lazy("What do we call you?"), max_length=60,
        error_messages={"required": gettext_lazy("Please say what we call you.")},
    )  # fmt: skip
    phone = forms.CharField(
        label=gettext_lazy("Your telephone"), max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
        error_messages={"required": gettext_lazy("Please give a telephone: we ring before we come.")},
    )  # fmt: skip

    def clean_phone(self) -> str:
        number = clean_phone(str(self.cleaned_data["phone"]))
        if number is None:
            raise forms.ValidationError(_("This is not a telephone number. Please look at it again."))
        return number


class OwnPhone(forms.Form):
    """The telephone that was given when the visit was booked: whoever only found the code moves nothing."""

    phone = forms.CharField(
        label=gettext_lazy("The telephone you gave when you booked"), max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
        error_messages={"required": gettext_lazy("Please type the telephone you gave when you booked.")},
    )  # fmt: skip


class CallOff(OwnPhone):
    """The same, and why, for who wants to say it."""

    words = Words(
        label=gettext_lazy("Do you want to say why?"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


def time_of(text: str) -> Time | None:
    """What a pressed button says: a moment, a half day, or that the room rings; None for what is none of them."""
    if text == RING:
        return Time()
    day, _slash, half = text.partition("/")
    try:
        if half in ("am", "pm"):
            on = date.fromisoformat(day)
            return Time(day=on, half=half) if on.year in YEARS else None
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return Time(starts_at=moment) if moment.tzinfo and moment.year in YEARS else None
