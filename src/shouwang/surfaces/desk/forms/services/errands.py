"""Forms of errands: what each of its acts asks."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from shouwang.surfaces.desk.forms.act import AnyAct, with_role
from shouwang.surfaces.desk.forms.phone import PhoneField
from shouwang.surfaces.desk.forms.services.errand_new import EMPTY, Which, item_choices
from shouwang.surfaces.desk.forms.steps import Words
from shouwang.surfaces.desk.services_words import said
from shouwang.systems.services.actions.errand_hands import Left
from shouwang.systems.services.actions.errand_turn import Somebody
from shouwang.systems.services.actions.errand_way import FourParts
from shouwang.systems.services.actions.errands import BY_MESSAGE, BY_PRINT, Look
from shouwang.systems.services.authority import Acting
from shouwang.systems.services.catalogue.facts import Proxy
from shouwang.systems.services.catalogue.item import Item, Part
from shouwang.systems.services.queries import catalogue
from shouwang.systems.services.queries.errands import Authority, ErrandStanding, Found, Kin, Role, SignedHow, Whom, Wish
from shouwang.ui.inputs import DayInput, SignatureField

ASKER, ANOTHER = "asker", "another"
MOST_LEFT, SHOWN = 6, 2
SIGNING = ("how", "drawn", "drawn_here")
TOLD = [(BY_PRINT, _("printed, into their hand")), (BY_MESSAGE, _("as an answer under their follow code"))]


class ErrandAct(AnyAct):
    """An act of an errand that asks for nothing."""

    standing: ErrandStanding


class Reasoned(ErrandAct):
    reason = Words(label=_("Why?"), rows=2, max_length=500)


class Choose(ErrandAct, Which):
    def suggested(self) -> dict[str, Any]:
        errand = self.standing.errand
        return {"item": errand.item_key, "whom": errand.whom, "can_come": "yes" if errand.can_come else "no"}

    def prepare(self) -> None:
        self.fields["item"].choices = [EMPTY, *item_choices(catalogue.items(self.standing.matter.room))]  # type: ignore[attr-defined]


class Check(ErrandAct):
    """Every paper of the list at once."""

    told = forms.ChoiceField(label=_("What is missing is told"), choices=TOLD, widget=forms.RadioSelect)

    def suggested(self) -> dict[str, Any]:
        found: dict[str, Any] = {"told": BY_PRINT}
        for place, one in self.standing.papers.items():
            found |= {f"paper{place}": one.state, f"why{place}": one.why, f"late{place}": one.late_because}
        return found

    def prepare(self) -> None:
        is_again = self.standing.errand.checks > 0
        for place, fact in enumerate(self.standing.documents):
            self.fields[f"paper{place}"] = forms.ChoiceField(
                label=f"{place + 1}. {said(fact.words)}", choices=Found.choices, widget=forms.RadioSelect,
                help_text="" if fact.sure.may_be_said else gettext("Not sure: ask the station before you send anybody home."),
            )  # fmt: skip
            self.fields[f"why{place}"] = forms.CharField(
                label=gettext("%(n)s. Why it is not needed") % {"n": place + 1}, max_length=200, required=False
            )
            before = self.standing.papers.get(place)
            if is_again and before and before.state != Found.MISSING:
                self.fields[f"late{place}"] = forms.CharField(
                    label=gettext("%(n)s. If it is missing after all: why was it not said before?") % {"n": place + 1},
                    max_length=200, required=False, help_text=gettext("This is counted."),
                )  # fmt: skip
        self.order_fields([*(name for name in self.fields if name != "told"), "told"])

    @property
    def fold(self) -> tuple[str, ...]:
        return tuple(name for name in self.fields if name.startswith("why"))

    fold_label = _("Why something is not needed")

    def looks(self) -> dict[int, Look]:
        given = self.cleaned_data
        return {
            place: Look(given[f"paper{place}"], given[f"why{place}"], given.get(f"late{place}", ""))
            for place in range(len(self.standing.documents))
        }


class Authorise(ErrandAct):
    """Who acts for whom."""

    owner_name = forms.CharField(label=_("Whose papers it is about"), max_length=60)
    kin = forms.ChoiceField(label=_("Who acts"), choices=[EMPTY, *Kin.choices])
    agent_name = forms.CharField(
        label=_("Name of who acts"), max_length=60, required=False, help_text=_("Empty for the person themselves.")
    )
    agent_phone = PhoneField(label=_("Telephone of who acts"), max_length=30, required=False)
    authority = forms.ChoiceField(label=_("By what"), choices=[EMPTY, *Authority.choices])
    wish = forms.ChoiceField(
        label=_("Is it the person's own wish? How they were asked"), choices=[EMPTY, *Wish.choices],
        help_text=_("Above all old people: ask them yourself, not only their children."),
    )  # fmt: skip
    has_seen_cards = forms.BooleanField(
        label=_("I have seen the ID cards of those who have one; no number was written down"), required=False
    )
    is_paper_run = forms.BooleanField(
        label=_("Papers are only carried to and fro; the person decides and signs"), required=False
    )
    station_asked = forms.CharField(
        label=_("Whom at the station you asked, and what they said"), max_length=300, required=False
    )

    def suggested(self) -> dict[str, Any]:
        errand = self.standing.errand
        shown: dict[str, Any] = self.names.get("opened", {})
        return {name: getattr(errand, name) for name in Acting.__dataclass_fields__} | shown

    def prepare(self) -> None:
        item = self.standing.item
        if item and item.proxy is not Proxy.PART:
            del self.fields["is_paper_run"]
        if item and item.proxy is not Proxy.ASK:
            del self.fields["station_asked"]
        if item and item.of(Part.WHO):
            self.fields["kin"].help_text = said(item.of(Part.WHO)[0].words)
        if self.standing.errand.whom == Whom.DEAD:
            self._for_the_dead()

    def _for_the_dead(self) -> None:
        """Nobody who died acts, is here, or is asked."""
        self.fields["owner_name"].label = gettext("Who died")
        self.fields["agent_name"].help_text = ""
        del self.fields["wish"]
        for name, gone in (("kin", Kin.SELF), ("authority", Authority.OWN)):
            field: Any = self.fields[name]
            field.choices = [one for one in field.choices if one[0] != gone]

    def acting(self) -> Acting:
        given = {"wish": Wish.NOT_ABLE.value} | self.cleaned_data
        return Acting(**{name: given[name] for name in Acting.__dataclass_fields__ if name in given})

    def owner(self) -> Somebody:
        return Somebody(name=self.cleaned_data["owner_name"])

    def agent(self) -> Somebody:
        return Somebody(name=self.cleaned_data["agent_name"], phone=self.cleaned_data["agent_phone"])


class Handing(ErrandAct):
    """Somebody gives or takes, and signs."""

    who_label = _("Into whose hands")
    who = forms.ChoiceField(label=_("Into whose hands"), widget=forms.RadioSelect)
    other = forms.CharField(label=_("Name of somebody else"), max_length=60, required=False)
    how = forms.ChoiceField(label=_("How both sign"), choices=SignedHow.choices, widget=forms.RadioSelect)
    drawn = SignatureField(
        label=_("They sign here"), required=False, help_text=_("Empty for a signature on the print.")
    )
    drawn_here = SignatureField(
        label=_("You sign here"), required=False, help_text=_("Empty for a signature on the print.")
    )

    def prepare(self) -> None:
        people = [
            (str(one.pk), with_role(self.names.get(one.pk, ""), str(one.get_role_display()))) for one in self.living()
        ]
        asker = with_role(self.names.get(ASKER) or gettext("nobody by name"), gettext("who asked for it"))
        self.fields["who"].label = self.who_label
        self.fields["who"].choices = [(ASKER, asker), *people, (ANOTHER, pgettext("person", "somebody else"))]  # type: ignore[attr-defined]
        self.order_fields([*(name for name in self.fields if name not in SIGNING), *SIGNING])

    def living(self) -> list[Any]:
        """Those a paper can be handed to: not somebody who died."""
        is_dead = self.standing.errand.whom == Whom.DEAD
        return [one for one in self.standing.people if not (is_dead and one.role == Role.OWNER)]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("who") == ANOTHER and not given.get("other", "").strip():
            self.add_error("other", _("Write the name."))
        for name in SIGNING[1:]:
            if given.get("how") == SignedHow.DRAWN and not given.get(name) and name not in self.errors:
                self.add_error(name, _("Please sign in the box, or choose “on the print, which both sign”."))
        return given

    def somebody(self) -> Somebody:
        given = self.cleaned_data
        if given["who"] == ANOTHER:
            return Somebody(name=given["other"])
        return Somebody(row=next((one for one in self.living() if str(one.pk) == given["who"]), None))


class TakeIn(Handing):
    """Each original a line: what, how many."""

    who_label = _("From whom")
    fold_label = _("More originals")

    def suggested(self) -> dict[str, Any]:
        return super().suggested() | {f"count{n}": 1 for n in range(1, SHOWN + 1)}

    def prepare(self) -> None:
        for n in range(1, MOST_LEFT + 1):
            self.fields[f"what{n}"] = forms.CharField(
                label=gettext("%(n)s. Original") % {"n": n}, max_length=120, required=n == 1
            )
            self.fields[f"count{n}"] = forms.IntegerField(
                label=gettext("%(n)s. How many") % {"n": n}, min_value=1, max_value=99, required=False
            )
        super().prepare()

    @property
    def fold(self) -> tuple[str, ...]:
        return tuple(f"{name}{n}" for n in range(SHOWN + 1, MOST_LEFT + 1) for name in ("what", "count"))

    @property
    def sets(self) -> list[tuple[str, list[str]]]:
        return [(gettext("%(n)s. Original") % {"n": n}, [f"what{n}", f"count{n}"]) for n in range(1, MOST_LEFT + 1)]

    def left(self) -> list[Left]:
        given = self.cleaned_data
        return [Left(given[f"what{n}"], given[f"count{n}"] or 1) for n in range(1, MOST_LEFT + 1) if given[f"what{n}"]]


class WithOriginals(ErrandAct):
    """Which of the originals it is about."""

    originals = forms.MultipleChoiceField(
        label=_("Which originals"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def prepare(self) -> None:
        super().prepare()
        rows = self.offered()
        if not rows:
            self.fields["originals"].widget = forms.MultipleHiddenInput()
        self.fields["originals"].choices = [  # type: ignore[attr-defined]
            (str(one.pk), gettext("%(what)s × %(count)s") % {"what": one.what, "count": one.count}) for one in rows
        ]

    def offered(self) -> list[Any]:
        return self.standing.here

    def suggested(self) -> dict[str, Any]:
        return super().suggested() | {"originals": [str(one.pk) for one in self.offered()]}

    def chosen(self) -> list[UUID]:
        return [UUID(key) for key in self.cleaned_data["originals"]]


class GiveBack(WithOriginals, Handing):
    """Originals back into somebody's hand."""


