"""The parts of a dispute's page: facts, parties, table, what was said, what was agreed; each with what one may do there."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shouwang.surfaces.desk.settings_page import Block
from shouwang.surfaces.desk.views.mediation import words
from shouwang.surfaces.desk.views.mediation.doings import DOINGS
from shouwang.surfaces.desk.words import in_a_line
from shouwang.systems.mediation import because
from shouwang.systems.mediation.queries import files
from shouwang.systems.mediation.queries.standing import Standing
from shouwang.ui import moments
from shouwang.ui.parts import Fact, Pill, Row, Verb


@dataclass(frozen=True)
class Seen:
    """A dispute as somebody sees it: its standing, the parties' names, which acts they may take, addresses or not."""

    now: Standing
    names: dict[Any, str]
    may: frozenset[str]
    with_addresses: bool
    with_files: bool = False  # whether they may open what lies in the file

    def verb(self, act: str, row: Any = None, label: str = "", icon: str = "") -> Verb | None:
        if act not in self.may:
            return None
        return Verb(label or str(DOINGS[act].button), href(self.now, act, row.pk if row else None), icon=icon)

    def file(self, key: Any) -> str:
        """Where a file that lies in the dispute is opened; "" where there is none for them."""
        return reverse("files:file", args=[key]) if key and self.with_files else ""

    def verbs(self, *acts: str) -> list[Verb]:
        return [verb for verb in map(self.verb, acts) if verb]


def href(now: Standing, act: str, row: Any = None) -> str:
    """Where an act is taken."""
    path = reverse("desk-mediation:act", args=[now.dispute.pk, act])
    return f"{path}?of={row}" if row else path


def facts_block(seen: Seen) -> Block:
    one = seen.now.dispute
    source = one.get_source_display()
    if one.referrer:
        source = _("%(source)s: %(who)s") % {"source": source, "who": one.get_referrer_display()}
    facts = [
        Fact(_("What happened"), one.matter.text),
        Fact(_("What the applicant asks for"), one.requests, missing=_("not written down")),
        Fact(_("What exactly they disagree about"), one.points, missing=_("not written down")),
        Fact(_("How it came"), source, note=str(one.get_asked_display())),
        Fact(_("How hard it is"), str(one.get_grade_display())),
    ]
    if one.amount is not None:
        facts.append(Fact(_("Amount in yuan"), f"{one.amount:,.2f}"))
    if one.found:
        facts.append(Fact(_("The facts as the mediators found them"), one.found))
    if one.file_number:
        number = _("(%(year)s) %(word)s no. %(number)s") % {
            "year": one.file_year, "word": one.committee.word, "number": one.file_number,
        }  # fmt: skip
        facts.append(Fact(_("File number"), number))
    if one.ended_because:
        facts.append(Fact(_("Why it ended"), because.said(one.ended_because)))
    if one.summary:
        facts.append(Fact(_("Closing report"), one.summary))
    if one.note:
        facts.append(Fact(_("Note on the file"), one.note))
    return Block(_("The dispute"), facts=facts, verbs=seen.verbs("write"))


def parties_blocks(seen: Seen) -> Iterator[Block]:
    rows = [party_row(seen, party) for party in seen.now.parties]
    yield Block(
        _("Parties"),
        rows=rows,
        empty=_("Nobody is written down yet."),
        icon="users",
        verbs=seen.verbs("name_party", "inform"),
    )


def party_row(seen: Seen, party: Any) -> Row:
    told = (
        _("rights told %(day)s") % {"day": moments.day(party.informed_at)}
        if party.informed_at
        else _("rights not told yet")
    )
    facts = [str(party.get_side_display()), told]
    for role, name in (("agent", _("agent")), ("guardian", _("guardian")), ("spokesman", _("speaks for it"))):
        if getattr(party, f"{role}_id"):
            stands = files.stands_for(party, role)["name"]
            facts.append(_("%(role)s: %(name)s") % {"role": name, "name": stands or _("(name gone)")})
    if seen.with_addresses:
        said = files.names_of(party)
        facts += [part for part in (said["phone"], said["address"]) if part]
    pills = []
    if party.left_at:
        pills.append(Pill(_("withdrew"), "grey"))
    elif party.is_willing is False:
        pills.append(Pill(_("refuses"), "red"))
    if party.is_minor:
        pills.append(Pill(_("under 18"), "amber"))
    if party.needs_guardian:
        pills.append(Pill(_("no guardian yet"), "red"))
    verb = None
    if party.is_here:
        verb = seen.verb("name_party", party, _("Change")) or seen.verb("leave", party)
    return Row(seen.names[party.pk], facts=facts, pills=pills, verb=verb, number=str(party.place))


def table_block(seen: Seen) -> Block:
    now = seen.now
    rows = [seat_row(seen, seat) for seat in now.seats]
    empty = _("Nobody sits at the table yet.")
    return Block(_("At the table"), rows=rows, empty=empty, icon="users", verbs=seen.verbs("invite", "agree_to_seat"))


def seat_row(seen: Seen, seat: Any) -> Row:
    facts = [str(seat.get_role_display()), seat.guest_words, str(seat.get_reply_display())]
    pills = []
    if not seat.stands:
        pills.append(Pill(_("not at the table"), "grey"))
    elif not seen.now.is_agreed(seat):
        pills.append(Pill(_("the parties have not agreed"), "amber"))
    elif seat.mediates and seat.conflict != "none":
        pills.append(Pill(_("has not said whether anything speaks against them"), "amber"))
    verb = seen.verb("unseat", seat, _("No longer sits there")) if seat.stands else None
    return Row(seat.name, facts=[fact for fact in facts if fact], pills=pills, verb=verb)


