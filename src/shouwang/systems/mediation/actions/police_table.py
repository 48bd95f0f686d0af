"""At the table of police mediation and after it: sittings, the agreement, what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from shouwang.kernel.matters.actions.leading import need
from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.people.models import Account
from shouwang.systems.mediation.actions.police import NOT_SETTLED, PoliceTurn, begin
from shouwang.systems.mediation.models import PoliceAgreement, PoliceCase, PoliceDuty, PoliceSession, PoliceSide
from shouwang.systems.mediation.queries.police import MOST_SESSIONS, Outcome, State
from shouwang.systems.mediation.queries.standing import CHINA


@dataclass(frozen=True)
class Sitting:
    """What is written down of one sitting."""

    starts_at: datetime
    ends_at: datetime
    where: str
    host: str
    record: str
    outcome: str
    others: str = ""
    both_present: bool = True
    guardians_there: bool = True


@dataclass(frozen=True)
class Owed:
    """One thing that a side owes by a day."""

    side: PoliceSide
    what: str
    due_date: date
    amount: Decimal | None = None
    way: str = ""


@transaction.atomic
def sit(*, by: Account, case: PoliceCase, sitting: Sitting) -> PoliceSession:
    """Hold it, or hold it the second time within seven working days after the first (Art 183).

    Refused: "ends_before", "in_the_future", "no_third", "agreed_already", "before_first", "second_too_late".
    """
    turn = begin(by, case, "sit")
    need("sit", record=sitting.record)
    _check_times(turn, sitting)
    children = any(side.needs_guardian for side in turn.standing.sides)
    brings = ["both_present"] if sitting.both_present else []
    turn.take(*brings, *(["guardians_there"] if sitting.guardians_there or not children else []))
    said = {name: value for name, value in vars(sitting).items() if name not in ("both_present", "guardians_there")}
    held = PoliceSession.objects.create(case=turn.case, number=len(turn.standing.sessions) + 1, **said)
    turn.lead(("start", ""))
    turn.tell(of=str(held.number))
    return held


def _check_times(turn: PoliceTurn, sitting: Sitting) -> None:
    held = turn.standing.sessions
    if sitting.ends_at <= sitting.starts_at:
        raise Refused("ends_before", "ends_at")
    if sitting.ends_at > turn.now:
        raise Refused("in_the_future", "ends_at")
    if held and held[-1].outcome == Outcome.AGREED:
        raise Refused("agreed_already")
    if len(held) >= MOST_SESSIONS:
        raise Refused("no_third")
    if held and sitting.starts_at < held[-1].ends_at:
        raise Refused("before_first", "starts_at")
    last = turn.standing.second_until
    if last and sitting.starts_at.astimezone(CHINA).date() > last:
        raise Refused("second_too_late", "starts_at", day=last.isoformat())


@transaction.atomic
def draft(*, by: Account, case: PoliceCase, content: str, reached_date: date, owed: Sequence[Owed]) -> PoliceAgreement:
    """Write the agreement down, again until it is signed. Refused: "in_the_future", "past_duty"."""
    turn = begin(by, case, "draft")
    need("draft", terms=content)
    if reached_date > turn.today:
        raise Refused("in_the_future", "reached_date")
    if (
        reached_date < turn.standing.sessions[-1].starts_at.astimezone(CHINA).date()
        if turn.standing.sessions
        else False
    ):
        raise Refused("before_sitting", "reached_date")
    turn.take("terms")
    PoliceAgreement.objects.filter(case=turn.case).delete()
    made = PoliceAgreement.objects.create(case=turn.case, content=content, reached_date=reached_date)
    for number, one in enumerate(owed, 1):
        if one.side.case_id != turn.case.pk:
            raise ValueError("side of another case")
        if one.due_date < reached_date:
            raise Refused("past_duty", f"due{number}", number=str(number))
        PoliceDuty.objects.create(agreement=made, number=number, **vars(one))
    turn.tell(content)
    return made


@transaction.atomic
def sign(*, by: Account, case: PoliceCase, is_signed: bool, is_on_the_spot: bool = False) -> PoliceCase:
    """All have signed; for what is settled on the spot a recording may stand in place of the paper (Art 184)."""
    turn = begin(by, case, "sign")
    turn.take(*(["signed"] if is_signed or is_on_the_spot else []))
    PoliceAgreement.objects.filter(case=turn.case).update(is_signed=is_signed, is_on_the_spot=is_on_the_spot)
    return turn.tell()


@transaction.atomic
def perform(
    *, by: Account, case: PoliceCase, duty: PoliceDuty, state: str, done_date: date | None = None
) -> PoliceDuty:
    """Note what became of one thing owed. Refused: "gone_already", "no_day", "in_the_future"."""
    turn = begin(by, case, "perform")
    turn.take()
    current = next((one for one in turn.standing.duties if one.pk == duty.pk), None)
    if current is None:
        raise Refused("gone_already")
    if state == State.DONE and done_date is None:
        raise Refused("no_day", "done_date")
    if done_date and done_date > turn.today:
        raise Refused("in_the_future", "done_date")
    current.state, current.done_date = state, done_date if state == State.DONE else None
    current.save()
    turn.tell(of=str(current.number))
    return current


@transaction.atomic
def settle(*, by: Account, case: PoliceCase) -> PoliceCase:
    """All of it was kept: no penalty (Art 185)."""
    turn = begin(by, case, "settle")
    turn.take()
    turn.end_matter(_("The agreement was kept: no penalty."))
    return turn.tell()


@transaction.atomic
def fail(*, by: Account, case: PoliceCase, reason: str, suit_told: bool, since: date | None = None) -> PoliceCase:
    """Not agreed, or agreed and not kept: penalty, and the civil suit is told; the case's time limit runs from `since`."""
    turn = begin(by, case, "fail")
    need("fail", reason=reason)
    day = since or turn.today
    if day > turn.today:
        raise Refused("in_the_future", "since")
    turn.take("reason", *(["suit_told"] if suit_told else []))
    turn.case.ended_because, turn.case.limit_from_date = reason, day
    turn.case.ended_way = PoliceCase.Way.PENALTY
    turn.end_matter(str(NOT_SETTLED))
    return turn.tell(reason=reason)
