"""Things lost and found at the desk: a new one, and what each act asks."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shouwang.kernel.matters.actions.intake import Brought, Reporter
from shouwang.kernel.matters.models import Matter
from shouwang.lib.ids import uuid7
from shouwang.surfaces.desk.forms.act import AnyAct
from shouwang.surfaces.desk.forms.phone import PhoneField
from shouwang.surfaces.desk.forms.steps import Words
from shouwang.systems.services.actions.lost import Claim, Told, title
from shouwang.systems.services.queries.lost import LostStanding, Side, What
from shouwang.ui.inputs import DayInput, SignatureField

EMPTY = ("", _("choose"))


class Thing(forms.Form):
    """What it is; kind, day and place may be told to everybody, marks never."""

    what = forms.ChoiceField(label=pgettext_lazy("thing", "What is it?"), choices=[EMPTY, *What.choices])
    day = forms.DateField(label=_("Which day?"), widget=DayInput, initial=timezone.localdate)
    place = forms.CharField(
        label=_("Where was it lost or found?"), max_length=120, required=False,
        help_text=_("Everybody may read this: no house, no name."),
    )  # fmt: skip
    marks = Words(
        label=_("What is it like?"), rows=3, required=False, max_length=1000,
        help_text=_("Colour, brand, contents, scratches. Nobody outside reads it: whoever claims it must say it."),
    )  # fmt: skip
    shelf = forms.CharField(
        label=_("Where does it lie?"), max_length=80, required=False, help_text=_("Cupboard 2, shelf 3")
    )

    def told(self) -> Told:
        return Told(**{name: self.cleaned_data.get(name, "") for name in Told.__dataclass_fields__})


class NewThing(Thing):
    """With who brings it; a finder may stay unnamed. `id` is made with the page, so that sending twice is one matter."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    side = forms.ChoiceField(
        label=_("Lost or found?"),
        choices=[(Side.FOUND, _("found, and brought here")), (Side.LOST, _("lost, and looked for"))],
        widget=forms.RadioSelect,
    )
    name = forms.CharField(label=_("What they are called"), max_length=60, required=False)
    phone = PhoneField(label=_("Phone"), max_length=30, required=False)
    field_order = ("side", "what", "day", "place", "marks", "shelf", "name", "phone")

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("side") == Side.LOST and not said.get("name") and not said.get("phone"):
            self.add_error("phone", _("Without a name or number nobody can be told that it was found."))
        return said

    def brought(self) -> Brought:
        said = self.cleaned_data
        reporter = Reporter(said["name"], said["phone"], is_anonymous=not (said["name"] or said["phone"]))
        return Brought(
            kind="help", topic="lost", title=title(said["side"], said["what"], said["marks"]), text="", where=said["place"],
            channel=Matter.Channel.WALK_IN, reporter=reporter, id=said["id"],
        )  # fmt: skip


class Described(Thing):
    """The thing of a matter that was registered without."""

    side = forms.ChoiceField(label=_("Lost or found?"), choices=[EMPTY, *Side.choices])
    field_order = ("side",)


class LostAct(AnyAct):
    """An act that asks for nothing."""

    standing: LostStanding


class Describe(LostAct, Thing):
    def suggested(self) -> dict[str, Any]:
        return {name: getattr(self.standing.thing, name) for name in Told.__dataclass_fields__}


class Receive(LostAct):
    place = forms.CharField(
        label=_("Where was it lost or found?"), max_length=120, required=False,
        help_text=_("Everybody may read this: no house, no name."),
    )  # fmt: skip
    shelf = forms.CharField(
        label=_("Where does it lie?"), max_length=80, required=False, help_text=_("Cupboard 2, shelf 3")
    )

    def suggested(self) -> dict[str, Any]:
        return {"place": self.standing.thing.place, "shelf": self.standing.thing.shelf}


class Notice(LostAct):
    day = forms.DateField(label=_("Since which day does the notice hang?"), widget=DayInput, initial=timezone.localdate)
    where = forms.CharField(label=_("Where does it hang?"), max_length=120, initial=_("notice board of the room"))


class HandIn(LostAct):
    to = forms.CharField(
        label=_("To which office?"), max_length=120,
        help_text=_("An office, no person: the police station, the bank, the school."),
    )  # fmt: skip
    day = forms.DateField(label=_("Which day?"), widget=DayInput, initial=timezone.localdate)


class ToState(LostAct):
    to = forms.CharField(label=_("To which office?"), max_length=120)


class LetGo(LostAct):
    said = forms.CharField(
        label=_("Why can't it be kept, and where did it go?"), max_length=200, help_text=_("No name of a person.")
    )


class Sell(LetGo):
    proceeds = forms.DecimalField(
        label=_("Yuan that came in"), min_value=Decimal("0.01"), max_digits=8, decimal_places=2,
        help_text=_("It is kept for whoever lost it, for one year from the notice."),
    )  # fmt: skip


class Unjoin(LostAct):
    said = forms.CharField(
        label=_("Why are they two things?"), max_length=200,
        help_text=_("Who looks for it reads that this one is not theirs; your reason stays inside."),
    )  # fmt: skip


class HandBack(LostAct):
    knew = Words(
        label=_("What did they say about it, before they saw it?"), rows=2, max_length=300,
        help_text=_("Ask first, show then."),
    )  # fmt: skip
    proof = forms.CharField(
        label=_("What proved that it is theirs?"), max_length=120,
        help_text=_("Unlocked the phone, has the key, ID card seen. No number of a paper."),
    )  # fmt: skip
    name = forms.CharField(label=_("Who takes it?"), max_length=60)
    phone = PhoneField(label=_("Phone"), max_length=30, required=False)
    costs = forms.DecimalField(
        label=_("Costs of keeping they paid, yuan"), required=False, min_value=0, max_digits=8, decimal_places=2,
        help_text=_("Only what was really needed (Civil Code, Art 317). Most often: none."),
    )  # fmt: skip
    signature = SignatureField(label=_("They sign"), required=False)

    def claim(self) -> Claim:
        said = self.cleaned_data
        return Claim(said["name"], said["phone"], said["knew"], said["proof"], said["signature"], said["costs"])


class PayOut(HandBack):
    """The money in place of the thing; they sign, since that is the receipt."""

    knew = Words(
        label=_("What did they say it was like?"), rows=2, max_length=300, help_text=_("Ask first, tell nothing of it before."),
    )  # fmt: skip
    proof = forms.CharField(
        label=_("What proved that it was theirs?"), max_length=120,
        help_text=_("A photo, a bill, ID card seen. No number of a paper."),
    )  # fmt: skip
    name = forms.CharField(label=_("Who gets the money?"), max_length=60)
    costs = forms.DecimalField(
        label=_("Costs of keeping they bear, yuan"), required=False, min_value=0, max_digits=8, decimal_places=2,
        help_text=_("They are taken off what it was sold for (Civil Code, Art 317). Most often: none."),
    )  # fmt: skip
    signature = SignatureField(label=_("They sign that they got it"))
    field_order = ("version", "knew", "proof", "name", "phone", "costs", "signature")


class FoundAgain(LostAct):
    said = forms.CharField(label=_("How did it come back?"), max_length=200)


class Gone(LostAct):
    said = forms.CharField(
        label=_("What became of it?"),
        max_length=200,
        help_text=_("Whoever told of it reads this. No name of a person."),
    )


class GiveUp(LostAct):
    said = forms.CharField(label=_("Why is it no longer looked for?"), max_length=200)
