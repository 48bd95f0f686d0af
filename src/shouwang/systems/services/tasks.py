"""What the worker does for the services; safe to run twice and by several workers."""

from shouwang.kernel.matters.events import Happened
from shouwang.systems.services.actions import visit_telling, visits
from shouwang.systems.services.actions.errands import follow_withdrawal
from shouwang.systems.services.errand_kind import KIND as ERRAND
from shouwang.systems.services.visit_kind import KIND as VISIT


def hear(happened: Happened) -> None:
    """Whoever asked for an errand or a visit took it back on the page for all matters; or what the officer must know of."""
    kind, is_withdrawn = happened.matter.kind, happened.entry.verb == "withdraw"
    if kind == ERRAND.key and is_withdrawn:
        follow_withdrawal(happened.matter.pk)
    if kind != VISIT.key:
        return
    if is_withdrawn:
        visits.follow_withdrawal(happened.matter)
    visit_telling.hear(happened)


def remind_visits() -> int:
    """Every hour: tell who is to ring somebody about a visit."""
    return visit_telling.remind()


def tend_visits() -> None:
    """Every day: empty what is past its time, let old single days go."""
    visits.retire_due()
    visits.forget_days()
