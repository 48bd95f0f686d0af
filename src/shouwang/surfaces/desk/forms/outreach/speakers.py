"""Forms of loudspeakers: what is known of one, its quiet hours and the room's."""

from collections.abc import Sequence
from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shouwang.kernel.ground.models import Room, Village
from shouwang.surfaces.desk.forms.patrol import clock
from shouwang.surfaces.desk.words import name_of
from shouwang.systems.outreach.actions.speakers import About
from shouwang.systems.outreach.airtime import Quiet
from shouwang.systems.outreach.queries import speakers as queries

PAIRS = (("begins", "ends"), ("begins_again", "ends_again"))
LACKS = {
    "name": ("name", _("Give it a name.")),
    "village": ("village", _("Choose a village of this room.")),
    "other_name": ("name", _("There is one of this name. Give it another.")),
    "quiet": ("begins", _("Write when it is quiet, from and until. At least an hour of the day must be left.")),
    "reason": ("reason", _("Say why.")),
    "shorter": ("lines", _("That is too long: at most 500 names, each of 40 characters.")),
}


class VillageField(forms.ModelChoiceField):  # type: ignore[type-arg]  # its model is Village
    """A village of the room."""

    def label_from_instance(self, obj: Any) -> str:
        return name_of(obj)


class _Spans(forms.Form):
    """Two spans at most: noon and night. An end before its beginning is the next morning."""

    @property
    def spans(self) -> tuple[Quiet, ...]:
        said = self.cleaned_data
        pairs = [(said.get(first), said.get(last)) for first, last in PAIRS]
        return tuple((first, last) for first, last in pairs if first is not None and last is not None)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for first, last in PAIRS:
            if not self.errors and (said.get(first) is None) != (said.get(last) is None):
                self.add_error(last, _("Write both, from and until."))
        return said


def spans_as_fields(spans: Sequence[Quiet]) -> dict[str, time]:
    """For `initial`."""
    return {name: at for names, span in zip(PAIRS, spans, strict=False) for name, at in zip(names, span, strict=True)}


class Speaker(_Spans):
    """One loudspeaker. Its own quiet hours, where filled, stand before those of the room."""

    name = forms.CharField(label=pgettext_lazy("loudspeaker", "Name"), max_length=40, help_text=_("As people call it."))
    village = VillageField(Village.objects.none(), label=_("Village"), empty_label=_("choose"))
    where = forms.CharField(label=_("Where it hangs"), required=False, max_length=80)
    way = forms.ChoiceField(label=_("How it is reached"), choices=queries.WAYS, widget=forms.RadioSelect)
    behind = forms.ChoiceField(
        label=_("What stands behind the player"), choices=[("", _("choose")), *queries.BEHINDS], required=False
    )
    volume = forms.IntegerField(label=_("Volume, per cent"), min_value=0, max_value=100, initial=70)
    note = forms.CharField(label=_("For whoever looks after it"), required=False, max_length=200)
    begins = clock(label=_("Quiet from"), required=False)
    ends = clock(label=_("until"), required=False)
    begins_again = clock(label=_("Also quiet from"), required=False)
    ends_again = clock(label=_("until"), required=False)
    sets = (
        (_("Its own quiet hours; empty: those of the room"), ("begins", "ends")),
        (_("A second time"), ("begins_again", "ends_again")),
    )

    def __init__(self, *args: Any, room: Room, is_new: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["village"].queryset = room.villages.order_by("name")  # type: ignore[attr-defined]
        if not is_new:
            del self.fields["way"]

    @property
    def about(self) -> About:
        said = {name: value for name, value in self.cleaned_data.items() if not name.startswith(("begins", "ends"))}
        return About(**said, quiet=self.spans or None)


class RoomQuiet(_Spans):
    """When all loudspeakers of the room are quiet."""

    begins = clock(label=_("Quiet from"))
    ends = clock(label=_("until"))
    begins_again = clock(label=_("Also quiet from"), required=False)
    ends_again = clock(label=_("until"), required=False)
    sets = ((_("Noon or night"), ("begins", "ends")), (_("A second time"), ("begins_again", "ends_again")))


class Readings(forms.Form):
    """How names of the place are read aloud."""

    lines = forms.CharField(
        label=_("One a line"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("涧河=jian4 he2: each character's syllable with its tone. Or what is said instead: G30=连霍高速"),
    )  # fmt: skip


class Retire(forms.Form):
    """Why it plays no more."""

    reason = forms.CharField(label=_("Why?"), max_length=200)


def refuse(form: forms.Form, needs: Sequence[str], lacks: dict[str, Any] = LACKS) -> None:
    """Say each lack beside its field."""
    for need in needs:
        field, words = lacks[need]
        form.add_error(field if field in form.fields else None, words)
