"""Questions about turns: whose they are, which may be taken, what was served."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Least
from django.utils import timezone

from shouwang.kernel.ground.models import Room
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import rooms
from shouwang.systems.patrol.models import Shift, Turn, Volunteer
from shouwang.systems.patrol.queries.fitness import IN, at_work, inside, why_not, why_shut, with_facts, with_people
from shouwang.systems.patrol.volunteering import THEIRS, Reason

COUNTS_FROM = timedelta(minutes=10)  # a shorter one is no patrol (domain e)
HALF_HOUR = timedelta(minutes=30)


@dataclass(frozen=True)
class Open:
    """A shift with free places. `against` stops this volunteer; `unusual` is what they would pass over by taking it."""

    shift: Shift
    free: int
    against: Sequence[Reason]
    unusual: Sequence[Reason]

    @property
    def may_take(self) -> bool:
        return not self.against


@dataclass(frozen=True)
class Swap:
    """A place that somebody offers, and what stands against this volunteer in it."""

    turn: Turn
    against: Sequence[Reason]

    @property
    def may_take(self) -> bool:
        return not self.against


def turns_of(volunteer: Volunteer, now: datetime | None = None) -> QuerySet[Turn]:
    """The turns they take part in that are not over, the next first."""
    found = _all(volunteer).filter(at_work(now or timezone.now()), shift__sent_at__isnull=False)
    return found.select_related("shift__place", "shift__team").order_by("shift__starts_at")


def turn_of(viewer: Account, key: UUID) -> Turn | None:
    """One turn, for those who plan there."""
    here = rooms(viewer, Permission.PATROL_PLAN)
    return Turn.objects.filter(shift__room__in=here, pk=key).select_related("shift__room").first()


def past_turns(volunteer: Volunteer) -> QuerySet[Turn]:
    """The turns that count as served, the latest first."""
    return served(_all(volunteer)).select_related("shift").order_by("-began_at")


def open_shifts(volunteer: Volunteer, now: datetime | None = None) -> list[Open]:
    """The shifts phones show in which a place is free and they are not yet, each with what stands against it."""
    moment = now or timezone.now()
    known = with_facts(Volunteer.objects.filter(pk=volunteer.pk)).get()
    sent = Shift.objects.filter(room=volunteer.room_id, sent_at__isnull=False, starts_at__gt=moment)
    sent = sent.exclude(turns__in=_settled(volunteer))
    found = []
    there = sent.filter(cancelled_at=None).select_related("place").prefetch_related(with_people())
    for shift in there.order_by("starts_at", "number"):
        if why_shut(shift, moment):
            continue
        reasons = why_not(known, shift)
        found.append(Open(shift, shift.most - len(inside(shift)), _hard(reasons), _soft(reasons)))
    return found


def swaps(volunteer: Volunteer, now: datetime | None = None) -> list[Swap]:
    """The places that others offer in shifts to come, each with what stands against it."""
    moment = now or timezone.now()
    known = with_facts(Volunteer.objects.filter(pk=volunteer.pk)).get()
    offered = Turn.objects.filter(at_work(moment), state=Turn.State.OFFERED, shift__room=volunteer.room_id)
    offered = offered.filter(shift__sent_at__isnull=False, began_at=None).exclude(volunteer=volunteer)
    offered = offered.exclude(shift__turns__in=_settled(volunteer))
    ordered = offered.select_related("shift__place").prefetch_related(with_people("shift__turns"))
    return [
        Swap(turn, _hard(why_not(known, turn.shift, instead=turn))) for turn in ordered.order_by("shift__starts_at")
    ]


def _settled(volunteer: Volunteer) -> QuerySet[Turn]:
    """Turns of theirs in shifts that are not offered to them: they are in, or the desk took them out."""
    out = Q(state=Turn.State.GONE, why_missed=Reason.TAKEN_OUT)
    return Turn.objects.filter(Q(state__in=IN) | out, volunteer=volunteer)


def served(turns: QuerySet[Turn], since: date | None = None, until: date | None = None) -> QuerySet[Turn]:
    """Those that count: begun and ended, at least ten minutes, in a shift that was not called off; both days included."""
    found = turns.filter(shift__cancelled_at=None, began_at__isnull=False, ended_at__gte=F("began_at") + COUNTS_FROM)
    return _between(found, since, until)


def _between(found: QuerySet[Turn], since: date | None, until: date | None) -> QuerySet[Turn]:
    if since:
        found = found.filter(began_at__gte=_morning(since))
    return found.filter(began_at__lt=_morning(until + timedelta(days=1))) if until else found


def times_served(volunteer: Volunteer, since: date, until: date) -> int:
    """How many of their turns count in that time; both days included."""
    return served(_all(volunteer), since, until).count()


def service_hours(volunteer: Volunteer, since: date | None = None, until: date | None = None) -> Decimal:
    """Hours served in that time, to the nearest half hour of the sum: 12.5.

    Their own hours count what they did in a shift until it was called off; 巡防人次 does not.
    """
    return in_hours([*served(_all(volunteer), since, until), *_until_called_off(volunteer, since, until)])


def in_hours(turns: Iterable[Turn]) -> Decimal:
    """The hours of turns that began and ended, to the nearest half hour of their sum."""
    whole = sum((one.ended_at - one.began_at for one in turns if one.began_at and one.ended_at), timedelta())
    halves = (whole + HALF_HOUR / 2) // HALF_HOUR
    return Decimal(halves) / 2


def person_times(room: Room, since: date, until: date) -> int:
    """巡防人次: for each shift that counts, how many people took part; both days included."""
    return served(Turn.objects.filter(shift__room=room), since, until).count()


def _all(volunteer: Volunteer) -> QuerySet[Turn]:
    """Asked anew: a volunteer of a list brings only the turns to come along, and `turns` would stop at those."""
    return Turn.objects.filter(volunteer=volunteer)


def _until_called_off(volunteer: Volunteer, since: date | None, until: date | None) -> list[Turn]:
    """Turns of shifts that were called off on the way, as if they ended then. They are not to be saved."""
    cut = Least("ended_at", "shift__cancelled_at")
    found = _between(_all(volunteer).filter(shift__cancelled_at__isnull=False), since, until).annotate(cut=cut)
    known: list[Turn] = []
    for turn in found.filter(cut__gte=F("began_at") + COUNTS_FROM):
        turn.ended_at = turn.cut
        known.append(turn)
    return known


def _hard(reasons: Sequence[Reason]) -> list[Reason]:
    return [reason for reason in reasons if reason not in THEIRS]


def _soft(reasons: Sequence[Reason]) -> list[Reason]:
    return [reason for reason in reasons if reason in THEIRS]


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
