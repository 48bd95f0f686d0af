"""Care in numbers, and the records that each number counts: visits, the monthly rate of specially hard cases, gaps, aid.

Where nobody was to be visited the rate is nothing, never 100 %. What leaves the room has counts under 3 merged.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property

from django.db.models import Q, QuerySet, Sum
from django.utils import timezone

from shouwang.kernel.figures.measures import Share
from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters.queries import visible
from shouwang.kernel.people.models import Account
from shouwang.lib.periods import Span, period_of
from shouwang.systems.care.models import Aid, Case, Chain, Gift, Planned, Visit
from shouwang.systems.care.queries.cases import Standing, cases, standings
from shouwang.systems.care.queries.circumstances import usable


@dataclass(frozen=True)
class Hard:
    """A specially hard case in a calendar month, and whether somebody saw or heard them in it."""

    case: Case
    month: date  # its first day
    is_seen: bool


@dataclass(frozen=True)
class Counted:
    """What is counted of a room from `first` to `until`, both with it and none after `today`: the records themselves."""

    viewer: Account
    room: Room
    first: date
    until: date
    today: date

    @property
    def _mine(self) -> QuerySet[Case]:
        return cases(self.viewer).filter(room=self.room).order_by()

    def _in_time(self, field: str) -> Q:
        return Q(**{f"{field}__date__range": (self.first, self.until)})

    @property
    def planned(self) -> QuerySet[Planned]:
        """For days that are over: a visit of today may still be made."""
        last = min(self.until, self.today - timedelta(days=1))
        return Planned.objects.filter(case__in=self._mine, day__range=(self.first, last))

    @property
    def told(self) -> QuerySet[Visit]:
        return Visit.objects.filter(self._in_time("at"), case__in=self._mine, same_as=None)

    @property
    def seen(self) -> QuerySet[Visit]:
        return self.told.filter(outcome__in=Visit.SEEN)

    @property
    def no_answer(self) -> QuerySet[Visit]:
        return self.told.filter(outcome=Visit.Outcome.NO_ANSWER, mistaken_at=None)

    @property
    def chains(self) -> QuerySet[Chain]:
        return Chain.objects.filter(self._in_time("opened_at"), case__in=self._mine)

    @cached_property
    def hard(self) -> list[Hard]:
        """Each specially hard case once for each calendar month that the time touches; no one month is left for another."""
        return [one for month in self._months() for one in self._hard_in(month)]

    def _months(self) -> Iterator[date]:
        month = self.first.replace(day=1)
        while month <= self.until:
            yield month
            month = period_of(Span.MONTH, month).after.first

    def _hard_in(self, month: date) -> list[Hard]:
        last = min(period_of(Span.MONTH, month).last, self.today)
        rows = {one.pk: one for one in self._mine.filter(_there(month, last)).order_by("number")}
        seen = Visit.objects.filter(case__in=rows, outcome__in=Visit.SEEN, at__date__range=(month, last))
        keys = set(seen.values_list("case_id", flat=True))
        return [Hard(rows[key], month, key in keys) for key, found in usable(rows.values()).items() if found]

    @property
    def open_cases(self) -> QuerySet[Case]:
        return self._mine.filter(ended_at=None).order_by("number")

    @cached_property
    def gaps(self) -> list[Standing]:
        return [one for one in standings(self.open_cases, self.today) if one.due.standing == "overdue"]

    @property
    def _aids(self) -> QuerySet[Aid]:
        found = Aid.objects.filter(matter__in=visible(self.viewer).filter(room=self.room).order_by())
        return found.select_related("matter")

    @property
    def asked(self) -> QuerySet[Aid]:
        return self._aids.filter(self._in_time("matter__received_at"))

    @property
    def granted(self) -> QuerySet[Aid]:
        return self._aids.filter(self._in_time("decided_at"), decision__in=Aid.GRANTING)

    @property
    def refused(self) -> QuerySet[Aid]:
        return self._aids.filter(self._in_time("decided_at"), decision=Aid.Decision.REFUSED)

    @property
    def gifts(self) -> QuerySet[Gift]:
        return Gift.objects.filter(aid__in=self._aids, given_on__range=(self.first, self.until))


@dataclass(frozen=True)
class Figures:
    """Of one time up to today."""

    planned: Share
    hard: Share
    visits: int
    open_cases: int
    gaps: int
    no_answer: int
    chains: int
    asked: int
    granted: int
    refused: int
    money: Decimal
    gifts: int


def counted(viewer: Account, room: Room, first: date, last: date) -> Counted:
    """The time from `first` to `last`, as far as today."""
    today = timezone.localdate()
    return Counted(viewer, room, first, min(last, today), today)


def figures(found: Counted) -> Figures:
    """How many of each."""
    return Figures(
        planned=Share(found.planned.filter(visit__isnull=False).count(), found.planned.count()),
        hard=Share(sum(one.is_seen for one in found.hard), len(found.hard)),
        visits=found.seen.count(),
        open_cases=found.open_cases.count(),
        gaps=len(found.gaps),
        no_answer=found.no_answer.count(),
        chains=found.chains.count(),
        asked=found.asked.count(),
        granted=found.granted.count(),
        refused=found.refused.count(),
        money=found.gifts.aggregate(sum=Sum("amount"))["sum"] or Decimal(0),
        gifts=found.gifts.count(),
    )


def _there(first: date, until: date) -> Q:
    """Cases that ran at any time of the month and were not emptied since."""
    start = timezone.make_aware(datetime.combine(first, time()))
    return Q(begun_on__lte=until) & (Q(ended_at=None) | Q(ended_at__gte=start)) & Q(emptied_at=None)
