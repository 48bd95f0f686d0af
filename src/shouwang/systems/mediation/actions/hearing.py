"""What is asked, shown and said: investigations, evidence, sessions called without clashes, held, or called off; more time."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Q

from shouwang.kernel.files.models import File
from shouwang.kernel.matters.actions.leading import need
from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.people.models import Account
from shouwang.systems.mediation import lifecycle
from shouwang.systems.mediation.actions.calling import CALLED, call_off_all, tell_table
from shouwang.systems.mediation.actions.turn import Turn, begin
from shouwang.systems.mediation.actions.whom import whom
from shouwang.systems.mediation.models import Dispute, Evidence, Inquiry, Member, Party, Seat, Session
from shouwang.systems.mediation.queries.calendars import clashes
from shouwang.systems.mediation.queries.standing import CHINA


@dataclass(frozen=True)
class Asked:
    """One investigation: when, where, who asked whom, what was said. `asked`: somebody who is no party."""

    at: datetime
    where: str
    investigator: str
    content: str
    party: Party | None = None
    asked: str = ""
    others: str = ""
    recorder: str = ""


@dataclass(frozen=True)
class Record:
    """What came of a session. `content` is the record as it will be read out and signed."""

    parties: Collection[Party]
    seats: Collection[Seat]
    content: str
    outcome: str
    recorder: str
    starts_at: datetime
    ends_at: datetime
    where: str
    is_public: bool = False


@transaction.atomic
def inquire(*, by: Account, dispute: Dispute, asked: Asked) -> Inquiry:
    """Write down an investigation (调查记录). The story does not say who was asked. Raises Refused "whom", "in_the_future"."""
    turn = begin(by, dispute, "inquire")
    turn.take()
    _not_ahead(turn, asked.at)
    party, words = whom(turn, asked.party, asked.asked, "asked")
    made = Inquiry.objects.create(dispute=turn.dispute, **vars(asked) | {"party": party, "asked": words})
    turn.tell()
    return made


@transaction.atomic
def add_evidence(
    *, by: Account, dispute: Dispute, title: str, proves: str, given_by: str, original_seen: bool, file: File | None
) -> Evidence:
    """Note a piece of evidence, with its scan where there is one."""
    turn = begin(by, dispute, "add_evidence")
    turn.take()
    made = Evidence.objects.create(
        dispute=turn.dispute,
        title=title,
        proves=proves,
        given_by=given_by,
        given_date=turn.today,
        original_seen=original_seen,
        file=file,
    )
    turn.tell(of=title)
    return made


@transaction.atomic
def call_session(
    *, by: Account, dispute: Dispute, starts_at: datetime, ends_at: datetime, where: str, is_public: bool = False
) -> Session:
    """Call everybody of the table together. Raises Refused "clash" when somebody sits elsewhere at that time, "ends_before",
    "in_the_past", "not_public" when a party wants it closed."""
    turn = begin(by, dispute, "call_session")
    turn.take()
    if ends_at <= starts_at:
        raise Refused("ends_before", "ends_at")
    if starts_at <= turn.now:
        raise Refused("in_the_past", "starts_at")
    _may_be_public(turn, is_public)
    table = turn.standing.table
    free([seat.member_id for seat in table if seat.member_id], starts_at, ends_at, "starts_at")
    last = turn.dispute.sessions.aggregate(last=Max("number"))["last"] or 0
    made = Session.objects.create(
        dispute=turn.dispute, number=last + 1, starts_at=starts_at, ends_at=ends_at, where=where, is_public=is_public
    )
    made.seats.set(table)
    made.parties.set(turn.standing.here)
    tell_table(turn.who, turn.matter, made, CALLED)
    turn.tell(of=f"{made.number}")
    return made


@transaction.atomic
def call_off(*, by: Account, dispute: Dispute, session: Session, reason: str) -> Session:
    """It does not take place; who was called is told."""
    turn = begin(by, dispute, "call_off")
    need("call_off", reason=reason)
    turn.take("reason")
    current = _called(turn, session)
    call_off_all(turn.who, turn.matter, [current], reason)
    turn.tell(of=f"{current.number}", reason=reason)
    return current


@transaction.atomic
def sit(*, by: Account, dispute: Dispute, record: Record, session: Session | None = None) -> Session:
    """Write the record of a session that was held: a called one, or one on the spot (Art 21)."""
    turn = begin(by, dispute, "sit")
    if not record.content.strip():
        raise lifecycle.Missing("sit", ("words",))
    _not_ahead(turn, record.starts_at)
    if record.ends_at <= record.starts_at:
        raise Refused("ends_before", "ends_at")
    _may_be_public(turn, record.is_public)
    sides = {party.side for party in record.parties if party.is_here}
    both = {Party.Side.APPLICANT, Party.Side.RESPONDENT} <= sides
    if not any(seat.mediates for seat in record.seats):
        raise Refused("no_mediator_there", "seats")
    turn.take(*(["both_present"] if both else []))
    current = _called(turn, session) if session else None
    if current is None:
        last = turn.dispute.sessions.aggregate(last=Max("number"))["last"] or 0
        current = Session(dispute=turn.dispute, number=last + 1)
    current.state, current.content, current.outcome = Session.State.HELD, record.content, record.outcome
    current.starts_at, current.ends_at, current.where = record.starts_at, record.ends_at, record.where
    current.recorder, current.is_public = record.recorder, record.is_public
    current.save()
    current.parties.set(record.parties)
    current.seats.set(record.seats)
    turn.lead_matter(("start", ""))
    turn.tell(of=f"{current.number}")
    return current


@transaction.atomic
def extend(*, by: Account, dispute: Dispute, until: date, reason: str, both_consent: bool) -> Dispute:
    """More time than the month, because both sides want it. Raises Refused "earlier" for a day that gives none."""
    turn = begin(by, dispute, "extend")
    need("extend", reason=reason)
    turn.take("reason", *(["both_consent"] if both_consent else []))
    ends = next((one.day for one in turn.standing.deadlines if one.key == "mediate"), None)
    if until <= turn.today or (ends and until <= ends):
        raise Refused("earlier", "until")
    turn.dispute.extended_until = until
    return turn.tell(of=until.isoformat(), reason=reason)


def _called(turn: Turn, session: Session) -> Session:
    current = turn.dispute.sessions.filter(pk=session.pk, state=Session.State.CALLED).first()
    if current is None:
        raise Refused("gone_already")
    return current


def _not_ahead(turn: Turn, at: datetime) -> None:
    if at > turn.now:
        raise Refused("in_the_future", "starts_at")


def _may_be_public(turn: Turn, is_public: bool) -> None:
    """Only where both want it, and never where somebody must be protected (Art 23(3))."""
    if is_public and (not turn.dispute.is_open_session or turn.matter.is_sheltered):
        raise Refused("not_public", "is_public")


def free(members: Collection[UUID], starts_at: datetime, ends_at: datetime, field: str) -> None:
    """Raise Refused "clash" when one of the members sits elsewhere at that time.

    Their rows are held first, also those of other committees they serve on, always in one order: whoever calls them to
    another table at the same moment waits, and then sees this call.
    """
    accounts = Member.objects.filter(pk__in=members, account__isnull=False).values("account")
    list(Member.objects.select_for_update().filter(Q(pk__in=members) | Q(account__in=accounts)).order_by("id"))
    for clash in clashes(members, starts_at, ends_at):
        raise Refused("clash", field, name=clash.name, when=f"{clash.starts_at.astimezone(CHINA):%m-%d %H:%M}")


def call_too(turn: Turn, seat: Seat) -> None:
    """Somebody came to the table after a session was called: they are called to it too. Raises Refused "clash"."""
    for session in turn.dispute.sessions.filter(state=Session.State.CALLED, ends_at__gt=turn.now).order_by("number"):
        if seat.member_id:
            free([seat.member_id], session.starts_at, session.ends_at, "member")
        session.seats.add(seat)
        tell_table(turn.who, turn.matter, session, CALLED, [seat])
