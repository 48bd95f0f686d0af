"""Where something is: a named place, a point on the map, words."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.ground.models import Place, Room, Source
from shouwang.kernel.matters.actions.editing import position_words
from shouwang.kernel.matters.actions.intake import Position
from shouwang.kernel.matters.models import Matter
from shouwang.lib.coordinates import in_china, looks_swapped
from shouwang.surfaces.desk.words import name_of


class PlaceField(forms.ModelChoiceField):  # type: ignore[type-arg]  # its model is Place
    """A named place of the room."""

    def label_from_instance(self, obj: Any) -> str:
        return name_of(obj)


class Spot(forms.Form):
    """Fields every form with a position has."""

    place = PlaceField(Place.objects.none(), label=_("Named place"), required=False, empty_label=_("no named place"))
    where = forms.CharField(label=_("Where, in words"), required=False, max_length=200)
    latitude = forms.FloatField(label=_("Latitude"), required=False, help_text=_("WGS-84, as phones say it: 34.71234"))
    longitude = forms.FloatField(label=_("Longitude"), required=False)

    def __init__(self, *args: Any, room: Room, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = Place.objects.filter(room=room).order_by("name")  # type: ignore[attr-defined]
        for name in ("latitude", "longitude"):
            self.fields[name].widget.attrs["step"] = "any"

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        check_position(self, said)
        return said

    def position(self) -> Position | None:
        """The point as it was chosen, or None."""
        latitude, longitude = self.cleaned_data["latitude"], self.cleaned_data["longitude"]
        if latitude is None or longitude is None:
            return None
        return Position(latitude, longitude, Source.MAP)


class Move(Spot):
    """Where a matter is, with what stood there when the page was made, so that nobody writes over a colleague."""

    base_where = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    base_position = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, matter: Matter, **kwargs: Any) -> None:
        standing = {name: getattr(matter, name) for name in ("where", "latitude", "longitude")}
        base = {"base_where": matter.where, "base_position": position_words(matter)}
        super().__init__(*args, room=matter.room, initial=standing | base | {"place": matter.place_id}, **kwargs)

    def begin_from(self, matter: Matter) -> None:
        """What was typed stays; the next save is measured against what stands there now."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # a posted form, so a QueryDict
        data["base_where"], data["base_position"] = matter.where, position_words(matter)
        self.data = data


def check_position(form: forms.Form, said: dict[str, Any]) -> None:
    """Put an error to `latitude` when the two numbers are no point in China."""
    latitude, longitude = said.get("latitude"), said.get("longitude")
    if "latitude" in form.errors or "longitude" in form.errors:
        return
    if (latitude is None) != (longitude is None):
        form.add_error("latitude", _("A position needs both numbers, or neither."))
    elif latitude is not None and longitude is not None and not in_china(latitude, longitude):
        if looks_swapped(latitude, longitude):
            form.add_error("latitude", _("The two numbers look swapped: latitude is the smaller one here."))
        else:
            form.add_error("latitude", _("This point is not in China. Check the numbers, or tap the map."))
