"""How the watch net works, in numbers of a period: what came in, where, at what hour, and how soon it was seen to.

Counted is every report that came in the period, also one that was joined with another or withdrawn later, so that a number
is the length of its list. Past records brought in from a table count as reports and never as times: nobody worked on
them here. Times are by the clock on the wall, nights, days off and pauses included; only "in time" is by the room's own
clock (kernel.matters.clock). Nothing is counted per person.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Func, IntegerField, OuterRef, Q, Subquery

from shouwang.kernel.ground.models import Room
from shouwang.kernel.ground.queries import work_calendar
from shouwang.kernel.matters import lifecycle
from shouwang.kernel.matters.clock import ANSWERS, REPORTER, read_clocks
from shouwang.kernel.matters.models import Entry, Matter, Matters
from shouwang.kernel.matters.queries import visible
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import rooms
from shouwang.lib.clock import MINUTE, WorkCalendar
from shouwang.lib.periods import Period
from shouwang.lib.stopwatch import Limit, Tick, read
from shouwang.systems.watch.kinds import KIND as REPORT
from shouwang.systems.watch.models import Group, Member, Report

MOST_PLACES: Final = 12
# In a smaller group the number of its reports is nearly the number of somebody's reports.
FEWEST_PEOPLE: Final = 5
DAY: Final = 24 * 60
BEIJING_AHEAD: Final = 8 * 60
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Taken:
    """How long something took in minutes: the middle one, and the one that nine in ten did not exceed."""

    n: int
    median: int = 0
    p90: int = 0


@dataclass(frozen=True)
class InTime:
    """How many were answered in time, of those that were answered or whose time for it is over."""

    n: int
    in_time: int


@dataclass(frozen=True)
class Placed:
    """How many came from a named place; without a name: those at none."""

    name: str
    name_en: str
    n: int


@dataclass(frozen=True)
class Active:
    """How many people were in a group in the period, and how many of its reports carry a name."""

    name: str
    name_en: str
    people: int
    reports: int


@dataclass(frozen=True)
class Groups:
    """Those of at least FEWEST_PEOPLE by name. The smaller ones only together, and only where together they are as many."""

    shown: Sequence[Active]
    small: int  # how many groups are too small to stand alone
    together: Active | None


@dataclass(frozen=True)
class Figures:
    """Everything about one room and one period."""

    reports: int
    open: int
    closed: int
    records: int
    topics: Sequence[tuple[str, int]]
    places: Sequence[Placed]
    elsewhere: Sequence[Placed]  # beyond MOST_PLACES
    nowhere: int
    hours: Sequence[int]
    without_hour: int
    accept: Taken
    answer: Taken
    close: Taken
    in_time: InTime


class Minutes(Func):
    """A moment as whole minutes since 1970, by the database itself: a row each in Python takes ten times as long."""

    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        # Cut off at the minute: strftime rounds the last thousandth of a second up.
        return self.as_sql(
            compiler,
            connection,
            template="CAST(strftime('%%%%s', substr(%(expressions)s, 1, 16)) AS INTEGER) / 60",
            **more,
        )

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self.as_sql(
            compiler, connection, template="FLOOR(EXTRACT(EPOCH FROM %(expressions)s) / 60)::bigint", **more
        )


def reports_in(viewer: Account, room: Room, period: Period) -> Matters:
    """The reports of the period, for those who may take the room's list out of it."""
    seen = visible(viewer, Permission.MATTER_EXPORT).filter(room=room, kind=REPORT.key)
    return seen.filter(received_at__gte=period.start, received_at__lt=period.end)


def figures(viewer: Account, room: Room, period: Period, now: datetime) -> Figures:
    """What came in the period and how soon it was seen to. Five questions, however many there are."""
    here = reports_in(viewer, room, period)
    topics = list(
        here.values_list("topic")
        .annotate(
            n=Count("pk"),
            open=Count("pk", filter=Q(ended_at__isnull=True)),
            closed=Count("pk", filter=Q(state=lifecycle.CLOSED)),
            records=Count("pk", filter=Q(is_record=True)),
        )
        .order_by("-n", "topic")
    )
    places, nowhere = _places(here)
    hours, without_hour = _hours(here)
    accept, answer, close, in_time = _times(here, now)
    return Figures(
        reports=sum(n for _, n, *_ in topics),
        open=sum(n for *_, n, _, _ in topics),
        closed=sum(n for *_, n, _ in topics),
        records=sum(n for *_, n in topics),
        topics=[(topic, n) for topic, n, *_ in topics],
        places=places[:MOST_PLACES],
        elsewhere=places[MOST_PLACES:],
        nowhere=nowhere,
        hours=hours,
        without_hour=without_hour,
        accept=accept,
        answer=answer,
        close=close,
        in_time=in_time,
    )


def activity(viewer: Account, room: Room, period: Period) -> Groups:
    """How active the room's groups were, for those who look after them. Who wants no name is in no group's number."""
    managed = rooms(viewer, Permission.WATCH_MANAGE).filter(pk=room.pk)
    those = Group.objects.filter(room__in=managed, formed_at__lt=period.end)
    was_in = Q(joined_at__lt=period.end) & (Q(left_at=None) | Q(left_at__gte=period.start))
    in_group = Member.objects.filter(was_in, group__in=those).values_list("group")
    people = dict(in_group.annotate(n=Count("person", distinct=True)).order_by())
    came = Q(matter__received_at__gte=period.start, matter__received_at__lt=period.end, matter__room=room)
    from_group = Report.objects.filter(came, group__in=those).values_list("group")
    told = dict(from_group.annotate(n=Count("pk")).order_by())
    every = [
        Active(one.name, one.name_en, people.get(one.pk, 0), told.get(one.pk, 0))
        for one in those.order_by("name")
        if one.is_active or one.pk in people or one.pk in told
    ]
    small = [one for one in every if one.people < FEWEST_PEOPLE]
    together = Active("", "", sum(one.people for one in small), sum(one.reports for one in small))
    return Groups(
        shown=[one for one in every if one.people >= FEWEST_PEOPLE],
        small=len(small),
        together=together if len(small) > 1 and together.people >= FEWEST_PEOPLE else None,
    )


