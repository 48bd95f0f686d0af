"""What became of what was promised: done, let off, not done; the court's confirmation; the visits afterwards."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from shouwang.kernel.files.models import File
from shouwang.kernel.matters.actions.leading import need
from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.people.models import Account
from shouwang.systems.mediation import lifecycle
from shouwang.systems.mediation.actions.turn import begin
from shouwang.systems.mediation.actions.whom import whom
from shouwang.systems.mediation.models import Confirmation, Dispute, Obligation, Party, Visit

OWED, DONE, LET_OFF, NOT_DONE = (
    Obligation.State.OWED,
    Obligation.State.DONE,
    Obligation.State.LET_OFF,
    Obligation.State.NOT_DONE,
)


@dataclass(frozen=True)
class Found:
    """What was found on a return visit. `visited`: somebody who is no party."""

    at: datetime
    visitor: str
    performance: str
    party: Party | None = None
    visited: str = ""
    satisfied: str = Visit.Satisfied.UNSAID
    went_to_court: bool = False
    flares_up: bool = False
    measures: str = ""


@transaction.atomic
def perform(
    *,
    by: Account,
    dispute: Dispute,
    obligation: Obligation,
    state: str,
    done_date: date | None = None,
    note: str = "",
    proof: File | None = None,
) -> Obligation:
    """Note what became of one thing owed; afterwards too, for the receipt that comes late or what was done late after all.

    Raises Refused: "in_the_future", "no_day", "gone_already", "was_kept" (all was carried out, and is not undone by this).
    """
    turn = begin(by, dispute, "perform")
    turn.take()
    current = next((one for one in turn.standing.obligations if one.pk == obligation.pk), None)
    if current is None:
        raise Refused("gone_already")
    if state == DONE and done_date is None:
        raise Refused("no_day", "done_date")
    if done_date and done_date > turn.today:
        raise Refused("in_the_future", "done_date")
    if turn.dispute.stage == lifecycle.PERFORMED and state not in (DONE, LET_OFF):
        raise Refused("was_kept", "state")
    current.state, current.note = state, note[:300]
    current.done_date = done_date if state == DONE else None
    current.proof = proof or current.proof
    current.save()
    turn.tell(note, of=f"{current.number}")
    return current


@transaction.atomic
def settle(*, by: Account, dispute: Dispute) -> Dispute:
    """Everything agreed was done, or let off; late too, after it counted as not kept. Refused "not_kept" if not."""
    turn = begin(by, dispute, "settle")
    if any(one.state == NOT_DONE for one in turn.standing.obligations):
        raise Refused("not_kept")
    was_given_up = turn.dispute.stage == lifecycle.UNPERFORMED
    turn.take()
    if was_given_up:  # why it ended stands in the story; what was checked before is looked through anew
        turn.dispute.ended_because, turn.dispute.checked_at, turn.dispute.checked_alone_because = "", None, ""
        turn.dispute.summary, turn.dispute.reported_date = "", None
    days = [one.done_date for one in turn.standing.obligations if one.done_date]
    turn.dispute.performed_date = max(days, default=turn.today)
    return turn.tell()


@transaction.atomic
def give_up(*, by: Account, dispute: Dispute, reason: str, routes: str) -> Dispute:
    """The agreement is not kept: either side may sue on it, and is told so (Art 32)."""
    turn = begin(by, dispute, "give_up")
    need("give_up", reason=reason, routes=routes)
    turn.take("reason", "routes")
    turn.dispute.ended_because, turn.dispute.routes_told = reason, routes
    return turn.tell(routes, reason=reason)


@transaction.atomic
def apply_court(*, by: Account, dispute: Dispute, court: str, applied_date: date, jointly: bool) -> Dispute:
    """Both asked the court together to confirm it, within 30 days (Art 33). Refused: "in_the_future", "too_late", "asked"."""
    turn = begin(by, dispute, "apply_court")
    need("apply_court", court=court)
    agreement, end = turn.standing.agreement, turn.standing.court_end
    if applied_date > turn.today:
        raise Refused("in_the_future", "applied_date")
    if "unasked" not in turn.standing.there:
        raise Refused("asked")
    if agreement is None or end is None or applied_date > end.day:
        raise Refused("too_late", "applied_date", day=end.day.isoformat() if end else "")
    turn.take("in_time", *(["jointly"] if jointly else []))
    Confirmation.objects.create(agreement=agreement, court=court, applied_date=applied_date)
    return turn.tell(of=court)


@transaction.atomic
def court_decides(
    *, by: Account, dispute: Dispute, decision: str, decided_date: date, number: str = "", words: str = ""
) -> Dispute:
    """What the court said. Refused: "in_the_future", "before_asked"."""
    turn = begin(by, dispute, "court_decides")
    turn.take()
    asked = turn.standing.confirmation
    if asked is None or decided_date < asked.applied_date:
        raise Refused("before_asked", "decided_date")
    if decided_date > turn.today:
        raise Refused("in_the_future", "decided_date")
    asked.decision, asked.decided_date, asked.number, asked.words = decision, decided_date, number, words[:300]
    asked.save()
    return turn.tell(of=number)


@transaction.atomic
def visit(*, by: Account, dispute: Dispute, found: Found) -> Visit:
    """Write down a return visit (回访记录). Raises Refused "whom", "in_the_future"."""
    turn = begin(by, dispute, "visit")
    need("visit", performance=found.performance)
    if found.at > turn.now:
        raise Refused("in_the_future", "at")
    turn.take()
    party, words = whom(turn, found.party, found.visited, "visited")
    made = Visit.objects.create(dispute=turn.dispute, **vars(found) | {"party": party, "visited": words})
    turn.tell(found.performance)
    return made
