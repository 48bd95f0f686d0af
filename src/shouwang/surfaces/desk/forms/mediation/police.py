"""Forms of police mediation: a new case, and what each of its acts asks."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.matters.actions.intake import Brought
from shouwang.kernel.matters.models import Matter
from shouwang.lib.ids import uuid7
from shouwang.surfaces.desk.forms.act import AnyAct
from shouwang.surfaces.desk.forms.phone import PhoneField
from shouwang.surfaces.desk.forms.steps import Words
from shouwang.systems.mediation import police_exclusions as exclusions
from shouwang.systems.mediation.actions.parties import Human
from shouwang.systems.mediation.actions.police import Somebody, Told
from shouwang.systems.mediation.actions.police_table import Owed, Sitting
from shouwang.systems.mediation.police_kind import KIND
from shouwang.systems.mediation.queries.police import Act, Ground, Outcome, PoliceStanding, Side, State, Way
from shouwang.ui.inputs import DayInput, MomentInput

DUTIES, SHOWN = 4, 1
EMPTY = ("", _("choose"))


class _Facts(forms.Form):
    """The violation, and why it may be mediated."""

    act = forms.ChoiceField(label=_("What was done"), choices=[EMPTY, *Act.choices])
    ground = forms.ChoiceField(label=_("Why it may be mediated"), choices=[EMPTY, *Ground.choices])
    facts = Words(label=_("How it began and went"), rows=6)
    harm = Words(label=_("What came of it"), rows=3, required=False, help_text=_("Injuries, things broken."))
    amount = forms.DecimalField(
        label=_("Yuan it is about"), required=False, min_value=0, max_digits=14, decimal_places=2
    )

    def told(self) -> Told:
        return Told(**{name: self.cleaned_data[name] for name in Told.__dataclass_fields__})


class NewCase(_Facts):
    """`id` is made with the page, so that sending twice is one case."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    title = forms.CharField(
        label=_("In one line"), max_length=60, help_text=_("It stands in lists: the thing, not the names.")
    )
    where = forms.CharField(label=_("Where, in words"), required=False, max_length=200)
    field_order = ("title", "act", "ground", "facts", "harm", "amount", "where")

    def brought(self) -> Brought:
        said = self.cleaned_data
        return Brought(
            kind=KIND.key, topic=said["act"], title=said["title"], text=said["facts"], where=said["where"],
            channel=Matter.Channel.ROOM, id=said["id"],
        )  # fmt: skip


class PoliceAct(AnyAct):
    """An act of a police case that asks for nothing."""

    standing: PoliceStanding


class Describe(PoliceAct, _Facts):
    def suggested(self) -> dict[str, Any]:
        return {name: getattr(self.standing.case, name) for name in Told.__dataclass_fields__}


class SideForm(PoliceAct):
    """An offender or a victim, with a guardian; an agent only for a victim."""

    side = forms.ChoiceField(label=_("As what"), choices=Side.choices)
    name = forms.CharField(label=_("Name"), max_length=60)
    phone = PhoneField(label=_("Phone"), max_length=30, required=False)
    address = forms.CharField(label=_("Address"), max_length=120, required=False)
    is_minor = forms.BooleanField(label=_("Under 18"), required=False)
    is_own_master = forms.BooleanField(
        label=_("16 or older, lives on their own income, and agrees: needs no guardian here"), required=False
    )
    guardian_name = forms.CharField(label=_("Parent or guardian"), max_length=60, required=False)
    guardian_kin = forms.CharField(label=_("What they are to them"), max_length=40, required=False)
    agent_name = forms.CharField(
        label=_("Agent"), max_length=60, required=False, help_text=_("Only for a victim. A suspect comes in person.")
    )

    def suggested(self) -> dict[str, Any]:
        side = self.row
        if side is None:
            known = {one.side for one in self.standing.sides}
            return {"side": Side.VICTIM if Side.OFFENDER in known else Side.OFFENDER}
        from_row = {name: getattr(side, name) for name in ("side", "is_minor", "is_own_master", "guardian_kin")}
        shown: dict[str, Any] = self.names.get(("opened", side.pk), {})
        return from_row | shown

    def entered(self) -> Somebody:
        said = self.cleaned_data
        return Somebody(
            side=said["side"], human=Human(said["name"], said["phone"], said["address"]), is_minor=said["is_minor"],
            is_own_master=said["is_own_master"], guardian=Human(said["guardian_name"]), guardian_kin=said["guardian_kin"],
            agent=Human(said["agent_name"]),
        )  # fmt: skip


