"""What the worker does for the services; safe to run twice and by several workers."""

from shouwang.kernel.matters import lifecycle
from shouwang.kernel.matters.events import Happened
from shouwang.kernel.matters.models import Matter
from shouwang.systems.services.actions import lost, rights, visit_telling, visits
from shouwang.systems.services.actions.errands import follow_reopening, follow_withdrawal
from shouwang.systems.services.errand_kind import KIND as ERRAND
from shouwang.systems.services.kinds import KIND as HELP
from shouwang.systems.services.rights_kind import KIND as RIGHTS
from shouwang.systems.services.visit_kind import KIND as VISIT


def hear(happened: Happened) -> None:
    """What was taken back on the page for all matters is over in its part too; and what the officer must know of a visit."""
    matter = happened.matter
    if happened.entry.verb == "withdraw":
        _follow_withdrawal(matter)
    if matter.kind == ERRAND.key and happened.entry.verb == "reopen":
        follow_reopening(matter.pk)
    if matter.kind == VISIT.key:
        visit_telling.hear(happened)
    if matter.kind == HELP.key and matter.topic == "lost":
        if matter.state in lifecycle.ENDED:
            lost.follow_end(matter=matter.pk)
        elif happened.entry.verb == "reopen":
            lost.follow_reopening(matter=matter.pk)


def _follow_withdrawal(matter: Matter) -> None:
    if matter.kind == ERRAND.key:
        follow_withdrawal(matter.pk)
    if matter.kind == VISIT.key:
        visits.follow_withdrawal(matter)
    if matter.kind == RIGHTS.key:
        rights.follow_withdrawal(matter=matter.pk)


def remind_visits() -> int:
    """Every hour: tell who is to ring somebody about a visit."""
    return visit_telling.remind()


def tend_visits() -> None:
    """Every day: empty what is past its time, let old single days go."""
    visits.retire_due()
    visits.forget_days()
