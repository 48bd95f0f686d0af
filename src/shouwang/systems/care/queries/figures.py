"""Care in numbers, no person among them: visits, the monthly rate of specially hard cases, gaps, aid.

Where nobody was to be visited the rate is nothing, never 100 %. What leaves the room has counts under 3 merged.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum
from django.utils import timezone

from shouwang.kernel.figures.measures import Share
from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters.queries import visible
from shouwang.kernel.people.models import Account
from shouwang.systems.care.models import Aid, Chain, Gift, Planned, Visit
from shouwang.systems.care.queries.cases import cases, standings
from shouwang.systems.care.queries.circumstances import usable


@dataclass(frozen=True)
class Figures:
    """Of one month up to today."""

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


def figures(viewer: Account, room: Room, first: date, today: date) -> Figures:
    """The month that begins on `first`, up to its end or today."""
    until = min(today, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))
    mine = cases(viewer).filter(room=room).order_by()
    in_month = Q(at__date__range=(first, until))
    visits = Visit.objects.filter(in_month, case__in=mine, same_as=None)
    seen = visits.filter(outcome__in=Visit.SEEN)
    due = Planned.objects.filter(case__in=mine, day__range=(first, until))
    hard = [key for key, there in usable(mine.filter(_there(first, until))).items() if there]
    visited = set(seen.values_list("case_id", flat=True))
    aid = Aid.objects.filter(matter__in=visible(viewer).filter(room=room))
    gifts = Gift.objects.filter(aid__in=aid, given_on__range=(first, until))
    return Figures(
        planned=Share(due.filter(visit__isnull=False).count(), due.count()),
        hard=Share(sum(key in visited for key in hard), len(hard)),
        visits=seen.count(),
        open_cases=mine.filter(ended_at=None).count(),
        gaps=sum(one.due.standing == "overdue" for one in standings(mine.filter(ended_at=None), today)),
        no_answer=visits.filter(outcome=Visit.Outcome.NO_ANSWER).count(),
        chains=Chain.objects.filter(case__in=mine, opened_at__date__range=(first, until)).count(),
        asked=aid.filter(matter__received_at__date__range=(first, until)).count(),
        granted=_decided(aid, Aid.Decision.GRANTED, first, until),
        refused=_decided(aid, Aid.Decision.REFUSED, first, until),
        money=gifts.aggregate(sum=Sum("amount"))["sum"] or Decimal(0),
        gifts=gifts.count(),
    )


def _there(first: date, until: date) -> Q:
    """Cases that ran at any time of the month and were not emptied since."""
    start = timezone.make_aware(datetime.combine(first, time()))
    return Q(begun_on__lte=until) & (Q(ended_at=None) | Q(ended_at__gte=start)) & Q(emptied_at=None)


def _decided(aid: QuerySet[Aid], decision: str, first: date, until: date) -> int:
    return aid.filter(decision=decision, decided_at__date__range=(first, until)).count()
