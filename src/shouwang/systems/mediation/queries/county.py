"""What the county's monthly return counts: by type and size what came to notice, then what was handled, with success.

Checked (排查) counts on the day it was asked for, handled (调处) on the day the mediation was over, success where there is
an agreement. So a month that is over hardly changes: only by what is taken up again, or moves to another level later.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet

from shouwang.kernel.matters.models import Matter, Matters
from shouwang.lib.periods import Period, Span, period_of
from shouwang.systems.mediation.codes import JUSTICE, SIZES, size_of
from shouwang.systems.mediation.models import Dispute
from shouwang.systems.mediation.queries.counting import AGREED

LEVELS: Final = (Matter.Level.COUNTY, Matter.Level.TOWNSHIP, Matter.Level.VILLAGE)
NO_TYPE: Final = ""


@dataclass
class Line:
    """One line of the return: the month by level, and the year up to the month's end."""

    month: Counter[str] = field(default_factory=Counter)
    year: int = 0

    @property
    def subtotal(self) -> int:
        return self.month.total()

    def add(self, level: str, number: int, *, is_of_month: bool) -> None:
        self.year += number
        if is_of_month:
            self.month[level] += number


@dataclass(frozen=True)
class Return:
    """The return of one month. Types and sizes without a dispute have lines of zeros; NO_TYPE is none or an unknown one."""

    month: Period
    types: Mapping[str, Line]
    sizes: Mapping[str, Line]
    checked: Line
    handled: Line
    success: Line

    @property
    def is_zero(self) -> bool:
        """Whether nothing came to notice and nothing was handled in the month."""
        return not (self.checked.subtotal or self.handled.subtotal)


def monthly(matters: Matters, day: date) -> Return:
    """The return of the month in which the day lies. Two queries, however many disputes."""
    month = period_of(Span.MONTH, day)
    every = Dispute.objects.filter(matter__in=matters.order_by())
    found = Return(
        month,
        {key: Line() for key in (*JUSTICE.by_key, NO_TYPE)},
        {key: Line() for key in SIZES.by_key},
        Line(),
        Line(),
        Line(),
    )
    for one in _grouped(every, "asked_date", month, "justice_type", "people"):
        kind = one["justice_type"] if one["justice_type"] in JUSTICE.by_key else NO_TYPE
        for line in (found.types[kind], found.sizes[size_of(one["people"])], found.checked):
            line.add(one["matter__level"], one["n"], is_of_month=one["is_of_month"])
    over = every.exclude(result="").filter(accepted_date__isnull=False)
    for one in _grouped(over.annotate(is_agreed=_truth(AGREED)), "over_date", month, "is_agreed"):
        for line in (found.handled, *([found.success] if one["is_agreed"] else [])):
            line.add(one["matter__level"], one["n"], is_of_month=one["is_of_month"])
    return found


def _grouped(those: QuerySet[Dispute], day: str, month: Period, *by: str) -> Iterable[dict[str, Any]]:
    """The year's up to the month's end, counted by level, whether of the month, and some fields."""
    year = (month.first.replace(month=1), month.last)
    within = those.filter(**{f"{day}__range": year}).annotate(is_of_month=_truth(Q(**{f"{day}__gte": month.first})))
    return list(within.order_by().values("matter__level", "is_of_month", *by).annotate(n=Count("pk")))


def _truth(of: Q) -> "ExpressionWrapper[Q]":
    return ExpressionWrapper(of, output_field=BooleanField())
