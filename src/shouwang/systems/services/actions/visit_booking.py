"""Booking a visit and moving one: the officer's row is held, the whole day laid out again, its quarters written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from shouwang.kernel.ground.models import Place, Room, Source
from shouwang.kernel.journal.actions import Actor
from shouwang.kernel.matters.actions import intake
from shouwang.kernel.matters.actions import story as stories
from shouwang.kernel.matters.actions.intake import Brought, Position, Receipt, Reporter
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.actions import note_person
from shouwang.kernel.people.models import Account, Person
from shouwang.kernel.people.queries import actor
from shouwang.lib.clock import BEIJING
from shouwang.systems.services import visit_lifecycle as lifecycle
from shouwang.systems.services import visiting
from shouwang.systems.services.actions.visit_telling import tell_taken_over
from shouwang.systems.services.actions.visit_turns import VisitTurn, begin
from shouwang.systems.services.models import Visit, VisitCalendar, VisitPurpose, VisitQuarter
from shouwang.systems.services.queries.visit_days import HALVES, Want, ground_of, officer_day, point_of, soonest
from shouwang.systems.services.queries.visiting import visitors
from shouwang.systems.services.visit_kind import KIND
from shouwang.systems.services.visit_text import PURPOSE


class Taken(Exception):
    """That time is not free any more, or what is asked for does not fit into the day."""


@dataclass(frozen=True)
class Wish:
    """What is asked for. `place` is one of the room's nearest to the house; a `position` is the house itself."""

    purpose: VisitPurpose
    why: str
    reporter: Reporter
    for_whom: str = Visit.For.SELF
    visited_name: str = ""
    visited_phone: str = ""
    address: str = ""
    words: str = ""
    place: Place | None = None
    position: Position | None = None
    channel: str = Matter.Channel.PUBLIC

    @property
    def at(self) -> Position | None:
        if self.position or not self.place:
            return self.position
        return Position(self.place.latitude, self.place.longitude, Source.PLACE)


@dataclass(frozen=True)
class Time:
    """When: a moment, or a half day ("am", "pm") of a day, or neither: the room rings."""

    starts_at: datetime | None = None
    day: date | None = None
    half: str = ""

    def __bool__(self) -> bool:
        return self.starts_at is not None or (self.day is not None and bool(self.half))

    @property
    def on(self) -> date | None:
        return visiting.day_of(self.starts_at) if self.starts_at else self.day


def book(
    *, by: Account | Actor, room: Room, wish: Wish, time: Time, id: UUID | None = None, now: datetime | None = None  # noqa: A002  # the field's name
) -> Receipt:  # fmt: skip
    """A visit with its matter: number and follow code come with it. Sent twice it is one.

    Raises Taken, with nothing written; intake.IdTaken; PermissionDenied for an account that may not register.
    """
    try:
        with transaction.atomic():
            return _book(by, room, wish, time, id, now or timezone.now())
    except IntegrityError as clash:
        raise Taken from clash


def _book(by: Account | Actor, room: Room, wish: Wish, time: Time, key: UUID | None, now: datetime) -> Receipt:
    if wish.purpose.room_id != room.pk:
        raise ValueError("a purpose of another room")
    brought = Brought(
        kind=KIND.key, topic=wish.purpose.sort, title=wish.purpose.name, text=wish.words, channel=wish.channel,
        reporter=wish.reporter, id=key, more=f"{wish.address}{wish.visited_name}",
    )  # fmt: skip
    if key and Visit.objects.filter(pk=key).exists():
        return intake.receive(by=by, room=room, brought=brought)
    visit = Visit(purpose=wish.purpose, minutes=wish.purpose.minutes, why=wish.why, for_whom=wish.for_whom)
    if at := wish.at:
        visit.latitude, visit.longitude, visit.position_source = at.latitude, at.longitude, at.source
    if time:  # before the number is given: whoever comes too late leaves no gap
        _take(visit, room, time, now, is_desk=isinstance(by, Account))
        visit.stage, visit.first_booked_at = lifecycle.BOOKED, now
    receipt = intake.receive(by=by, room=room, brought=brought)
    if not receipt.is_new:
        return receipt
    who = stories.require(by, lifecycle.WHO, receipt.matter)
    visit.matter, visit.visited = receipt.matter, _visited(who, room, wish)
    visit.save(force_insert=True)
    turn = VisitTurn("book", who, now, visit, receipt.matter)
    if time:
        _lay_out_of(visit, now)
        receipt.matter.owner = visit.account
        receipt.matter.save(update_fields=["owner"])
        turn.lead(("accept", ""))
    turn.tell(of=_when(visit), is_public=True)
    return Receipt(turn.matter, receipt.code, receipt.is_new)


def _visited(who: Actor, room: Room, wish: Wish) -> Person:
    is_self = wish.for_whom == Visit.For.SELF
    basis = Person.LegalBasis.CONSENT if is_self else Person.LegalBasis.DUTY  # see visit_text.py
    return note_person(
        by=who, room=room, purpose=PURPOSE, legal_basis=basis, address=wish.address,
        name=wish.reporter.name if is_self else wish.visited_name,
        phone=wish.reporter.phone if is_self else wish.visited_phone,
    )  # fmt: skip


