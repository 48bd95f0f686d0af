"""A few words to the phones of the watch net."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.ground.models import Room
from shouwang.surfaces.desk import redaction
from shouwang.surfaces.desk.forms.steps import Words
from shouwang.surfaces.desk.words import name_of
from shouwang.systems.watch.queries.messages import MOST_LETTERS, phones


class ToGroup(forms.ModelChoiceField):  # type: ignore[type-arg]  # of groups
    """One of the room's groups."""

    def label_from_instance(self, obj: Any) -> str:
        return name_of(obj)


class Message(forms.Form):
    """To whom, and what. A number in it is asked about once more: a message stands on many phones."""

    group = ToGroup(None, label=_("To whom"), required=False, empty_label=_("All groups"))
    text = Words(
        label=_("What the phones will show"),
        rows=5,
        max_length=MOST_LETTERS,
        help_text=_("Just so, under “Messages”, with the time. At most 500 characters. No names, no house numbers."),
    )
    despite_number = forms.BooleanField(
        label=_("There is a telephone or ID number in this text. Send it anyway."), required=False
    )

    def __init__(self, *args: Any, room: Room, groups: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.room = room
        self.fields["group"].queryset = groups  # type: ignore[attr-defined]
        if not redaction.numbers_in(self.data.get("text", ""), room):
            del self.fields["despite_number"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if "despite_number" in self.fields and not said.get("despite_number"):
            self.add_error("despite_number", _("Take the number out, or tick here that all of them may read it."))
        if "group" in said and not phones(self.room, said["group"]).exists():
            self.add_error("group", _("Nobody in this group has a phone on the list yet."))
        return said
