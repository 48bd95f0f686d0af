"""How an errand begins at the desk: the three questions, and who asks."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters.actions.intake import Brought, Reporter
from shouwang.kernel.matters.models import Matter
from shouwang.lib.ids import uuid7
from shouwang.surfaces.desk.forms.phone import PhoneField
from shouwang.surfaces.desk.forms.steps import Words
from shouwang.surfaces.desk.services_words import said
from shouwang.systems.services.actions.errands import Asked
from shouwang.systems.services.catalogue.item import Item
from shouwang.systems.services.errand_kind import KIND
from shouwang.systems.services.queries import catalogue
from shouwang.systems.services.queries.errands import Whom

EMPTY = ("", _("choose"))


def item_choices(items: Iterable[Item]) -> list[tuple[str, str]]:
    return [(one.key, said(one.name)) for one in items]


class Which(forms.Form):
    """The three questions, as somebody at the desk asks them."""

    item = forms.ChoiceField(label=_("Which errand"))
    whom = forms.ChoiceField(label=_("Who it is for"), choices=Whom.choices)
    can_come = forms.ChoiceField(
        label=_("Can the person come themselves?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
        required=False,
    )

    def clean(self) -> dict[str, Any] | None:
        given = super().clean() or self.cleaned_data
        if not given.get("can_come") and given.get("whom") != Whom.DEAD:
            self.add_error("can_come", self.fields["can_come"].error_messages["required"])
        return given

    def asked(self) -> Asked:
        given = self.cleaned_data
        return Asked(given["item"], given["whom"], given["can_come"] == "yes")


class NewErrand(Which):
    """`id` is made with the page, so that sending twice is one errand."""

    one_of = ("name", "phone")
    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    text = Words(label=_("What they say"), rows=3, required=False)
    channel = forms.ChoiceField(
        label=_("How it came"),
        choices=[
            (Matter.Channel.WALK_IN, _("came to the room")),
            (Matter.Channel.PHONE, _("by phone")),
            (Matter.Channel.ROOM, _("the room itself")),
        ],
    )
    name = forms.CharField(label=_("Who asks for it"), max_length=60, required=False)
    phone = PhoneField(label=_("Phone"), max_length=30, required=False)
    is_told = forms.BooleanField(
        label=_("I told them: name and phone are kept only to deal with this and to answer"), required=False
    )
    field_order = ("item", "whom", "can_come", "name", "phone", "is_told", "text", "channel")

    def __init__(self, *args: Any, room: Room, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].choices = [EMPTY, *item_choices(catalogue.items(room))]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        named = bool(given.get("name") or given.get("phone"))
        if not named and "phone" not in self.errors:
            self.add_error("name", _("Write what they are called or a phone: somebody must get it back."))
        elif named and not given.get("is_told"):
            self.add_error("is_told", _("Tell them first, then tick here."))
        return given

    def brought(self, room: Room) -> Brought:
        given = self.cleaned_data
        item = catalogue.item(room, given["item"])
        text = given["text"] or (item.name.zh if item else "")
        return Brought(
            kind=KIND.key, text=text, channel=given["channel"], id=given["id"],
            reporter=Reporter(name=given["name"], phone=given["phone"]),
        )  # fmt: skip
