"""Who walks in Hewan and what its places need. Nobody of this name is meant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from shouwang.config.demo.ground import Hewan
from shouwang.config.demo.nights import tell_past_nights
from shouwang.config.demo.pretend import pretend
from shouwang.kernel.ground.models import Place, Room
from shouwang.kernel.people.models import Account, Person
from shouwang.kernel.people.queries import open_person
from shouwang.systems.patrol.actions import availability, needs, nights, turns, volunteers
from shouwang.systems.patrol.actions.availability import Wishes
from shouwang.systems.patrol.models import Shift, Volunteer, Work
from shouwang.systems.patrol.nights import night_of
from shouwang.systems.patrol.volunteering import Weekly

JOINED = timedelta(days=200)
AHEAD = 3  # nights to come that are laid out: tonight and two more

# Place, weight, visits in a night, may a post stand there, what the officer says of it.
NEEDS: Sequence[tuple[str, int, int, bool, str]] = (
    ("东口", 4, 1, True, ""),
    ("西口", 3, 1, True, ""),
    ("北口", 3, 1, True, ""),
    ("河滩码头", 6, 2, False, "晚上有人到水边"),
    ("柳树湾", 4, 2, False, "野泳的地方"),
    ("古渡口", 3, 2, False, ""),
    ("河湾小学", 3, 2, False, "放学以后没人看门"),
    ("便民超市", 3, 2, False, ""),
    ("老街饭店", 4, 2, False, "夜里散得晚"),
    ("配电房", 2, 1, False, ""),
    ("文化广场", 3, 1, True, ""),
    ("养老驿站", 3, 2, False, ""),
    ("菜市场", 2, 1, False, ""),
)

# Days (Monday 0), work, from, to, how many, risky. Always two rounds and a post, on Friday and Saturday longer.
USUAL: Sequence[tuple[str, Work, time, time, int, bool]] = (
    ("45", Work.ROUND, time(19, 30), time(22, 30), 2, True),
    ("45", Work.POST, time(19, 30), time(22, 30), 1, False),
    ("01236", Work.ROUND, time(19, 30), time(21, 30), 2, True),
    ("01236", Work.POST, time(19, 30), time(21, 30), 1, False),
)

EVENING, FROM_SEVEN = (time(18), time(23, 30)), (time(19), time(23))


@dataclass(frozen=True)
class Walker:
    """A volunteer: insured until so many days from today (None: never was), free on those weekdays, 0 is Monday.

    `trained` and `insured` count days from today; without `trained` they were taught nothing yet.
    """

    name: str
    phone: str = ""
    days: str = "0123456"
    insured: int | None = 200
    trained: int | None = -180
    skills: tuple[str, ...] = ()
    hours: tuple[time, time] = EVENING
    beside: str = ""
    not_after: time | None = None
    at_most: int | None = None
    is_checked: bool = True
    account: str = ""


WALKERS: Sequence[Walker] = (
    Walker("郑义警", "13900000041", skills=("leading", "first_aid"), account="zheng"),
    Walker("丁海平", "13900000042", skills=("leading", "water", "boat")),  # heads a watch group
    Walker("田春生", "13900000043", days="012346", skills=("leading", "driving")),
    Walker("罗晓琴", "13900000044", days="02456", skills=("first_aid",), beside="邹玉兰"),
    Walker("邹玉兰", "13900000045", days="02456", beside="罗晓琴"),
    Walker("贺长明", "13900000046", skills=("fire",), at_most=4),
    Walker("崔建军", "13900000047", days="1345", insured=10, skills=("driving",)),
    Walker("龚小满", "13900000048", days="12345", hours=FROM_SEVEN, insured=150),
    Walker("常福来", "13900000049", days="01234", insured=-7),
    Walker("汤月娥", "13900000050", days="0356", not_after=time(22)),
    Walker("万树林", "13900000051", days="23456", skills=("boat", "water")),
    Walker("覃小雨", "", days="456", trained=None, insured=None, is_checked=False),
)


def make_patrol(hewan: Hewan, people: Mapping[str, Account]) -> None:
    """What is usual and needed, who walks, two weeks that were walked, and the next evenings with somebody in them."""
    officer, room = people["chen"], hewan.room
    _needs(officer, room)
    for days, work, starts, ends, count, risky in USUAL:
        pattern = nights.Pattern(work, days, starts, ends, count=count, is_risky=risky)
        nights.make_usual(by=officer, room=room, pattern=pattern)
    walkers = _walkers(officer, room, people)
    tonight = night_of(timezone.now(), timezone.get_default_timezone())
    tell_past_nights(officer, room, walkers, tonight)
    for ahead in range(AHEAD):
        _put_on(officer, room, walkers, tonight + timedelta(days=ahead), is_sent=ahead > 0)


def _needs(officer: Account, room: Room) -> None:
    places = {place.name: place for place in Place.objects.filter(room=room)}
    for name, weight, visits, may_stand, note in NEEDS:
        said = needs.Said(weight=weight, visits=visits, may_stand=may_stand, note=note)
        needs.say(by=officer, place=places[name], need=said)


def _walkers(officer: Account, room: Room, people: Mapping[str, Account]) -> list[Volunteer]:
    """Taken on half a year ago, one of them known from a watch group already."""
    today = timezone.localdate()
    watch = Person.objects.filter(room=room, purpose="watch.member")
    known = {open_person(person).get("name", ""): person for person in watch}
    found: dict[str, Volunteer] = {}
    with pretend(timezone.now() - JOINED):
        for walker in WALKERS:
            if person := known.get(walker.name):
                one = volunteers.take_on_known(by=officer, room=room, person=person)
            else:
                account = people.get(walker.account)
                one = volunteers.take_on(by=officer, room=room, name=walker.name, phone=walker.phone, account=account)
            found[walker.name] = one
            _equip(officer, one, walker, today)
    for walker in WALKERS:
        if walker.beside or walker.not_after or walker.at_most:
            beside = [found[walker.beside]] if walker.beside else []
            wishes = Wishes(beside=beside, not_after=walker.not_after, at_most=walker.at_most)
            availability.set_wishes(by=officer, volunteer=found[walker.name], wishes=wishes)
    return list(found.values())


def _equip(officer: Account, one: Volunteer, walker: Walker, today: date) -> None:
    if walker.is_checked:
        volunteers.check_adult(by=officer, volunteer=one)
    if walker.trained is not None:
        held = today + timedelta(days=walker.trained)
        volunteers.train(by=officer, volunteer=one, kind="basic", held_on=held)
    for kind in ("first_aid", "water"):
        if kind in walker.skills:
            held = today - timedelta(days=150)
            volunteers.train(by=officer, volunteer=one, kind=kind, held_on=held, valid_until=held + timedelta(days=730))
    if walker.insured is not None:
        ends = today + timedelta(days=walker.insured)
        starts = ends - timedelta(days=364)
        number = f"EX-{ends:%y%m}-{walker.phone[-4:]}"
        volunteers.insure(
            by=officer, volunteer=one, insurer="示例保险", policy_no=number, starts_on=starts, ends_on=ends
        )
    if walker.skills:
        volunteers.set_skills(by=officer, volunteer=one, kinds=walker.skills)
    starts_at, ends_at = walker.hours
    week = [Weekly(int(day), starts_at, ends_at) for day in walker.days]
    availability.set_week(by=officer, volunteer=one, week=week)


def _put_on(officer: Account, room: Room, walkers: Sequence[Volunteer], night: date, *, is_sent: bool) -> None:
    """Two in each shift of a night, as the officer did it in the afternoon; tonight's plan is left to be made."""
    zone = timezone.get_default_timezone()
    afternoon = datetime.combine(night, time(15), zone)
    with pretend(min(timezone.now(), afternoon)):
        laid_out = nights.lay_out(by=officer, room=room, night=night)
        chance = Random(night.toordinal())  # noqa: S311  # a story, no secret
        waiting = chance.sample(walkers, len(walkers))
        for shift in laid_out:
            seated = 0
            for one in list(waiting):
                try:
                    turns.put_on(by=officer, shift=shift, volunteer=one)
                except turns.NotFit:
                    continue
                waiting.remove(one)
                seated += 1
                if seated == shift.fewest:
                    break
        if is_sent:
            Shift.objects.filter(pk__in=[shift.pk for shift in laid_out]).update(sent_at=timezone.now())
