"""What the worker does for the services; safe to run twice and by several workers."""

from shouwang.kernel.matters.events import Happened
from shouwang.systems.services.actions import visit_telling, visits
from shouwang.systems.services.visit_kind import KIND as VISIT


def hear(happened: Happened) -> None:
    """Whoever asked for a visit took it back on the page for all matters; or something the officer must know of."""
    if happened.matter.kind != VISIT.key:
        return
    if happened.entry.verb == "withdraw":
        visits.follow_withdrawal(happened.matter)
    visit_telling.hear(happened)


def remind_visits() -> int:
    """Every hour: tell who is to ring somebody about a visit."""
    return visit_telling.remind()


def tend_visits() -> None:
    """Every day: empty what is past its time, let old single days go."""
    visits.retire_due()
    visits.forget_days()
