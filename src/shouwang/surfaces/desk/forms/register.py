"""What is asked when somebody comes to the room or rings."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters import kinds
from shouwang.kernel.matters.actions.intake import Reporter
from shouwang.kernel.matters.models import Matter
from shouwang.lib.identity import clean_id
from shouwang.lib.ids import uuid7
from shouwang.surfaces.desk.forms.phone import PhoneField
from shouwang.surfaces.desk.forms.spot import Spot
from shouwang.surfaces.desk.forms.steps import Words
from shouwang.ui.inputs import Cards, Face, PhotosField


class Register(Spot):
    """One short form. `id` is made with the page, so that sending twice is one matter."""

    one_of = ("name", "phone")
    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    about = forms.ChoiceField(label=_("Kind and topic"))
    text = Words(label=_("What happened"), help_text=_("In their own words."), rows=4)
    channel = forms.ChoiceField(
        label=_("How it came"),
        choices=[(Matter.Channel.WALK_IN, _("came to the room")), (Matter.Channel.PHONE, _("by phone"))],
        widget=Cards({Matter.Channel.WALK_IN: Face("house"), Matter.Channel.PHONE: Face("phone")}),
        initial=Matter.Channel.WALK_IN,
    )
    is_urgent = forms.BooleanField(label=_("Urgent: somebody must look at once"), required=False)
    name = forms.CharField(label=_("What they are called"), max_length=60, required=False)
    phone = PhoneField(label=_("Phone"), max_length=30, required=False)
    is_anonymous = forms.BooleanField(label=_("They leave no name"), required=False)
    is_told = forms.BooleanField(
        label=_("I told them: name and phone are kept only to deal with this and to answer"), required=False
    )
    identity = forms.CharField(
        label=_("ID number"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"data-unkept": "", "autocomplete": "off"}),
        help_text=_("Only for papers fetched on their behalf, from the card in their hand. Else leave it empty."),
    )
    is_told_identity = forms.BooleanField(
        label=_("I told them: the ID number only goes to the counter that makes the paper, and is kept sealed"),
        required=False,
    )
    photos = PhotosField(label=_("Photos"), required=False, most=6)

    def __init__(self, *args: Any, room: Room, **kwargs: Any) -> None:
        super().__init__(*args, room=room, **kwargs)
        groups = [
            (kind.name, [(f"{kind.key}:{topic.key}", topic.name) for topic in kind.topics])
            for kind in kinds.open_to_all()
        ]
        self.fields["about"].choices = [("", _("choose")), *groups]  # type: ignore[attr-defined]

    def clean_identity(self) -> str:
        said = str(self.cleaned_data["identity"]).strip()
        if not said:
            return ""
        number = clean_id(said)
        if number is None:
            raise forms.ValidationError(_("This is no ID number: compare all 18 signs with the card."))
        return number

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        named = bool(said.get("name") or said.get("phone"))
        if said.get("is_anonymous") and named:
            self.add_error("is_anonymous", _("Either a name or none: take the name out, or this tick."))
        elif not said.get("is_anonymous") and not named and "phone" not in self.errors:
            self.add_error("name", _("Write what they are called or a phone, or tick that they leave no name."))
        elif named and not said.get("is_told"):
            self.add_error("is_told", _("Tell them first, then tick here."))
        kind = self.kind_and_topic(said)[0] if said.get("about") else ""
        if said.get("is_anonymous") and kind and not kinds.get(kind).may_be_anonymous:
            self.add_error("is_anonymous", _("Nobody can be helped without a name or phone: ask for one."))
        if said.get("identity"):
            self._check_identity(said)
        return said

    def _check_identity(self, said: dict[str, Any]) -> None:
        """Least data: only where a counter asks for it, only from the card, only told of (PIPL Art 6, 29)."""
        kind, topic = self.kind_and_topic(said) if said.get("about") else ("", "")
        chosen = kinds.get(kind).by_key.get(topic) if kind else None
        if said.get("channel") != Matter.Channel.WALK_IN:
            self.add_error("identity", _("Never ask for it on the phone. Leave it empty."))
        elif chosen and not chosen.needs_identity:
            self.add_error("identity", _("This topic does not need it. Leave it empty."))
        elif not said.get("name"):
            self.add_error("name", _("Write the name that stands on the card."))
        elif not said.get("is_told_identity"):
            self.add_error("is_told_identity", _("Tell them first, then tick here."))

    @staticmethod
    def kind_and_topic(said: dict[str, Any]) -> tuple[str, str]:
        """The two keys of what was chosen."""
        kind, _colon, topic = said["about"].partition(":")
        return kind, topic

    def reporter(self) -> Reporter:
        """Who brings it."""
        said = self.cleaned_data
        return Reporter(said["name"], said["phone"], said["identity"], is_anonymous=said["is_anonymous"])
