"""Two weeks that were walked in Hewan: sent plans, turns, check-ins. Written many at once, so that the demo starts soon.

Drawn from a seed and the date, so that the same evening tells the same story.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from shouwang.kernel.ground.models import Place, Room
from shouwang.kernel.people.models import Account
from shouwang.lib.coordinates import distance_m
from shouwang.lib.ids import uuid7
from shouwang.systems.patrol import nights
from shouwang.systems.patrol.models import (
    CheckIn,
    HandOver,
    Need,
    Plan,
    Shift,
    Skill,
    Stand,
    Stop,
    Turn,
    UsualNight,
    Volunteer,
    Work,
)
from shouwang.systems.patrol.queries.fitness import asked_by, facts_of, with_facts
from shouwang.systems.patrol.volunteering import Facts, fit

NIGHTS = 14
STROLL = 60.0  # metres a minute, lanes not being straight
DWELL = 12
KEPT = 0.9  # of the stops were really made
MISSED = 0.04  # of the turns somebody could not come to
NOTED = 0.3  # of the rounds left words to the next
WAYS = (CheckIn.Way.CODE, CheckIn.Way.CODE, CheckIn.Way.POSITION, CheckIn.Way.SAID)
NOTES = ("码头台阶有青苔，走的时候靠里。", "老街饭店门口路灯又不亮了。", "一切正常，北口的栏杆已经落下。")


@dataclass
class _Told:
    """Everything of all nights, table by table."""

    plans: list[Plan] = field(default_factory=list)
    shifts: list[Shift] = field(default_factory=list)
    stops: list[Stop] = field(default_factory=list)
    stands: list[Stand] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    check_ins: list[CheckIn] = field(default_factory=list)
    hand_overs: list[HandOver] = field(default_factory=list)

    def write(self) -> None:
        Plan.objects.bulk_create(self.plans)
        Shift.objects.bulk_create(self.shifts)
        Stop.objects.bulk_create(self.stops)
        Stand.objects.bulk_create(self.stands)
        Turn.objects.bulk_create(self.turns)
        CheckIn.objects.bulk_create(self.check_ins)
        HandOver.objects.bulk_create(self.hand_overs)


def tell_past_nights(officer: Account, room: Room, volunteers: Sequence[Volunteer], tonight: date) -> None:
    """The nights before tonight, the oldest first."""
    known = with_facts(Volunteer.objects.filter(pk__in=[one.pk for one in volunteers])).order_by("joined_at", "pk")
    crew = [_Walking(one, facts_of(one)) for one in known]
    usual = list(UsualNight.objects.filter(room=room).order_by("starts", "work", "id"))
    places = [one for one in room.places.select_related("patrol_need").order_by("name") if hasattr(one, "patrol_need")]
    told = _Told()
    for ago in range(NIGHTS, 0, -1):
        night = tonight - timedelta(days=ago)
        chance = Random(night.toordinal())  # noqa: S311  # a story, no secret
        plan = _plan(officer, room, night, places)
        told.plans.append(plan)
        left = chance.sample(places, len(places))
        for shift in _shifts(room, usual, night):
            told.shifts.append(shift)
            going = sorted(crew, key=lambda one: (one.times, chance.random()))
            here = [one for one in going if one.last != night and not fit(one.facts, asked_by(shift))][: shift.fewest]
            for one in here:
                one.times, one.last = one.times + 1, night
            turns = [_turn(shift, one.volunteer, chance) for one in here]
            told.turns += turns
            if turns:
                _name_lead(turns, here)
                _walk(told, plan, next((one for one in turns if one.began_at), turns[0]), left, chance)
    told.write()


@dataclass
class _Walking:
    """A volunteer, how often they walked so far and in which night last."""

    volunteer: Volunteer
    facts: Facts
    times: int = 0
    last: date | None = None


def _plan(officer: Account, room: Room, night: date, places: Sequence[Place]) -> Plan:
    sent = datetime.combine(night, time(16), timezone.get_default_timezone())
    return Plan(
        room=room,
        night=night,
        state=Plan.State.SENT,
        seed=night.toordinal(),
        whole=float(sum(_need(place).weight for place in places)),
        made_by=officer.name,
        made_at=sent,
        sent_by=officer.name,
        sent_at=sent,
    )


def _shifts(room: Room, usual: Sequence[UsualNight], night: date) -> Iterator[Shift]:
    """As they are laid out after what is usual; posts first, so that rounds leave their places alone."""
    zone = timezone.get_default_timezone()
    numbers = Counter[str]()
    for one in usual:
        if not nights.is_usual(one.days, night):
            continue
        start, end = nights.span(night, one.starts, one.ends, zone)
        for _each in range(one.count):
            numbers[one.work] += 1
            yield Shift(
                room=room,
                work=one.work,
                number=numbers[one.work],
                starts_at=start,
                ends_at=end,
                fewest=one.fewest,
                most=one.most,
                is_risky=one.is_risky,
                sent_at=start - timedelta(hours=3),
            )


def _turn(shift: Shift, volunteer: Volunteer, chance: Random) -> Turn:
    """Begun and ended a few minutes about the hour; now and then somebody could not come."""
    if chance.random() < MISSED:
        return Turn(shift=shift, volunteer=volunteer, state=Turn.State.GONE, why_missed="家里有事")
    began = shift.starts_at + timedelta(minutes=chance.randint(-4, 6))
    ended = shift.ends_at + timedelta(minutes=chance.randint(-8, 12))
    return Turn(shift=shift, volunteer=volunteer, state=Turn.State.TAKEN, began_at=began, ended_at=ended)


def _name_lead(turns: Sequence[Turn], crew: Sequence[_Walking]) -> None:
    for turn, one in zip(turns, crew, strict=True):
        if turn.began_at and Skill.Kind.LEADING in one.facts.skills:
            turn.is_lead = True
            return


def _walk(told: _Told, plan: Plan, turn: Turn, left: list[Place], chance: Random) -> None:
    """What the plan said of a shift, and where its people checked in. Takes its places out of `left`."""
    shift = turn.shift
    if shift.work == Work.POST:
        site = next(place for place in left if _need(place).may_stand)
        left.remove(site)
        shift.place = site
        weight = float(_need(site).weight)
        told.stands.append(Stand(plan=plan, shift=shift, place=site, first=weight, backup=0.0))
        if turn.began_at and turn.ended_at:
            told.check_ins.append(_check_in(turn, site, turn.began_at, turn.ended_at, chance))
        return
    at, here = shift.starts_at + timedelta(minutes=6), 0
    while left and at + timedelta(minutes=DWELL) < shift.ends_at - timedelta(minutes=8):
        place = left.pop()
        leaves = at + timedelta(minutes=DWELL)
        here += 1
        weight = float(_need(place).weight)
        told.stops.append(
            Stop(plan=plan, shift=shift, place=place, number=here, arrives_at=at, leaves_at=leaves, weight=weight)
        )
        plan.weight += weight
        if turn.began_at and chance.random() < KEPT:
            late = timedelta(minutes=chance.randint(-3, 9))
            told.check_ins.append(_check_in(turn, place, at + late, leaves + late, chance))
        ahead = left[-1] if left else place
        metres = distance_m((place.latitude, place.longitude), (ahead.latitude, ahead.longitude))
        at = leaves + timedelta(minutes=round(metres / STROLL))
    if turn.ended_at and chance.random() < NOTED:
        words = chance.choice(NOTES)
        told.hand_overs.append(HandOver(id=uuid7(), turn=turn, text=words, written_at=turn.ended_at))


def _check_in(turn: Turn, place: Place, at: datetime, left_at: datetime, chance: Random) -> CheckIn:
    way = chance.choice(WAYS)
    found = CheckIn(id=uuid7(), turn=turn, place=place, way=way, at=at, left_at=left_at, received_at=at)
    if way == CheckIn.Way.POSITION:
        found.latitude, found.longitude, found.accuracy = place.latitude, place.longitude, chance.randint(6, 25)
    return found


def _need(place: Place) -> Need:
    need: Need = place.patrol_need
    return need