def set_time(
    *, by: Account | Actor, visit: Visit, time: Time, verb: str = "move", now: datetime | None = None
) -> Visit:
    """Give a visit a time, its first ("set_time") or another ("move"). The old one is free only once the new one is certain.

    Raises Taken, with the old time as it was; NotAllowedNow; Missing without a time.
    """
    try:
        with transaction.atomic():
            turn = begin(by, visit, verb, now)
            turn.take(*(("time",) if time else ()))
            old = turn.visit.account, turn.visit.starts_at
            _take(turn.visit, turn.matter.room, time, turn.now, is_desk=isinstance(by, Account))
            turn.visit.first_booked_at = turn.visit.first_booked_at or turn.now
            turn.visit.confirmed_at = turn.visit.set_off_at = turn.visit.arrived_at = None
            turn.visit.sequence += 1
            turn.save()
            _lay_out_of(turn.visit, turn.now)
            if old[0] and old[1] and (old[0], visiting.day_of(old[1])) != (turn.visit.account, _day(turn.visit)):
                lay_out(turn.matter.room, old[0], visiting.day_of(old[1]), turn.now)
            if old[0] and old[0] != turn.visit.account and actor(old[0]).id != turn.who.id:
                tell_taken_over(turn.visit, old[0])
            turn.matter.owner = turn.visit.account
            turn.matter.save(update_fields=["owner"])
            turn.lead(("accept", ""))
            return turn.tell(of=_when(turn.visit), is_public=True)
    except IntegrityError as clash:
        raise Taken from clash


def _take(visit: Visit, room: Room, time: Time, now: datetime, *, is_desk: bool) -> None:
    """Find somebody who is free then, and hold their day. The desk may book at short notice. Raises Taken."""
    day = time.on
    accounts = list(visitors(room))
    held = [visit.account] if visit.account_id and visit.account else []
    hold([*accounts, *held])
    ground = ground_of(room)
    since = now if is_desk else soonest(ground, now)
    want = Want(visit.minutes, point_of(visit))
    if day and not is_desk and day > visiting.day_of(now) + timedelta(days=ground.rules.days_ahead):
        raise Taken
    days = [officer_day(ground, one, day, now, want, besides=visit.pk) for one in accounts] if day else []
    for one in sorted(days, key=lambda each: len(each.visits)):
        if time.starts_at is not None:
            at = visiting.quarter_of(time.starts_at, one.day)
            if visiting.moment(one.day, at) == time.starts_at and one.is_free(at, since):
                visit.account, visit.starts_at, visit.is_timed = one.account, time.starts_at, True
                visit.window_starts = visit.window_ends = None
                return
        elif part := one.half(since, HALVES[time.half]):
            visit.account, visit.is_timed = one.account, False
            visit.window_starts, visit.window_ends = (visiting.moment(one.day, at) for at in part)
            visit.starts_at = visit.window_starts
            return
    raise Taken


def hold(accounts: Sequence[Account]) -> None:
    """Hold the officers' days until the transaction ends, always in the same order."""
    for key in sorted({one.pk for one in accounts}):
        VisitCalendar.objects.get_or_create(account_id=key)
        VisitCalendar.objects.select_for_update().get(account_id=key)


def _day(visit: Visit) -> date:
    assert visit.starts_at is not None  # noqa: S101  # called for visits that have a time
    return visiting.day_of(visit.starts_at)


def _lay_out_of(visit: Visit, now: datetime) -> None:
    assert visit.account is not None  # noqa: S101  # called for visits that have a time
    lay_out(visit.matter.room, visit.account, _day(visit), now)
    visit.refresh_from_db(fields=["starts_at"])
    if not visit.quarters.exists():
        raise Taken


def lay_out(room: Room, account: Account, day: date, now: datetime) -> None:
    """Write the officer's day anew: where each visit of a half day is held, and the quarters of all, the way to each included.

    Call with the day held. A visit that no longer fits, because hours or other duties changed, keeps the quarters nobody
    needs; the day's page says so. Raises IntegrityError where somebody else wrote the same quarter.
    """
    one = officer_day(ground_of(room), account, day, now)
    ordered = one.ordered()
    taken: dict[datetime, UUID] = {}
    for placed in ordered.visits:
        visit = one.visits[placed.stop]
        if not visit.is_timed:
            Visit.objects.filter(pk=visit.pk).update(starts_at=visiting.moment(day, placed.begins))
        for at in range(max(0, placed.leaves), min(placed.ends, visiting.DAY_LONG)):
            taken[visiting.moment(day, at)] = visit.pk
    write_quarters(account, day, taken, leave=[one.visits[n].pk for n in ordered.left_out])


def write_quarters(account: Account, day: date, taken: dict[datetime, UUID], leave: Sequence[UUID] = ()) -> None:
    """Bring the rows of a day to what is taken: only what changed is written."""
    since, until = visiting.moment(day, 0), visiting.moment(day, visiting.DAY_LONG)
    rows = VisitQuarter.objects.filter(account=account, at__gte=since, at__lt=until)
    there = {row.at: row for row in rows}
    left = set(leave)
    gone = [
        row.pk for at, row in there.items()
        if taken.get(at) != row.visit_id and (at in taken or row.visit_id not in left)
    ]  # fmt: skip
    VisitQuarter.objects.filter(pk__in=gone).delete()
    kept = {at for at, row in there.items() if row.pk not in gone}
    VisitQuarter.objects.bulk_create(
        VisitQuarter(account=account, at=at, visit_id=key) for at, key in sorted(taken.items()) if at not in kept
    )


def _when(visit: Visit) -> str:
    """The time that was said, for the story: by the clock of China, in no language; of a half day from and to."""
    if visit.starts_at is None:
        return ""
    first = visit.starts_at.astimezone(BEIJING)
    if visit.is_timed or not (visit.window_starts and visit.window_ends):
        return f"{first:%Y-%m-%d %H:%M}"
    opens, closes = (one.astimezone(BEIJING) for one in (visit.window_starts, visit.window_ends))
    return f"{opens:%Y-%m-%d %H:%M}–{closes:%H:%M}"
