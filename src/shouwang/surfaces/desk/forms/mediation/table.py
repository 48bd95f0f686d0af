"""Forms about who is told, who sits at the table, when it meets, what was said."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from shouwang.surfaces.desk.forms.act import MOST, with_role
from shouwang.surfaces.desk.forms.mediation.act import Act
from shouwang.surfaces.desk.forms.steps import Words
from shouwang.systems.mediation.actions.hearing import Asked, Record
from shouwang.systems.mediation.actions.panel import Place
from shouwang.systems.mediation.queries.choices import Conflict, Outcome, Role, Side
from shouwang.systems.mediation.queries.standing import CHINA
from shouwang.ui import moments
from shouwang.ui.inputs import DayInput, MomentInput

ORALLY, WRITTEN = "orally", "written"


class Inform(Act):
    """Which parties were told, and how."""

    parties = forms.MultipleChoiceField(label=_("Who was told"), widget=forms.CheckboxSelectMultiple)
    how = forms.ChoiceField(
        label=pgettext_lazy("told", "How"),
        choices=[(ORALLY, _("by word of mouth")), (WRITTEN, _("in writing"))],
        initial=ORALLY,
    )

    def prepare(self) -> None:
        self.choose_parties("parties")
        self.initial["parties"] = [str(party.pk) for party in self.standing.here]

    def chosen(self) -> list[Any]:
        return [self.party(key) for key in self.cleaned_data["parties"]]


class Invite(Act):
    """A mediator, or somebody asked to the table."""

    role = forms.ChoiceField(label=_("As what"), choices=Role.choices)
    member = forms.ChoiceField(label=pgettext_lazy("did it", "Who"), required=False)
    guest = forms.CharField(label=_("Or a guest, by name"), max_length=60, required=False)
    guest_words = forms.CharField(
        label=_("What the guest is to the parties"),
        max_length=80,
        required=False,
        help_text=_("uncle of one, neighbour"),
    )
    by_parties = forms.BooleanField(label=_("The parties chose them"), required=False)
    conflict = forms.ChoiceField(
        label=_("Does anything speak against them?"),
        choices=[("", _("they answer it themselves")), *Conflict.choices],
        required=False,
    )
    one_of = ("member", "guest")
    conflict_words = forms.CharField(label=_("If called like a party: who they are"), max_length=200, required=False)

    def suggested(self) -> dict[str, Any]:
        has_lead = any(seat.role == Role.LEAD and seat.stands for seat in self.standing.seats)
        return {"role": Role.LAWYER if has_lead else Role.LEAD}

    def prepare(self) -> None:
        serving = self.standing.dispute.committee.members.filter(until_date=None).order_by("post", "name")
        self.members = {str(one.pk): one for one in serving}
        choices = [(key, with_role(one.name, one.get_post_display())) for key, one in self.members.items()]
        self.fields["member"].choices = [("", _("choose")), *choices]  # type: ignore[attr-defined]

    def place(self) -> Place:
        said = self.cleaned_data
        return Place(
            role=said["role"],
            member=self.members.get(said["member"]),
            guest="" if said["member"] else said["guest"],
            guest_words=said["guest_words"],
            chosen_by="parties" if said["by_parties"] else "committee",
            conflict=said["conflict"],
            conflict_words=said["conflict_words"],
        )


class Answer(Act):
    """Whoever was asked answers for themselves."""

    comes = forms.ChoiceField(
        label=_("Do you come?"), choices=[("yes", _("I come")), ("no", _("I can't come"))], widget=forms.RadioSelect
    )
    conflict = forms.ChoiceField(
        label=_("Does anything speak against you?"),
        choices=[("", _("choose")), *Conflict.choices],
        required=False,
        help_text=_("Near kin, gain or loss, an office in the same case: then somebody else goes."),
    )
    conflict_words = forms.CharField(label=_("In your words"), max_length=200, required=False)


class Consents(Act):
    """What each party says to each at the table."""

    def prepare(self) -> None:
        for seat in self.standing.table:
            if seat.role == Role.RECORDER:
                continue
            said = {one.party_id: one.agrees for one in seat.consents.all()}
            for party in self.standing.here:
                label = gettext("%(party)s on %(name)s (%(role)s)") % {
                    "party": self.names[party.pk],
                    "name": seat.name,
                    "role": seat.get_role_display(),
                }
                self.fields[_key(seat, party)] = forms.ChoiceField(
                    label=label,
                    required=False,
                    choices=[("", _("not asked yet")), ("yes", _("agrees")), ("no", _("objects"))],
                    initial={True: "yes", False: "no", None: ""}[said.get(party.pk)],
                )

    def said(self) -> dict[Any, dict[Any, bool]]:
        found: dict[Any, dict[Any, bool]] = {}
        for seat in self.standing.table:
            for party in self.standing.here:
                if value := self.cleaned_data.get(_key(seat, party)):
                    found.setdefault(seat, {})[party] = value == "yes"
        return found


def _key(seat: Any, party: Any) -> str:
    return f"on_{seat.pk.hex}_{party.place}"


class Inquire(Act):
    """An investigation record."""

    one_of = ("who", "asked")

    at = forms.DateTimeField(label=_("When"), widget=MomentInput())
    where = forms.CharField(label=_("Where"), max_length=120)
    investigator = forms.CharField(label=_("Who investigated"), max_length=60)
    who = forms.ChoiceField(label=_("Who was asked"), required=False)
    asked = forms.CharField(label=_("If nobody of these: who"), max_length=60, required=False)
    others = forms.CharField(label=_("Who else was there"), max_length=200, required=False)
    content = Words(label=_("What was asked and said"), rows=8, max_length=MOST)
    recorder = forms.CharField(label=_("Who wrote it down"), max_length=60, required=False)

    def suggested(self) -> dict[str, Any]:
        return {"investigator": self.viewer.name, "recorder": self.viewer.name}

    def prepare(self) -> None:
        self.choose_parties("who", empty=True)

    def record(self) -> Asked:
        said = self.given()
        party = self.party(said.pop("who"))
        return Asked(**said, party=party)


class Evidence(Act):
    """A piece of evidence."""

    title = forms.CharField(label=_("What it is"), max_length=120)
    proves = forms.CharField(label=_("What it shows"), max_length=300, required=False)
    given_by = forms.CharField(label=_("Who gave it"), max_length=60, required=False)
    original_seen = forms.BooleanField(label=_("The original was seen"), required=False)
    file = forms.FileField(label=_("Photo or scan"), required=False, help_text=_("JPEG, PNG or PDF"))


class CallSession(Act):
    """When and where they meet."""

    starts_at = forms.DateTimeField(label=_("Begins"), widget=MomentInput())
    ends_at = forms.DateTimeField(label=_("Ends"), widget=MomentInput())
    where = forms.CharField(label=_("Where"), max_length=120)
    is_public = forms.BooleanField(label=_("Open to everybody"), required=False)

    def suggested(self) -> dict[str, Any]:
        day = timezone.now().astimezone(CHINA).date() + timedelta(days=2)
        start = timezone.now().astimezone(CHINA).replace(year=day.year, month=day.month, day=day.day, hour=15, minute=0)
        return {"starts_at": start, "ends_at": start + timedelta(hours=2), "where": _("mediation room")}


class Sit(Act):
    """The record of a session that was held: of one that was called, or on the spot."""

    which = forms.ChoiceField(label=_("Which session"), required=False)
    starts_at = forms.DateTimeField(label=_("Began"), widget=MomentInput())
    ends_at = forms.DateTimeField(label=_("It ended"), widget=MomentInput())
    where = forms.CharField(label=_("Where"), max_length=120)
    parties = forms.MultipleChoiceField(label=_("Parties who were there"), widget=forms.CheckboxSelectMultiple)
    seats = forms.MultipleChoiceField(label=_("Who sat at the table"), widget=forms.CheckboxSelectMultiple)
    content = Words(
        label=_("Record"),
        rows=12,
        max_length=MOST,
        help_text=_(
            "Rights told; what each side said; what was found; what was proposed; how it ended. Read it out to them."
        ),
    )
    outcome = forms.ChoiceField(label=_("How it ended"), choices=[("", _("choose")), *Outcome.choices])
    recorder = forms.CharField(label=_("Who wrote it down"), max_length=60)
    is_public = forms.BooleanField(label=_("It was open to everybody"), required=False)

    def suggested(self) -> dict[str, Any]:
        one = self.row or self._begun()
        now = timezone.now().replace(second=0, microsecond=0)
        if one is None:
            return {"starts_at": now - timedelta(hours=1), "ends_at": now, "recorder": self.viewer.name}
        ends = min(one.ends_at, now)
        known = {"starts_at": one.starts_at, "ends_at": ends, "where": one.where, "is_public": one.is_public}
        return known | {"recorder": self.viewer.name, "which": str(one.pk)}

    def _begun(self) -> Any:
        """The called session that this is most likely the record of: its day has come."""
        today = timezone.localdate()
        return next((one for one in self.standing.called if timezone.localdate(one.starts_at) <= today), None)

    def session(self) -> Any:
        """The called session the record is of; None for one on the spot."""
        key = self.cleaned_data.get("which")
        return self.row or next((one for one in self.standing.called if str(one.pk) == key), None)

    def prepare(self) -> None:
        called = [] if self.row else self.standing.called
        if called:
            choices = [
                (str(one.pk), f"{_('Session %(n)s') % {'n': one.number}} · {moments.exact(one.starts_at)}")
                for one in called
            ]
            self.fields["which"].choices = [*choices, ("", _("another one, on the spot"))]  # type: ignore[attr-defined]
        else:
            del self.fields["which"]
        self.choose_parties("parties")
        table = self.standing.table
        self.fields["seats"].choices = [  # type: ignore[attr-defined]
            (str(seat.pk), with_role(seat.name, seat.get_role_display())) for seat in table
        ]
        self.initial["parties"] = [str(party.pk) for party in self.standing.here if party.side != Side.THIRD]
        self.initial["seats"] = [str(seat.pk) for seat in table]

    def record(self) -> Record:
        said = self.given()
        said.pop("which", None)
        said["parties"] = [self.party(key) for key in said["parties"]]
        said["seats"] = [seat for seat in self.standing.table if str(seat.pk) in said["seats"]]
        return Record(**said)


class Extend(Act):
    """More time, because both sides want it."""

    until = forms.DateField(label=_("Until"), widget=DayInput())
    reason = Words(label=_("Why?"), rows=2, max_length=500)
    both_consent = forms.BooleanField(label=_("Both sides agree to more time"), required=False)