class Deliver(WithOriginals, Handing):
    """The result, and what goes along."""


class HandIn(WithOriginals):
    to = forms.CharField(label=_("To whom at the station"), max_length=120)
    receipt = forms.CharField(label=_("Number of their receipt"), max_length=60, required=False)
    expected = forms.DateField(label=_("Ready on, as they say"), widget=DayInput())
    field_order = ("to", "receipt", "expected", "originals")

    def suggested(self) -> dict[str, Any]:
        return super().suggested() | {"expected": self.standing.today + timedelta(days=7)}


class Ready(WithOriginals):
    result = Words(label=_("What came of it"), rows=2, max_length=300, help_text=_("Whoever asked reads this."))
    field_order = ("result", "originals")

    def offered(self) -> list[Any]:
        return self.standing.at_station

    def suggested(self) -> dict[str, Any]:
        return {}

    def prepare(self) -> None:
        super().prepare()
        self.fields["originals"].label = _("What the station keeps by its rules (tick); all else is here again")


class Lose(ErrandAct):
    because = Words(label=_("How it came"), rows=2, max_length=300)
    done = Words(label=_("What was done about it"), rows=2, max_length=300)


class Close(ErrandAct):
    answer = Words(label=_("Last words to whoever asked"), rows=2, max_length=500)

    def suggested(self) -> dict[str, Any]:
        return {"answer": self.standing.errand.result}