class Exclusions(PoliceAct):
    """One question after the other, none left out."""

    def prepare(self) -> None:
        for question in exclusions.QUESTIONS:
            self.fields[question.key] = forms.ChoiceField(
                label=str(question.words), choices=[("no", _("No")), ("yes", _("Yes"))], widget=forms.RadioSelect,
                help_text=gettext("If yes: %(then)s (%(rule)s)") % {"then": question.then, "rule": question.rule},
            )  # fmt: skip
            if question.key in self.standing.case.answers:
                self.initial[question.key] = "yes" if self.standing.case.answers[question.key] else "no"

    def answers(self) -> dict[str, bool]:
        return {question.key: self.cleaned_data[question.key] == "yes" for question in exclusions.QUESTIONS}


class PoliceReason(PoliceAct):
    reason = Words(label=_("Why?"), rows=2, max_length=500)


class NotTaken(PoliceReason):
    way = forms.ChoiceField(label=_("Which way is open instead"))

    def prepare(self) -> None:
        answers = self.standing.case.answers
        open_now = exclusions.ways(answers) if answers else tuple(Way.values)
        self.fields["way"].choices = [one for one in Way.choices if one[0] in open_now]  # type: ignore[attr-defined]

    def suggested(self) -> dict[str, Any]:
        return {"reason": "\n".join(str(one.words) for one in exclusions.excluded_by(self.standing.case.answers))}


class Excluded(PoliceReason):
    question = forms.ChoiceField(
        label=_("What came in between"),
        choices=[(key, exclusions.BY_KEY[key].words) for key in exclusions.IN_BETWEEN],
        widget=forms.RadioSelect,
    )
    field_order = ("question", "reason")


class SittingForm(PoliceAct):
    """The record of a sitting."""

    starts_at = forms.DateTimeField(label=_("Began"), widget=MomentInput())
    ends_at = forms.DateTimeField(label=_("It ended"), widget=MomentInput())
    where = forms.CharField(label=_("Where"), max_length=120)
    host = forms.CharField(label=_("Who led it"), max_length=60)
    others = forms.CharField(label=_("Who else was there"), max_length=300, required=False)
    both_present = forms.BooleanField(label=_("Offender and victim were there, or the victim's agent"), required=False)
    guardians_there = forms.BooleanField(label=_("Parent or guardian of the minor was there"), required=False)
    record = Words(label=_("What was said"), rows=8)
    outcome = forms.ChoiceField(label=_("What came of it"), choices=Outcome.choices, widget=forms.RadioSelect)

    def suggested(self) -> dict[str, Any]:
        now = timezone.localtime().replace(second=0, microsecond=0)
        return {
            "starts_at": now - timedelta(hours=1), "ends_at": now, "host": self.viewer.name,
            "where": self.standing.case.matter.room.name,
        }  # fmt: skip

    def prepare(self) -> None:
        if self.standing.case.ground == Ground.NEIGHBOURS:
            self.fields["others"].help_text = gettext(
                "Between neighbours you may invite people of the village committee."
            )
        if not any(side.needs_guardian for side in self.standing.sides):
            del self.fields["guardians_there"]

    def sitting(self) -> Sitting:
        return Sitting(**self.given())


