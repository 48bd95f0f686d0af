"""Forms of how it ends and what comes after: agreement, signatures, what was promised, court, visits, ladder, closing."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from shouwang.surfaces.desk.forms.act import MOST, with_role
from shouwang.surfaces.desk.forms.mediation.act import Act, Reason, Routes
from shouwang.surfaces.desk.forms.steps import Words
from shouwang.systems.mediation.actions.agreeing import Duty, Terms
from shouwang.systems.mediation.actions.performing import Found
from shouwang.systems.mediation.queries.choices import DangerKind, Decision, How, OwedState, Satisfied
from shouwang.systems.mediation.queries.filling.needed import Wanted
from shouwang.systems.mediation.queries.filling.signing import left_to_sign
from shouwang.systems.mediation.queries.standing import AGREEMENT
from shouwang.ui.inputs import DayInput, MomentInput, SignatureField

DUTIES, SHOWN = 8, 2


class Agreement(Act):
    """What was agreed, and up to eight things owed."""

    facts = Words(
        label=_("What happened"),
        rows=5,
        max_length=MOST,
        help_text=_("As the mediators found it, in words both sides sign: “the Ma family”, not “we”."),
    )
    points = Words(label=_("What they disagreed about, and who bears what"), rows=3, max_length=MOST)
    content = Words(
        label=_("What they agree"), rows=8, max_length=MOST, help_text=_("One point a line; the paper numbers them.")
    )
    reached_date = forms.DateField(label=_("Agreed on"), widget=DayInput())
    recorder = forms.CharField(label=_("Who wrote it down"), max_length=60, required=False)

    fold_label = _("More things owed")

    def suggested(self) -> dict[str, Any]:
        dispute, before = self.standing.dispute, self.standing.agreement
        known = {
            "facts": before.facts if before else dispute.found,
            "points": before.points if before else dispute.points,
            "content": before.content if before else "",
            "reached_date": before.reached_date if before else timezone.localdate(),
            "recorder": self.viewer.name,
        }
        for one in self.standing.obligations if before else []:
            if one.number <= DUTIES:
                known |= {
                    f"who{one.number}": str(one.obligor_id),
                    f"to{one.number}": str(one.obligee_id or ""),
                    f"what{one.number}": one.what,
                    f"amount{one.number}": one.amount,
                    f"due{one.number}": one.due_date,
                    f"way{one.number}": one.way,
                }
        return known

    def prepare(self) -> None:
        for n in range(1, DUTIES + 1):
            said = {"n": n}
            self.fields[f"who{n}"] = forms.ChoiceField(label=gettext("%(n)s. Who owes") % said, required=False)
            self.fields[f"what{n}"] = forms.CharField(
                label=gettext("%(n)s. What") % said, max_length=500, required=False
            )
            self.fields[f"to{n}"] = forms.ChoiceField(label=gettext("%(n)s. To whom") % said, required=False)
            self.fields[f"amount{n}"] = forms.DecimalField(
                label=gettext("%(n)s. Yuan") % said, required=False, min_value=0, max_digits=14, decimal_places=2
            )
            self.fields[f"due{n}"] = forms.DateField(
                label=gettext("%(n)s. By") % said, required=False, widget=DayInput()
            )
            self.fields[f"way{n}"] = forms.CharField(label=gettext("%(n)s. How") % said, max_length=120, required=False)
            self.choose_parties(f"who{n}", empty=True)
            self.choose_parties(f"to{n}", empty=True)

    @property
    def sets(self) -> list[tuple[str, tuple[str, ...]]]:
        """What belongs to one thing owed."""
        names = ("who", "what", "to", "amount", "due", "way")
        return [
            (gettext("Thing owed no. %(n)s") % {"n": n}, tuple(f"{name}{n}" for name in names))
            for n in range(1, DUTIES + 1)
        ]

    @property
    def fold(self) -> tuple[str, ...]:
        """The duties that are not filled in yet, but for the first two."""
        used = len(self.standing.obligations) if self.standing.agreement else 0
        names = ("who", "what", "to", "amount", "due", "way")
        return tuple(f"{name}{n}" for n in range(max(SHOWN, used) + 1, DUTIES + 1) for name in names)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for n in range(1, DUTIES + 1):
            begun = any(said.get(f"{name}{n}") for name in ("who", "what", "to", "amount", "way"))
            for name in ("who", "what", "due"):
                if begun and not said.get(f"{name}{n}") and f"{name}{n}" not in self.errors:
                    self.add_error(f"{name}{n}", _("Who owes what by when: all three, or leave the line empty."))
            if said.get(f"amount{n}") == 0:
                self.add_error(f"amount{n}", _("Leave it empty where no money is owed."))
        return said

    def terms(self) -> Terms:
        said = self.cleaned_data
        duties = [
            Duty(
                obligor=self.party(said[f"who{n}"]),
                obligee=self.party(said[f"to{n}"]),
                what=said[f"what{n}"],
                amount=said[f"amount{n}"],
                due_date=said[f"due{n}"],
                way=said[f"way{n}"],
            )
            for n in range(1, DUTIES + 1)
            if said[f"who{n}"]
        ]
        plain = ("facts", "points", "content", "reached_date", "recorder")
        return Terms(**{name: said[name] for name in plain}, duties=duties)


class Oral(Agreement):
    """By word of mouth."""

    want_no_paper = forms.BooleanField(label=_("All parties say that no paper is needed"), required=False)


class Signing(forms.Form):
    """Somebody signed: who, by whose hand, how; drawn here or on paper."""

    who = forms.ChoiceField(label=_("Who signed"))
    signer = forms.ChoiceField(
        label=_("By whose hand"),
        choices=[
            ("self", _("their own")),
            ("agent", _("their agent's")),
            ("guardian", _("their guardian's")),
            ("spokesman", _("for a firm or a body: who speaks for it")),
        ],
        initial="self",
    )
    how = forms.ChoiceField(label=pgettext_lazy("signed", "How"), choices=How.choices)
    drawn = SignatureField(
        label=_("Sign here"),
        required=False,
        help_text=_("Only where it is signed on the spot; empty for a signature on paper."),
    )
    one_of = ("drawn",)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("how") == How.DRAWN and not said.get("drawn") and "drawn" not in self.errors:
            self.add_error("drawn", _("Please sign in the box, or choose that it was signed on paper."))
        return said


class SignPaper(Signing):
    """A paper of the file, by one of those it has room for."""

    def __init__(self, *args: Any, signers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = signers  # type: ignore[attr-defined]


class Sign(Signing, Act):
    """Somebody signed the agreement: those whose place it has."""

    def prepare(self) -> None:
        made, choices = self.standing.agreement, []
        paper = Wanted(AGREEMENT, made.pk) if made else None
        for one in left_to_sign(self.standing, paper) if paper else []:
            if one.party:
                choices.append((one.key, self.names[one.party.pk]))
            if one.seat:
                choices.append((one.key, with_role(one.seat.name, one.seat.get_role_display())))
        self.fields["who"].choices = choices  # type: ignore[attr-defined]

    def seat(self) -> Any:
        return next((seat for seat in self.standing.table if str(seat.pk) == self.cleaned_data["who"]), None)


class TakeEffect(Act):
    sealed = forms.BooleanField(label=_("The committee's seal is on it"), required=False)
    effective_date = forms.DateField(
        label=_("All had signed and sealed on"),
        widget=DayInput(),
        help_text=_("The thirty days to the court count from this day."),
    )

    def suggested(self) -> dict[str, Any]:
        return {"effective_date": timezone.localdate()}


class Terminate(Routes):
    ways = _("You may sue at %(court)s, or ask the township's mediation committee.")
    a_party_left = forms.BooleanField(label=_("Because a party withdrew"), required=False)


class Perform(Act):
    """What became of one thing owed."""

    state = forms.ChoiceField(
        label=_("Was it done?"),
        choices=[choice for choice in OwedState.choices if choice[0] != OwedState.OWED],
        widget=forms.RadioSelect,
    )
    done_date = forms.DateField(label=_("On the day"), widget=DayInput(), required=False)
    note = forms.CharField(label=_("Note"), max_length=300, required=False)
    proof = forms.FileField(label=_("Photo of the receipt"), required=False, help_text=_("JPEG, PNG or PDF"))

    def suggested(self) -> dict[str, Any]:
        known = (
            {"state": self.row.state, "note": self.row.note} if self.row and self.row.state != OwedState.OWED else {}
        )
        return {"done_date": (self.row and self.row.done_date) or timezone.localdate()} | known


class ApplyCourt(Act):
    court = forms.CharField(label=_("Which court"), max_length=80)
    applied_date = forms.DateField(label=_("Asked on"), widget=DayInput())
    jointly = forms.BooleanField(label=_("Both sides asked together"), required=False)

    def suggested(self) -> dict[str, Any]:
        return {"court": self.standing.dispute.committee.court, "applied_date": timezone.localdate()}


class CourtDecides(Act):
    decision = forms.ChoiceField(
        label=_("What the court said"),
        choices=[("", _("choose")), *(one for one in Decision.choices if one[0] != Decision.WAITING)],
    )
    decided_date = forms.DateField(label=_("On the day"), widget=DayInput())
    number = forms.CharField(label=_("Its number"), max_length=60, required=False)
    words = forms.CharField(label=_("In its words"), max_length=300, required=False)


class Visit(Act):
    """A return visit."""

    one_of = ("who", "visited")

    at = forms.DateTimeField(label=_("When"), widget=MomentInput())
    who = forms.ChoiceField(label=_("Who was visited"), required=False)
    visited = forms.CharField(label=_("If nobody of these: who"), max_length=60, required=False)
    visitor = forms.CharField(label=_("Who went"), max_length=60)
    performance = Words(label=_("Is it being kept?"), rows=2, max_length=300)
    satisfied = forms.ChoiceField(label=_("Are they satisfied?"), choices=[("", _("choose")), *Satisfied.choices])
    went_to_court = forms.BooleanField(label=_("Somebody went to court over it"), required=False)
    flares_up = forms.BooleanField(label=_("There are signs that it begins again"), required=False)
    measures = Words(label=_("What is done about it"), rows=2, required=False)

    def suggested(self) -> dict[str, Any]:
        now = timezone.now().replace(second=0, microsecond=0)
        return {"at": now - timedelta(minutes=30), "visitor": self.viewer.name}

    def prepare(self) -> None:
        self.choose_parties("who", empty=True)

    def found(self) -> Found:
        said = self.given()
        party = self.party(said.pop("who"))
        return Found(**said, party=party)


class Danger(Act):
    """Something dangerous: noted, and reported to whom. One that is noted already is only reported, so to whom is asked."""

    kind = forms.ChoiceField(label=_("What it is"), choices=DangerKind.choices)
    words = Words(label=_("What was seen or heard"), rows=3)
    reported_to = forms.CharField(
        label=_("Reported to"),
        max_length=120,
        required=False,
        help_text=_("Who, where, by which telephone: 110 in need"),
    )

    def prepare(self) -> None:
        if self.row is None:
            return
        del self.fields["kind"]
        self.fields["reported_to"].required = True
        self.fields["words"].label = _("What they said, what is done now")
        self.order_fields(["reported_to", "words"])

    def given(self) -> dict[str, Any]:
        return ({"kind": self.row.kind} if self.row else {}) | super().given()


class Halt(Act):
    kind = forms.ChoiceField(label=_("What it is"), choices=DangerKind.choices)
    words = Words(label=_("What was seen or heard"), rows=3)


class EndHalted(Routes):
    """Not for mediation: the help that is there comes before any way to money."""

    def suggested(self) -> dict[str, Any]:
        court = self.standing.dispute.committee.court or "…"
        words = gettext(
            "In danger ring 110. Women's federation: 12338. The court (%(court)s) may order protection: the order costs nothing "
            "and needs no divorce suit. For injuries: a doctor, and keep the papers."
        )
        return {"routes": words % {"court": court}}


class PassUp(Reason):
    body = forms.CharField(label=_("To whom"), max_length=120, help_text=_("Which office, and who there"))


class Receipt(Act):
    receipted_by = forms.CharField(label=_("Who signed for it"), max_length=80)


class Feedback(Act):
    feedback = Words(label=_("What they say"), rows=3)


class Report(Act):
    summary = Words(label=_("Closing report"), rows=6, help_text=_("What it was, what was done, what came of it."))

    def suggested(self) -> dict[str, Any]:
        return {"summary": self.standing.dispute.summary}


class Check(Act):
    alone_because = forms.CharField(
        label=_("If you wrote the report yourself: why nobody else checks it"), max_length=200, required=False
    )


class Close(Act):
    answer = Words(label=_("What the applicant reads"), rows=3)
    because_incomplete = Words(
        label=_("If something is missing: why it is closed all the same"), rows=2, required=False
    )


class Archive(Act):
    filer = forms.CharField(label=_("Who files it"), max_length=60)
    unvisited_because = forms.CharField(label=_("A return visit is still to come: why does nobody go?"), max_length=300)

    def prepare(self) -> None:
        if self.standing.next_visit is None:
            del self.fields["unvisited_because"]

    def suggested(self) -> dict[str, Any]:
        return {"filer": self.viewer.name}
