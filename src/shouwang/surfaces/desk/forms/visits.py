"""Forms of visits by appointment: booking for somebody on the telephone, and what each act asks."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters.actions.intake import Position, Reporter
from shouwang.kernel.matters.models import Matter
from shouwang.lib.ids import uuid7
from shouwang.surfaces.desk.facts import place_map
from shouwang.surfaces.desk.forms.act import AnyAct
from shouwang.surfaces.desk.forms.phone import PhoneField
from shouwang.surfaces.desk.forms.spot import Spot
from shouwang.surfaces.desk.forms.steps import Words
from shouwang.surfaces.desk.visit_words import time_choices
from shouwang.surfaces.desk.words import name_of
from shouwang.systems.services import visit_text
from shouwang.systems.services.actions.visit_booking import Time, Wish
from shouwang.systems.services.queries.visit_days import FreeDay, Point, Want, free_days, point_of
from shouwang.systems.services.queries.visiting import purposes
from shouwang.systems.services.queries.visits import For, Whose, Why
from shouwang.ui import moments

RING = "ring"
DAYS = 8
EMPTY = ("", _("choose"))


def time_of(text: str) -> Time:
    """What the chosen line says; one that is none of them is no time."""
    day, _slash, half = text.partition("/")
    try:
        if half:
            return Time(day=date.fromisoformat(day), half=half)
        return Time(starts_at=datetime.fromisoformat(text)) if text and text != RING else Time()
    except ValueError:
        return Time()


class TimeField(forms.ChoiceField):
    """One of the free times; the list is filled once it is known where and how long."""

    def offer(self, days: list[FreeDay], *, may_ring: bool) -> None:
        ring: list[Any] = [(RING, _("no time yet: we ring them"))] if may_ring else []
        self.choices = [EMPTY, *time_choices(days), *ring]

    def valid_value(self, value: Any) -> bool:
        return True  # one that was free a minute ago is refused by the booking itself, with the words for it


class NewVisit(Spot):
    """A visit for somebody on the telephone. The times are offered once it is known what for and where."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    purpose = forms.ChoiceField(label=_("What do they need?"))
    why = forms.ChoiceField(label=_("Why at home?"), choices=[EMPTY, *Why.choices])
    name = forms.CharField(label=_("Who rings?"), max_length=60)
    phone = PhoneField(label=_("Telephone"), max_length=40)
    for_whom = forms.ChoiceField(label=_("For whom?"), choices=For.choices, initial=For.SELF)
    visited_name = forms.CharField(label=_("Who is visited, if somebody else"), max_length=60, required=False)
    address = forms.CharField(label=_("Which house?"), max_length=120, help_text=_("As one tells a neighbour."))
    words = Words(label=_("What else should we know?"), required=False, rows=2)
    is_told = forms.BooleanField(label=_("I read this out, and they agreed"))
    time = TimeField(label=_("When?"), required=False)
    field_order = (
        "id", "purpose", "why", "name", "phone", "for_whom", "visited_name", "address", "place", "latitude", "longitude",
        "words", "is_told", "time",
    )  # fmt: skip

    def __init__(self, *args: Any, room: Room, **kwargs: Any) -> None:
        super().__init__(*args, room=room, **kwargs)
        del self.fields["where"]
        self.room = room
        self.map = place_map(room)
        self.known = {str(one.pk): one for one in purposes(room)}
        self.fields["purpose"].choices = [EMPTY, *((key, name_of(one)) for key, one in self.known.items())]  # type: ignore[attr-defined]
        self.fields["place"].label = _("What is near it?")
        self.fields["is_told"].help_text = " ".join(visit_text.current().said(moments.language()))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("for_whom") != For.SELF and not said.get("visited_name"):
            self.add_error("visited_name", _("Write who is visited."))
        return said

    @property
    def point(self) -> Point | None:
        place, at = self.cleaned_data.get("place"), self.position()
        if at:
            return at.longitude, at.latitude
        return (place.longitude, place.latitude) if place else None

    def offer(self) -> None:
        """Fill the list of times, as far as it is known what for."""
        field = self.fields["time"]
        assert isinstance(field, TimeField)  # noqa: S101  # declared above
        one = self.known.get(self.cleaned_data.get("purpose", ""))
        days = free_days(self.room, Want(one.minutes, self.point), timezone.now(), most=DAYS) if one else []
        field.offer(days, may_ring=True)

    def wish(self) -> Wish:
        said = self.cleaned_data
        position: Position | None = self.position()
        return Wish(
            purpose=self.known[said["purpose"]], why=said["why"], reporter=Reporter(name=said["name"], phone=said["phone"]),
            for_whom=said["for_whom"], visited_name=said["visited_name"], address=said["address"], words=said["words"],
            place=said["place"], position=position, channel=Matter.Channel.PHONE,
        )  # fmt: skip


class NewTime(AnyAct):
    """Another time, or the first."""

    time = TimeField(label=_("When?"))

    def prepare(self) -> None:
        visit = self.standing.visit
        field = self.fields["time"]
        assert isinstance(field, TimeField)  # noqa: S101  # declared above
        want = Want(visit.minutes, point_of(visit))
        field.offer(free_days(visit.matter.room, want, timezone.now(), most=DAYS, besides=visit.pk), may_ring=False)

    def chosen(self) -> Time:
        return time_of(self.cleaned_data["time"])


class Record(AnyAct):
    """What was done: half a minute on the telephone."""

    record = Words(label=_("What was done?"), rows=3, help_text=_("For the room."))
    answer = Words(
        label=_("What do we tell them?"), required=False, rows=2,
        help_text=_("They read it under their follow code. Empty: that we have been there."),
    )  # fmt: skip


class Noted(AnyAct):
    """Words that help whoever goes on."""

    words = Words(label=_("What did you see or hear?"), required=False, rows=2)


class Worry(AnyAct):
    record = Words(label=_("What makes you worry?"), rows=3)


class Rung(AnyAct):
    result = forms.ChoiceField(
        label=_("Were they told?"), widget=forms.RadioSelect,
        choices=[("rung", _("Told: it stays")), ("not_reached", _("Not reached"))],
    )  # fmt: skip


CALL_OFF = [(one.value, one.label) for one in (Whose.THEIRS, Whose.ROOM)]


class CallOff(AnyAct):
    whose = forms.ChoiceField(label=_("Who calls it off?"), choices=CALL_OFF, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why?"), max_length=300, required=False, help_text=_("They read it under their follow code.")
    )
