"""Where one dispute stands: everything of it loaded once, what is there and what is not, its days, what comes next."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import timezone

from shouwang.kernel.ground.queries import work_calendar
from shouwang.kernel.matters.models import Matter
from shouwang.lib.clock import WorkCalendar
from shouwang.systems.mediation import admissibility, dates, lifecycle
from shouwang.systems.mediation.admissibility import Effect
from shouwang.systems.mediation.dates import Deadline
from shouwang.systems.mediation.lifecycle import Step
from shouwang.systems.mediation.models import (
    Agreement,
    Confirmation,
    Danger,
    Dispute,
    Evidence,
    Inquiry,
    Obligation,
    Party,
    Passing,
    Seat,
    Session,
    Signature,
    SignedPaper,
    Visit,
)

CHINA = ZoneInfo("Asia/Shanghai")
AGREEMENT = "agreement"
END_OF_DAY = time(18)


@dataclass(frozen=True)
class Standing:
    """A dispute with all that hangs on it, and the day it is asked for."""

    dispute: Dispute
    today: date
    calendar: WorkCalendar
    parties: list[Party]
    seats: list[Seat]
    answers: dict[str, bool]
    inquiries: list[Inquiry]
    evidence: list[Evidence]
    sessions: list[Session]
    agreement: Agreement | None
    obligations: list[Obligation]
    signatures: list[Signature]
    signed_papers: list[SignedPaper]
    confirmation: Confirmation | None
    visits: list[Visit]
    dangers: list[Danger]
    passings: list[Passing]

    @property
    def matter(self) -> Matter:
        return self.dispute.matter

    @property
    def stage(self) -> str:
        return self.dispute.stage

    @property
    def here(self) -> list[Party]:
        """The parties that have not withdrawn."""
        return [party for party in self.parties if party.is_here]

    @property
    def table(self) -> list[Seat]:
        """Who sits at the table."""
        return [seat for seat in self.seats if seat.stands]

    @property
    def unreported(self) -> list[Danger]:
        """The dangers that nobody has reported yet, the oldest first."""
        return [one for one in self.dangers if one.reported_at is None]

    @property
    def held(self) -> list[Session]:
        """The sessions held since it was taken on, or taken up again."""
        return [one for one in self.sessions if one.state == Session.State.HELD and not one.is_past]

    @property
    def called(self) -> list[Session]:
        """The sessions that are still to be held, the earliest first."""
        return sorted(
            (one for one in self.sessions if one.state == Session.State.CALLED), key=lambda one: one.starts_at
        )

    @property
    def visits_now(self) -> list[Visit]:
        """The return visits to what was agreed last."""
        return [one for one in self.visits if not one.is_past]

    @property
    def passing(self) -> Passing | None:
        """The move up that has not come back."""
        return next((one for one in self.passings if one.returned_at is None), None)

    @cached_property
    def there(self) -> frozenset[str]:
        """Which needs of the lifecycle are met by what is written down. What an act brings itself it adds."""
        return frozenset(need for need, is_met in self._needs() if is_met)

    def _needs(self) -> Iterator[tuple[str, bool]]:
        yield from self._admission()
        yield from self._table()
        yield from self._agreement()
        over, dispute = self.dispute.is_over, self.dispute
        yield "receipted", bool(self.passing and self.passing.receipted_at)
        yield "visited", over and (bool(self.visits_now) or not dispute.has_agreement)
        yield "reported", bool(dispute.summary)
        yield "checked", dispute.checked_at is not None

    def _admission(self) -> Iterator[tuple[str, bool]]:
        sides = {party.side for party in self.here}
        effects = admissibility.effects(self.answers)
        yield "both_sides", {Party.Side.APPLICANT, Party.Side.RESPONDENT} <= sides
        yield "examined", admissibility.is_whole(self.answers)
        yield "admissible", not effects & {Effect.FORBIDS, Effect.HALTS}
        yield "willing", all(party.is_willing is not False for party in self.here)
        yield "guardians", not any(party.needs_guardian for party in self.here)

    def _table(self) -> Iterator[tuple[str, bool]]:
        mediators = [seat for seat in self.table if seat.mediates]
        yield "informed", bool(self.here) and all(party.informed_at for party in self.here)
        yield "mediator", any(seat.conflict == Seat.Conflict.NONE for seat in mediators)
        yield "panel_consent", all(self.is_agreed(seat) for seat in self.table)
        yield "agents_proved", all(party.has_letter for party in self.here if party.agent_id)
        yield "session_called", bool(self.called)
        yield "sat", bool(self.held)
        yield "wants_oral", bool(self.here) and all(party.wants_oral for party in self.here)

    def is_agreed(self, seat: Seat) -> bool:
        """Whether nothing speaks against the seat: consent of every party for an invited one, no objection to a mediator."""
        said = {consent.party_id: consent.agrees for consent in seat.consents.all()}
        if not seat.needs_consent:
            return all(said.get(party.pk, True) for party in self.here)
        return all(said.get(party.pk, False) for party in self.here)

    def _agreement(self) -> Iterator[tuple[str, bool]]:
        parties, seats = self.signed
        states = {one.state for one in self.obligations}
        owed, not_done = Obligation.State.OWED in states, Obligation.State.NOT_DONE in states
        confirmation = self.confirmation
        court = self.court_end
        yield "all_signed", bool(self.here) and all(party.pk in parties for party in self.here)
        yield "mediator_signed", any(seat.mediates and seat.pk in seats for seat in self.seats)
        yield "sealed", bool(self.agreement and self.agreement.is_sealed)
        yield "all_performed", self.agreement is not None and not owed
        yield "kept", not not_done
        yield "unkept", self.agreement is not None and (owed or not_done or not states)  # peace alone can be broken too
        yield "applied", confirmation is not None and confirmation.decision == Confirmation.Decision.WAITING
        yield "unasked", confirmation is None or confirmation.decision == Confirmation.Decision.WITHDRAWN
        yield "in_time", court is not None and not court.is_late(self.today)

    @property
    def signed(self) -> tuple[set[UUID], set[UUID]]:
        """Which parties, and which seats, have signed the agreement that stands."""
        row = self.agreement.pk if self.agreement else None
        mine = [one for one in self.signatures if one.paper == AGREEMENT and one.row == row]
        return {one.party_id for one in mine if one.party_id}, {one.seat_id for one in mine if one.seat_id}

    @property
    def court_end(self) -> Deadline | None:
        """The last day to ask the court together; None before there is an agreement in effect."""
        if self.agreement is None or self.agreement.effective_date is None:
            return None
        return dates.court_end(self.agreement.effective_date)

    @cached_property
    def deadlines(self) -> list[Deadline]:
        """The days that still must be kept, the nearest first."""
        return sorted(self._deadlines(), key=lambda one: (one.day, one.key, one.of))

    def _deadlines(self) -> Iterator[Deadline]:
        dispute, stage = self.dispute, self.stage
        if stage == lifecycle.ASKED:
            day = self.calendar.working_day(dispute.asked_date, dates.DECIDE_WORKING_DAYS)
            yield Deadline("decide", day, "a2.3", soon_days=1)
        if stage in (*lifecycle.AT_WORK, lifecycle.AWAY) and dispute.runs_from:
            yield dates.mediation_end(dispute.runs_from, dispute.extended_until)
        for session in self.sessions:
            if session.state == Session.State.CALLED and stage in lifecycle.AT_WORK:
                yield Deadline("session", session.starts_at.astimezone(CHINA).date(), "Art 21", of=str(session.pk))
        passing = self.passing
        if passing and not passing.receipted_at:
            sent = passing.sent_at.astimezone(CHINA).date()
            yield Deadline("receipt", self.calendar.working_day(sent, dates.RECEIPT_DAYS), "a7")
        for danger in self.dangers:
            if danger.reported_at is None:
                yield Deadline("danger", danger.noted_at.astimezone(CHINA).date(), "Art 25", True, str(danger.pk))
        yield from self._after()

    def _after(self) -> Iterator[Deadline]:
        """What is left to keep once they agreed."""
        if self.stage == lifecycle.AGREED:
            for one in self.obligations:
                if one.state == Obligation.State.OWED:
                    yield Deadline("perform", one.due_date, "Art 31", of=str(one.number), soon_days=7)
        if self.may_ask_court and self.court_end:
            yield self.court_end
        if self.next_visit:
            yield self.next_visit

    @property
    def may_ask_court(self) -> bool:
        """Whether the court can still be asked together: in effect, within the thirty days, not asked or taken back."""
        return self.stage in lifecycle.STEPS["apply_court"].sources and {"in_time", "unasked"} <= self.there

    @property
    def next_visit(self) -> Deadline | None:
        """When somebody looks in again, also after closing: the second is due when most files are closed."""
        dispute, number = self.dispute, len(self.visits_now)
        over = dispute.performed_date or dispute.over_date
        rhythm = (dispute.committee.visit_after_days, dispute.committee.second_visit_after_days)
        stages = (lifecycle.PERFORMED, lifecycle.UNPERFORMED, lifecycle.CLOSED)
        if self.stage not in stages or not dispute.has_agreement or over is None or number >= len(rhythm):
            return None
        return dates.visit_after(over, rhythm[number], number + 1)

    @property
    def next_step(self) -> Step | None:
        """The act to offer first: of what was stopped the report that is due, at the table what the last session came to."""
        if self.stage == lifecycle.HALTED and self.unreported:
            return lifecycle.STEPS["report_danger"]
        if self.stage == lifecycle.MEDIATING and self.held and "session_called" not in self.there:
            after = {"agreed": "draft", "failed": "terminate"}.get(str(self.held[-1].outcome))
            if after:
                return lifecycle.STEPS[after]
        step = lifecycle.next_step(self.stage, self.there)
        if step and step.verb == "settle" and "kept" not in self.there:
            return lifecycle.STEPS["give_up"]
        if step and step.verb == "archive" and self.next_visit:
            return lifecycle.STEPS["visit"]
        return step

    def missing(self, verb: str) -> tuple[str, ...]:
        """What an act still needs of what must be written down before."""
        return lifecycle.missing(verb, self.there)


def standing(dispute: Dispute, now: datetime | None = None) -> Standing:
    """Load all of a dispute; seventeen queries, whatever hangs on it."""
    return _loaded(
        dispute,
        now or timezone.now(),
        parties=list(dispute.parties.select_related("person", "agent", "guardian", "spokesman").order_by("place")),
        seats=list(dispute.seats.select_related("member__account").prefetch_related("consents").order_by("id")),
        answers=dict(dispute.answers.values_list("question", "is_yes")),
        inquiries=list(dispute.inquiries.order_by("at", "id")),
        evidence=list(dispute.evidence.select_related("file").order_by("id")),
        sessions=list(dispute.sessions.prefetch_related("parties__person", "seats__member").order_by("number")),
        signatures=list(dispute.signatures.filter(is_past=False).select_related("file").order_by("at", "id")),
        signed_papers=list(
            dispute.signed_papers.filter(is_past=False).select_related("file").order_by("added_at", "id")
        ),
    )


def dated(dispute: Dispute, now: datetime | None = None) -> Standing:
    """Only what its days are made of, which are asked for after every act: without its people, words and papers."""
    sessions = list(dispute.sessions.order_by("number"))
    return _loaded(
        dispute, now or timezone.now(), parties=[], seats=[], answers={}, inquiries=[], evidence=[], sessions=sessions,
        signatures=[], signed_papers=[],
    )  # fmt: skip


def _loaded(dispute: Dispute, moment: datetime, **people_and_papers: Any) -> Standing:
    agreement = dispute.agreements.filter(struck_at=None).first()
    return Standing(
        dispute=dispute,
        today=moment.astimezone(CHINA).date(),
        calendar=work_calendar(),
        agreement=agreement,
        obligations=list(agreement.obligations.select_related("proof").order_by("number")) if agreement else [],
        confirmation=agreement.confirmations.order_by("id").last() if agreement else None,
        visits=list(dispute.visits.order_by("at", "id")),
        dangers=list(dispute.dangers.order_by("noted_at", "id")),
        passings=list(dispute.passings.order_by("sent_at", "id")),
        **people_and_papers,
    )


def due_at(matter: UUID) -> datetime | None:
    """The nearest day a dispute must keep, as the moment the room closes; None where nothing is due or nothing is known.

    Not the last day to ask the court: the parties may ask or let it be, so nobody is late by it.
    """
    dispute = Dispute.objects.select_related("committee").filter(pk=matter).first()
    if dispute is None:
        return None
    first = dates.nearest(one for one in dated(dispute).deadlines if one.key != "court")
    return datetime.combine(first.day, END_OF_DAY, CHINA) if first else None


def stages_of(matters: Collection[UUID]) -> dict[UUID, str]:
    """In which stage those of the matters stand that were begun with; for lists of many."""
    return dict(Dispute.objects.filter(pk__in=matters).values_list("pk", "stage"))
