"""Which disputes each number counts, said once: the figures count by it and the list behind a number is chosen by it.

A dispute counts on the day of what is counted: asked for, accepted, over. One that was taken up again counts where it
stands now. Past records that never came before the committee here are in no number.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from django.db.models import Exists, OuterRef, Q

from shouwang.kernel.matters.models import Matter, Matters
from shouwang.lib.periods import Period
from shouwang.systems.mediation import lifecycle
from shouwang.systems.mediation.dates import LONG_OPEN_DAYS
from shouwang.systems.mediation.models import Committee, Confirmation, Dispute, Passing, Visit
from shouwang.systems.mediation.models.dispute import lasts_since

AGREED: Final = Q(result__in=(Dispute.Result.WRITTEN, Dispute.Result.ORAL))
NOT_KEPT: Final = Q(performed_date=None, stage__in=(lifecycle.UNPERFORMED, lifecycle.CLOSED, lifecycle.ARCHIVED))
# What a list can be narrowed to beside its number: the word in the address, and where it is looked up.
NARROWED: Final = {
    "type": "justice_type",
    "code": "event_type__startswith",
    "source": "source",
    "referrer": "referrer",
    "level": "matter__level",
}


def choices(period: Period, today: date) -> Mapping[str, Q]:
    """Every number of the period by its key. One query, for the committees' rhythms of return visits."""
    days = (period.first, period.last)
    ended = Q(over_date__range=days, accepted_date__isnull=False) & ~Q(result="")
    agreed = ended & AGREED
    return {
        "asked": Q(asked_date__range=days),
        "refused": Q(asked_date__range=days, stage=lifecycle.REFUSED),
        "taken_back": Q(asked_date__range=days, stage=lifecycle.WITHDRAWN),
        "accepted": Q(accepted_date__range=days),
        "ended": ended,
        "agreed": agreed,
        "written": ended & Q(result=Dispute.Result.WRITTEN),
        "oral": ended & Q(result=Dispute.Result.ORAL),
        "none": ended & Q(result=Dispute.Result.NONE),
        "left": ended & Q(result=Dispute.Result.LEFT),
        "passed": ended & Q(result=Dispute.Result.PASSED),
        "stopped": ended & Q(result=Dispute.Result.STOPPED),
        "performed": agreed & Q(performed_date__isnull=False),
        "owed": agreed & Q(stage=lifecycle.AGREED),
        "not_kept": agreed & NOT_KEPT,
        "prevented_crime": ended & Q(prevented_crime__gt=0),
        "prevented_petition": ended & Q(prevented_petition__gt=0),
        "sent_up": Q(
            Exists(Passing.objects.filter(dispute=OuterRef("pk"), sent_at__gte=period.start, sent_at__lt=period.end))
        ),
        "long_open": lasts_since(today - timedelta(days=LONG_OPEN_DAYS)),
        "checked_alone": Q(checked_at__gte=period.start, checked_at__lt=period.end) & ~Q(checked_alone_because=""),
        **_court(agreed),
        **_visits(period, today),
        **_ladder(ended),
    }


def chosen(matters: Matters, key: str, period: Period, today: date, narrowed: Mapping[str, str]) -> Matters | None:
    """The matters whose disputes a number counts; None for a key that is none. Unknown words to narrow by are left out."""
    found = choices(period, today).get(key)
    if found is None:
        return None
    also = {NARROWED[name]: value for name, value in narrowed.items() if name in NARROWED}
    return matters.filter(pk__in=Dispute.objects.filter(found, **also).values("pk"))


def _court(agreed: Q) -> dict[str, Q]:
    asked = Confirmation.objects.filter(agreement__dispute=OuterRef("pk"), agreement__struck_at=None)
    confirmed = asked.filter(decision=Confirmation.Decision.CONFIRMED)
    return {"court_asked": agreed & Q(Exists(asked)), "court_confirmed": agreed & Q(Exists(confirmed))}


def _visits(period: Period, today: date) -> dict[str, Q]:
    """The first visit to each agreement: in the period in which it fell due, or was made where that was earlier.

    Each committee has its rhythm; what falls due after today does not count yet, unless somebody has gone already.
    """
    seen = Visit.objects.filter(dispute=OuterRef("pk"), at__date__gte=OuterRef("over_date"))
    before, within = seen.filter(at__lt=period.start), seen.filter(at__gte=period.start, at__lt=period.end)
    due, was_due = Q(pk__in=[]), Q(pk__in=[])
    last = min(period.last, today)
    for wait in Committee.objects.order_by().values_list("visit_after_days", flat=True).distinct():
        theirs, first = Q(committee__visit_after_days=wait), period.first - timedelta(days=wait)
        days = (first, last - timedelta(days=wait))
        due |= theirs & (Q(performed_date__range=days) | NOT_KEPT & Q(over_date__range=days))
        was_due |= theirs & (Q(performed_date__lt=first) | NOT_KEPT & Q(over_date__lt=first))
    first_now = (
        AGREED
        & ~Q(Exists(before))
        & (due | Q(Exists(within)) & ~Q(pk__in=Dispute.objects.filter(was_due).values("pk")))
    )
    return {"visits_due": first_now, "visits_done": first_now & Q(Exists(seen))}


def _ladder(ended: Q) -> dict[str, Q]:
    """Where it came to its end: each that ended stands on exactly one of the four."""
    passed, level = Q(result=Dispute.Result.PASSED), Matter.Level
    settled = AGREED | passed
    return {
        "in_village": ended & AGREED & Q(matter__level=level.VILLAGE),
        "in_township": ended & (settled & Q(matter__level=level.TOWNSHIP) | passed & Q(matter__level=level.VILLAGE)),
        "in_county": ended & settled & Q(matter__level=level.COUNTY),
        "unsettled": ended & ~settled,
    }