def said_blocks(seen: Seen) -> Iterator[Block]:
    now = seen.now
    if now.inquiries or now.evidence:
        rows = [
            Row(
                _("Asked: %(name)s") % {"name": seen.names.get(one.party_id, one.asked)},
                facts=[moments.exact(one.at), one.where, _short(one.content)],
            )
            for one in now.inquiries
        ]
        rows += [Row(one.title, facts=[fact for fact in (one.proves, one.given_by) if fact],
                     verb=_look(seen.file(one.file_id))) for one in now.evidence]  # fmt: skip
        yield Block(_("Investigation and evidence"), rows=rows)
    rows = [session_row(seen, one) for one in now.sessions]
    yield Block(
        _("Sessions"), rows=rows, empty=_("No session yet."), icon="calendar", verbs=seen.verbs("call_session", "sit")
    )


def session_row(seen: Seen, one: Any) -> Row:
    facts = [moments.exact(one.starts_at), one.where, _("open") if one.is_public else _("closed to others")]
    verb = None
    if one.state == "called":
        verb = seen.verb("sit", one, _("Write the record")) or seen.verb("call_off", one)
    if one.state == "held":
        facts += [
            in_a_line(seen.names[party.pk] for party in one.parties.all() if party.pk in seen.names),
            _short(one.content),
        ]
    label = one.get_outcome_display() if one.outcome else one.get_state_display()
    tone = "green" if one.outcome == "agreed" else "blue" if one.state == "called" else "grey"
    title = _("Session %(n)s") % {"n": one.number}
    return Row(title, facts=[fact for fact in facts if fact], pills=[Pill(str(label), tone)], verb=verb)  # type: ignore[arg-type]


def agreed_blocks(seen: Seen) -> Iterator[Block]:
    now, one = seen.now, seen.now.agreement
    if one is None:
        return
    parties, seats = now.signed
    signed = [seen.names[party.pk] for party in now.here if party.pk in parties]
    signed += [seat.name for seat in now.table if seat.pk in seats]
    left = [seen.names[party.pk] for party in now.here if party.pk not in parties]
    facts = [
        Fact(_("What they agree"), one.content),
        Fact(_("Agreed on"), words.day_words(one.reached_date, now.today), note=str(one.get_form_display())),
        Fact(
            _("In effect since"),
            words.day_words(one.effective_date, now.today) if one.effective_date else "",
            missing=_("not in effect yet"),
        ),
    ]
    if one.form == "written":
        facts.append(Fact(_("Signed by"), in_a_line(signed), missing=_("nobody yet"),
                          note=_("still to sign: %(names)s") % {"names": in_a_line(left)} if left else ""))  # fmt: skip
    if now.confirmation:
        asked = now.confirmation
        day = words.day_words(asked.applied_date, now.today)
        facts.append(Fact(_("Court"), asked.court, note=f"{day} · {asked.get_decision_display()} {asked.number}"))
    yield Block(_("Agreement"), facts=facts)
    rows = [duty_row(seen, duty) for duty in now.obligations]
    if rows:
        yield Block(_("What is owed"), rows=rows)
    if now.visits:
        visits = [
            Row(seen.names.get(one.party_id, one.visited),
                facts=[moments.exact(one.at), one.performance, str(one.get_satisfied_display())],
                pills=[Pill(_("it may begin again"), "red")] if one.flares_up else [])
            for one in now.visits
        ]  # fmt: skip
        yield Block(_("Return visits"), rows=visits)


def duty_row(seen: Seen, duty: Any) -> Row:
    late = duty.state == "owed" and duty.due_date < seen.now.today
    facts = [
        _("%(name)s owes it") % {"name": seen.names[duty.obligor_id]},
        _("to %(name)s") % {"name": seen.names[duty.obligee_id]} if duty.obligee_id else "",
        _("%(amount)s yuan") % {"amount": f"{duty.amount:,.2f}"} if duty.amount else "",
        _("by %(day)s") % {"day": words.day_words(duty.due_date, seen.now.today)},
        duty.note,
    ]
    tone = {"done": "green", "not_done": "red"}.get(duty.state, "red" if late else "blue")
    label = _("late") if late else str(duty.get_state_display())
    verb = seen.verb("perform", duty) if duty.state == "owed" else seen.verb("perform", duty, _("Change"))
    proof = seen.file(duty.proof_id)
    if proof:
        facts.append(_("proof kept"))
    return Row(duty.what, proof, facts=[fact for fact in facts if fact], pills=[Pill(label, tone)], verb=verb,  # type: ignore[arg-type]
               number=str(duty.number))  # fmt: skip


def dangers(seen: Seen) -> list[Row]:
    """What was noted of danger, and whether it was reported."""
    return [danger_row(seen, one) for one in seen.now.dangers]


def danger_row(seen: Seen, one: Any) -> Row:
    return Row(
        str(one.get_kind_display()),
        facts=[one.words, _("reported to %(who)s") % {"who": one.reported_to} if one.reported_to else ""],
        tone="red" if one.reported_at is None else "grey",
        pills=[] if one.reported_at else [Pill(_("not reported yet"), "red")],
        verb=seen.verb("report_danger", one, _("It was reported")) if one.reported_at is None else None,
    )


# What an act is about, by the list it is from: its title and its line, as the acts' pages show it above the form.
ROWS: Mapping[str, tuple[str | Promise, Callable[[Seen, Any], Row]]] = {
    "parties": (gettext_lazy("Which party"), party_row),
    "seats": (gettext_lazy("Who it is about"), seat_row),
    "sessions": (gettext_lazy("Which session"), session_row),
    "obligations": (gettext_lazy("What is owed"), duty_row),
    "dangers": (gettext_lazy("What was noted"), danger_row),
}


def _look(address: str) -> Verb | None:
    return Verb(_("Look"), address) if address else None


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:80]}…"
