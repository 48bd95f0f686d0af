"""A watch group and its zone, an invitation, somebody's part in a group."""

import json
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.ground.models import Grid, Room
from shouwang.kernel.ground.shapes import Drawn, drawn, union
from shouwang.lib.numerals import in_order
from shouwang.surfaces.desk.words import name_of
from shouwang.systems.watch import queries
from shouwang.systems.watch.actions.groups import Zone
from shouwang.systems.watch.queries import MOST_JOIN, GroupKind, MemberRole

MOST_HOUSEHOLDS = 4000
DAYS = (1, 7, 30)


class Group(forms.Form):
    """A group, and what it looks after."""

    name = forms.CharField(label=_("Name of the group"), max_length=60)
    name_en = forms.CharField(label=_("Name in English"), max_length=60, required=False)
    kind = forms.ChoiceField(label=_("What it is"), choices=GroupKind.choices)
    grids = forms.ModelMultipleChoiceField(
        Grid.objects.none(),
        label=_("Grids it looks after"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    without_zone = forms.BooleanField(label=_("No zone any more"), required=False)
    households = forms.CharField(
        label=_("Households"),
        required=False,
        max_length=MOST_HOUSEHOLDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One to a line, as people say it: a lane, house numbers. No names of those who live there."),
    )
    geometry = forms.CharField(
        label=_("Zone as GeoJSON"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
        help_text=_("A polygon in WGS-84. Takes the place of the grids."),
    )

    def __init__(self, *args: Any, room: Room, own: str = "", has_zone: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.room, self.own, self.has_zone = room, own, has_zone
        grids = Grid.objects.filter(village__room=room).exclude(geometry=None)
        named = sorted(((one.pk, name_of(one)) for one in grids), key=lambda pair: in_order(pair[1]))
        self.fields["grids"].queryset = grids  # type: ignore[attr-defined]
        self.fields["grids"].choices = named  # type: ignore[attr-defined]
        self.fields["grids"].help_text = (
            gettext("Choose none to leave the zone as it is.")
            if has_zone
            else gettext("They are drawn on the covering map as its zone.")
        )
        if not named:
            del self.fields["grids"]
        if not has_zone:
            del self.fields["without_zone"]

    def clean_name(self) -> str:
        said = str(self.cleaned_data["name"])
        if said != self.own and queries.is_name_taken(self.room, said):
            raise forms.ValidationError(_("A group of this name is there already."))
        return said

    def clean_geometry(self) -> Drawn | None:
        said = str(self.cleaned_data["geometry"]).strip()
        if not said:
            return None
        try:
            read = json.loads(said)
            return drawn(read.get("geometry") or read, "Polygon", "MultiPolygon")
        except (ValueError, AttributeError, RecursionError):
            raise forms.ValidationError(
                _("This is not a polygon that can be drawn. Please look at it again.")
            ) from None

    def zone(self) -> Zone:
        """What the group looks after, from the polygon, else from the grids; what stood before, when nothing is said."""
        said = self.cleaned_data
        area = said["geometry"]
        if area is None and said.get("grids"):
            area = union([grid.geometry for grid in said["grids"] if grid.geometry])
        stays = self.has_zone and area is None and not said.get("without_zone")
        return Zone(area, said["households"], stays)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("without_zone") and (said.get("grids") or said.get("geometry")):
            self.add_error("without_zone", _("You chose a zone as well. Please take one of the two back."))
        return said


class Invite(forms.Form):
    """Whom an invitation is for, and how long it lasts."""

    role = forms.ChoiceField(label=_("They join as"), choices=MemberRole.choices, initial=MemberRole.MEMBER)
    most = forms.IntegerField(
        label=_("For how many people"),
        min_value=1,
        max_value=MOST_JOIN,
        initial=1,
        help_text=_("One for somebody who stands before you; more to show it at a meeting."),
    )
    days = forms.TypedChoiceField(label=_("How long it opens"), coerce=int, initial=7)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["days"].choices = [(n, ngettext("%(n)s day", "%(n)s days", n) % {"n": n}) for n in DAYS]  # type: ignore[attr-defined]

    @property
    def lasts(self) -> timedelta:
        return timedelta(days=self.cleaned_data["days"])


class Part(forms.Form):
    """Somebody's role, and when they are rung."""

    role = forms.ChoiceField(label=_("Role in the group"), choices=MemberRole.choices)
    turn = forms.IntegerField(label=_("Rung as number"), min_value=1)

    def __init__(self, *args: Any, most: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.most = most

    def clean_turn(self) -> int:
        turn = int(self.cleaned_data["turn"])
        if turn > self.most:
            raise forms.ValidationError(gettext("There are only %(n)s in the group.") % {"n": self.most})
        return turn
