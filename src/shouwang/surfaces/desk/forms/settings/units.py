"""A smallest unit: its name, place, equipment; who is in it; a roll-call."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.ground.models import Place, Room
from shouwang.surfaces.desk.forms.settings.teams import Named
from shouwang.systems.watch.queries import calls as queries

MOST_LETTERS = 1000


class Unit(forms.Form):
    """A unit, where it stands and what it has."""

    name = forms.CharField(label=_("Name of the unit"), max_length=60)
    name_en = forms.CharField(label=_("Name in English"), max_length=60, required=False)
    place = Named(
        Place.objects.none(),
        label=_("Its place"),
        required=False,
        empty_label=_("no place yet"),
        help_text=_("The nearest unit is called first."),
    )
    equipment = forms.CharField(
        label=_("Equipment"),
        required=False,
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One to a line: shield, fire extinguisher, first-aid kit."),
    )

    def __init__(self, *args: Any, room: Room, own: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.room, self.own = room, own
        self.fields["place"].queryset = Place.objects.filter(room=room).order_by("name")  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        said = str(self.cleaned_data["name"])
        if said != self.own and queries.is_unit_name_taken(self.room, said):
            raise forms.ValidationError(_("A unit of this name is there already."))
        return said


class People(forms.Form):
    """Exactly these are in it; one of them leads."""

    people = forms.MultipleChoiceField(
        label=_("Who is in it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("From the watch groups."),
    )
    lead = forms.ChoiceField(label=_("Who leads"), required=False)

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = choices  # type: ignore[attr-defined]
        self.fields["lead"].choices = [("", _("nobody yet")), *choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("lead") and said["lead"] not in said.get("people", []):
            self.add_error("lead", _("Whoever leads must be in it."))
        return said