def _places(here: Matters) -> tuple[list[Placed], int]:
    found = (
        here.values_list("place__name", "place__name_en", "place").annotate(n=Count("pk")).order_by("-n", "place__name")
    )
    placed = [Placed(name, name_en or "", n) for name, name_en, place, n in found if place]
    return placed, sum(n for *_, place, n in found if not place)


def _hours(here: Matters) -> tuple[list[int], int]:
    """How many came at each hour; a line of a table with a day and no time stands at midnight and is left out."""
    of_day = (Minutes("received_at") + BEIJING_AHEAD) % DAY
    found = here.annotate(minute=of_day).values_list("channel", "minute").annotate(n=Count("pk")).order_by()
    hours: Counter[int] = Counter()
    without = 0
    for channel, minute, n in found:
        if channel == Matter.Channel.IMPORT and minute == 0:
            without += n
        else:
            hours[minute // 60] += n
    return [hours[hour] for hour in range(24)], without


@dataclass(frozen=True, slots=True)
class _Course:
    """When a report began and was seen to, in minutes; `odd` names it where only its whole timeline says what its clock says."""

    is_urgent: bool
    is_over: bool
    began: int
    accepted: int | None
    answered: int | None
    closed: int | None
    odd: UUID | None


def _times(here: Matters, now: datetime) -> tuple[Taken, Taken, Taken, InTime]:
    courses = list(_courses(here))
    return (
        _taken([one.accepted - one.began for one in courses if one.accepted is not None]),
        _taken([one.answered - one.began for one in courses if one.answered is not None]),
        _taken([one.closed - one.began for one in courses if one.closed is not None]),
        _in_time(courses, now),
    )


def _courses(here: Matters) -> Iterator[_Course]:
    """The first acceptance and the first answer of each; closed is when it was closed for good, if it is."""
    told = Entry.objects.filter(matter=OuterRef("pk")).order_by("at")
    first = told.annotate(minute=Minutes("at")).values("minute")
    odd = told.filter(Q(verb="unmerge") | Q(verb="revise", field="is_urgent") | Q(verb="forgotten", after=REPORTER))
    found = (
        here.filter(is_record=False)
        .annotate(
            began=Minutes("received_at"),
            accepted=Subquery(first.filter(verb="accept")[:1]),
            answered=Subquery(first.filter(verb__in=ANSWERS, is_public=True)[:1]),
            ended=Minutes("ended_at"),
            odd=Subquery(odd.values("matter")[:1]),
        )
        .order_by()
        .values_list("is_urgent", "state", "began", "accepted", "answered", "ended", "odd")
    )
    for is_urgent, state, began, accepted, answered, ended, odd_one in found:
        closed = ended if state == lifecycle.CLOSED else None
        yield _Course(is_urgent, ended is not None, began, accepted, answered, closed, odd_one)


def _taken(minutes: list[int]) -> Taken:
    if not minutes:
        return Taken(0)
    minutes.sort()
    n = len(minutes)
    return Taken(n, (minutes[(n - 1) // 2] + minutes[n // 2]) // 2, minutes[-(-9 * n // 10) - 1])


def _in_time(courses: Sequence[_Course], now: datetime) -> InTime:
    """Of those answered or overdue. One that ended without an answer (withdrawn, joined with another) waited for none."""
    calendar = work_calendar()
    due = {
        True: _due_of(REPORT.urgent_limits.answer, calendar),
        False: _due_of(REPORT.limits.answer, calendar),
    }
    this_minute = _minute(now)
    kept = [_by_the_clock(one, calendar, now) for one in courses if one.odd is not None]
    for one in courses:
        if one.odd is None and (one.answered is not None or not one.is_over):
            until = due[one.is_urgent](one.began)
            is_waiting = one.answered is None and this_minute <= until
            kept.append(None if is_waiting else one.answered is not None and one.answered <= until)
    decided = [one for one in kept if one is not None]
    return InTime(len(decided), sum(decided))


def _due_of(limit: Limit, calendar: WorkCalendar) -> Callable[[int], int]:
    """By which minute the first answer is due, by the minute it is waited for since: this clock never stands still.

    Limits in days end with a day, so that one reading serves all who came on the same day.
    """

    @cache
    def due(began: int) -> int:
        start = EPOCH + began * MINUTE
        return _minute(read([Tick(start, "start")], limit, calendar, start).due_at or start)

    if limit.unit == "minutes":
        return lambda began: began + limit.amount
    if limit.unit.endswith("days"):
        return lambda began: due((began + BEIJING_AHEAD) // DAY * DAY - BEIJING_AHEAD)
    return due


def _by_the_clock(one: _Course, calendar: WorkCalendar, now: datetime) -> bool | None:
    """What the matter's own clock says, for the few it was set again for."""
    story = Entry.objects.filter(matter=one.odd).order_by("at", "id")
    urgent = REPORT.urgent_limits if one.is_urgent else None
    reading = read_clocks(story, REPORT.limits, calendar, now, urgent).answer
    if one.answered is None and (reading.state != "running" or not reading.is_late):
        return None
    return not reading.is_late


def _minute(moment: datetime) -> int:
    return (moment - EPOCH) // MINUTE
