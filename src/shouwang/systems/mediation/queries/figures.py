"""Disputes in numbers of a period. Of disputes and levels of the ladder, never of a person; nothing has a target.

What each number counts is said in counting.py. A share stands with what it is of: who reads "success" reads of how many.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import ExtractMonth, ExtractYear

from shouwang.kernel.matters.models import Matters
from shouwang.lib.periods import Period, Span, period_of
from shouwang.systems.mediation.models import Dispute, Obligation
from shouwang.systems.mediation.queries.counting import choices

MONTHS = 12  # as far back as the columns go
Tally = Sequence[tuple[str, int]]


@dataclass(frozen=True)
class Figures:
    """Everything about what somebody sees, of one period. `counts` by the keys of counting.choices."""

    counts: Mapping[str, int]
    types: Tally
    codes: Tally  # the groups of GB/T 31000, two digits; "" where none was chosen
    sources: Tally
    referrers: Tally
    levels: Tally
    amount: Decimal
    with_amount: int
    people_crime: int
    people_petition: int
    months: Sequence[tuple[Period, int]]

    @property
    def is_empty(self) -> bool:
        """Whether nothing happened in the time."""
        return not any(number for key, number in self.counts.items() if key != "long_open")


def figures(matters: Matters, period: Period, today: date) -> Figures:
    """The numbers of those of the matters that are before the committee. Five queries, however many they are."""
    every = Dispute.objects.filter(matter__in=matters.order_by())
    named = choices(period, today)
    sums = every.aggregate(
        **{f"n_{key}": Count("pk", filter=one) for key, one in named.items()},
        people_crime=Sum("prevented_crime", filter=named["prevented_crime"], default=0),
        people_petition=Sum("prevented_petition", filter=named["prevented_petition"], default=0),
    )
    agreed = every.filter(named["agreed"])
    money = Obligation.objects.filter(agreement__dispute__in=agreed.values("pk"), agreement__struck_at=None).aggregate(
        yuan=Sum("amount", default=Decimal(0)),
        of=Count("agreement", filter=Q(amount__isnull=False), distinct=True),
    )
    groups = _groups(every.filter(named["accepted"]))
    return Figures(
        counts={key: sums[f"n_{key}"] for key in named},
        types=_tally(groups, "justice_type"),
        codes=_tally(groups, "event_type", 2),
        sources=_tally(groups, "source"),
        referrers=[one for one in _tally(groups, "referrer") if one[0]],
        levels=_tally(groups, "matter__level"),
        amount=money["yuan"],
        with_amount=money["of"],
        people_crime=sums["people_crime"],
        people_petition=sums["people_petition"],
        months=_months(every, period),
    )


def _groups(accepted: QuerySet[Dispute]) -> list[dict[str, object]]:
    """All that the accepted are sorted by, in one query: there are few ways in which they differ."""
    fields = ("justice_type", "event_type", "source", "referrer", "matter__level")
    return list(accepted.order_by().values(*fields).annotate(n=Count("pk")))


def _tally(groups: Sequence[Mapping[str, object]], field: str, digits: int | None = None) -> list[tuple[str, int]]:
    """How many of each, the most first."""
    found: Counter[str] = Counter()
    for one in groups:
        found[str(one[field])[:digits]] += int(str(one["n"]))
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))


def _months(every: QuerySet[Dispute], period: Period) -> list[tuple[Period, int]]:
    """How many were accepted in each of the twelve months up to the period's last."""
    months = [period_of(Span.MONTH, period.last)]
    while len(months) < MONTHS:
        months.insert(0, months[0].before)
    within = every.filter(accepted_date__range=(months[0].first, months[-1].last)).order_by()
    by_month = within.values_list(ExtractYear("accepted_date"), ExtractMonth("accepted_date")).annotate(n=Count("pk"))
    found = {(year, month): n for year, month, n in by_month}
    return [(one, found.get((one.first.year, one.first.month), 0)) for one in months]
