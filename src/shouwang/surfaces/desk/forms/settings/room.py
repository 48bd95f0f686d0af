"""What a room says of itself, and days that differ from the published calendar."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.ground.actions import FACTS
from shouwang.kernel.ground.models import Room, WorkdayChange
from shouwang.surfaces.desk.forms.phone import PhoneField
from shouwang.surfaces.desk.forms.spot import check_position
from shouwang.ui.inputs import DayInput
from shouwang.ui.parts import Map


class TimeInput(forms.TimeInput):
    """The browser's own clock."""

    input_type = "time"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%H:%M", **kwargs)


class RoomFacts(forms.Form):
    """What villagers read at the head of the room's page."""

    name = forms.CharField(label=_("Name of the room"), max_length=80)
    name_en = forms.CharField(label=_("Name in English"), max_length=80, required=False)
    phone = PhoneField(label=_("Phone"), max_length=30, required=False)
    address = forms.CharField(label=_("Address"), max_length=120, required=False)
    address_en = forms.CharField(label=_("Address in English"), max_length=120, required=False)
    opens_at = forms.TimeField(label=_("Somebody is in from"), widget=TimeInput())
    closes_at = forms.TimeField(
        label=_("to"), widget=TimeInput(), help_text=_("The same hour twice: day and night. It may pass midnight.")
    )
    privacy_contact = forms.CharField(
        label=_("Who answers questions about personal data"),
        max_length=120,
        required=False,
        help_text=_("Name and phone; the law asks for it."),
    )
    privacy_contact_en = forms.CharField(
        label=_("Who answers such questions, in English"), max_length=120, required=False
    )
    latitude = forms.FloatField(label=_("Latitude"), required=False)
    longitude = forms.FloatField(label=_("Longitude"), required=False)

    def __init__(self, *args: Any, room: Room, **kwargs: Any) -> None:
        kwargs["initial"] = {name: getattr(room, name) for name in FACTS}
        super().__init__(*args, **kwargs)
        self.map = Map(
            label=str(_("Tap where the room is")),
            src=f"{reverse('desk:map-shapes')}?ground=1",
            lat=room.latitude,
            lon=room.longitude,
            lat_name="latitude",
            lon_name="longitude",
        )
        for name in ("latitude", "longitude"):
            self.fields[name].widget.attrs["step"] = "any"

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        check_position(self, said)
        return said


class Workday(forms.Form):
    """One day."""

    day = forms.DateField(label=_("Day"), widget=DayInput())
    kind = forms.ChoiceField(label=_("What it is"), choices=WorkdayChange.Kind.choices)
    note = forms.CharField(
        label=_("Why"), max_length=80, required=False, help_text=_("As: make-up day for the Spring Festival")
    )