class DraftForm(PoliceAct):
    """What they agreed, and up to four things owed."""

    content = Words(label=_("What they agree"), rows=6, help_text=_("A point a line."))
    reached_date = forms.DateField(label=_("Agreed on"), widget=DayInput())
    fold_label = _("More things owed")

    def suggested(self) -> dict[str, Any]:
        before = self.standing.agreement
        known: dict[str, Any] = {"content": before.content if before else "", "reached_date": self.standing.today}
        for one in self.standing.duties:
            known |= {
                f"who{one.number}": str(one.side_id), f"what{one.number}": one.what, f"amount{one.number}": one.amount,
                f"due{one.number}": one.due_date, f"way{one.number}": one.way,
            }  # fmt: skip
        return known

    def prepare(self) -> None:
        sides = [EMPTY, *((str(side.pk), self.names[side.pk]) for side in self.standing.sides)]
        for n in range(1, DUTIES + 1):
            said = {"n": n}
            self.fields[f"who{n}"] = forms.ChoiceField(
                label=gettext("%(n)s. Who owes") % said, choices=sides, required=False
            )
            self.fields[f"what{n}"] = forms.CharField(
                label=gettext("%(n)s. What") % said, max_length=300, required=False
            )
            self.fields[f"amount{n}"] = forms.DecimalField(
                label=gettext("%(n)s. Yuan") % said, required=False, min_value=0, max_digits=14, decimal_places=2
            )
            self.fields[f"due{n}"] = forms.DateField(
                label=gettext("%(n)s. By") % said, required=False, widget=DayInput()
            )
            self.fields[f"way{n}"] = forms.CharField(label=gettext("%(n)s. How") % said, max_length=120, required=False)

    @property
    def fold(self) -> tuple[str, ...]:
        shown = max(SHOWN, len(self.standing.duties))
        return tuple(
            f"{name}{n}" for n in range(shown + 1, DUTIES + 1) for name in ("who", "what", "amount", "due", "way")
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for n in range(1, DUTIES + 1):
            if any(said.get(f"{name}{n}") for name in ("who", "what", "amount", "due")):
                for name in ("who", "what", "due"):
                    if not said.get(f"{name}{n}") and f"{name}{n}" not in self.errors:
                        self.add_error(f"{name}{n}", _("Who owes what by when: all three, or leave the line empty."))
        return said

    def owed(self) -> list[Owed]:
        said, sides = self.cleaned_data, {str(side.pk): side for side in self.standing.sides}
        return [
            Owed(sides[said[f"who{n}"]], said[f"what{n}"], said[f"due{n}"], said[f"amount{n}"] or None, said[f"way{n}"])
            for n in range(1, DUTIES + 1)
            if said[f"who{n}"]
        ]


class Signing(PoliceAct):
    is_signed = forms.BooleanField(label=_("Both sides and the host have signed"), required=False)
    is_on_the_spot = forms.BooleanField(
        label=_("Settled on the spot, with a recording in place of the paper"), required=False
    )


class Kept(PoliceAct):
    state = forms.ChoiceField(
        label=_("Was it done?"),
        choices=[one for one in State.choices if one[0] != State.OWED],
        widget=forms.RadioSelect,
    )
    done_date = forms.DateField(label=_("On the day"), widget=DayInput(), required=False)

    def suggested(self) -> dict[str, Any]:
        return {"done_date": self.standing.today}


class Failed(PoliceReason):
    since = forms.DateField(label=_("Not agreed, or not kept, since"), widget=DayInput())
    suit_told = forms.BooleanField(
        label=_("I told them that they may go to court over the civil quarrel"), required=False
    )

    def suggested(self) -> dict[str, Any]:
        return {"since": self.standing.today}


class Keeping(forms.Form):
    """The room's own rule."""

    years = forms.IntegerField(
        label=_("Years after a case is over"), min_value=0, max_value=100, help_text=_("0 is for ever.")
    )