class Advise(ErrandAct):
    """The four-part answer, filled in from the catalogue."""

    reason = Words(label=_("Why it can't be done for them"), rows=3)
    procedure = Words(label=_("How to do it"), rows=3)
    documents = Words(label=_("What to bring"), rows=4)
    time = Words(label=_("How long it takes"), rows=3)
    where = Words(label=_("Where"), rows=2, required=False)
    contact = forms.CharField(label=_("Whom to ask"), max_length=120, required=False)
    how = forms.ChoiceField(label=_("They get it"), choices=TOLD, widget=forms.RadioSelect)

    def suggested(self) -> dict[str, Any]:
        item, room = self.standing.item, self.standing.matter.room
        found: dict[str, Any] = {"contact": " ".join(filter(None, [room.name, room.phone])), "how": BY_PRINT}
        if item:
            parts = {"procedure": Part.STEP, "documents": Part.DOCUMENT, "time": Part.TIME, "where": Part.WHERE}
            found |= {name: _lines(item, part) for name, part in parts.items()}
            found["reason"] = _lines(item, Part.WHY) or _lines(item, Part.WHO)
        return found

    def parts(self) -> FourParts:
        return FourParts(**{name: self.cleaned_data[name] for name in FourParts.__dataclass_fields__})


class SendVisit(ErrandAct):
    words = Words(label=_("What the officer must know before going"), rows=3, max_length=500)

    def suggested(self) -> dict[str, Any]:
        item = self.standing.item
        return {"words": gettext("At their home: %(what)s") % {"what": said(item.name)} if item else ""}


def _lines(item: Item, part: Part) -> str:
    """In Chinese, as the villager reads it; what is not sure says so."""
    return "\n".join(
        fact.words.zh + ("" if fact.sure.may_be_said else "（以派出所答复为准）") for fact in item.of(part)
    )
