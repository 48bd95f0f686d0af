"""What the worker tells the disputes of, and what it does for them; safe to run twice and by several workers."""

from uuid import UUID

from django_tasks import task

from shouwang.kernel.matters.events import Happened
from shouwang.systems.mediation.actions import precedents, redating, reminding
from shouwang.systems.mediation.actions.admission import follow_withdrawal
from shouwang.systems.mediation.queries.precedents import due, left_over, stale
from shouwang.systems.mediation.telling import DISPUTE

FOLLOWED = frozenset({"close", "reopen"})


def hear(happened: Happened) -> None:
    """The applicant took it back before anybody took it on; or a dispute was closed, or taken up again."""
    if happened.matter.kind != DISPUTE:
        return
    if happened.entry.verb == "withdraw":
        follow_withdrawal(happened.matter.pk)
    if happened.entry.verb == "step" and happened.entry.field in FOLLOWED:
        follow_precedent.enqueue(str(happened.matter.pk), happened.entry.field == "reopen")


@task()
def follow_precedent(dispute: str, anew: bool) -> None:
    """Not in the closing itself: every writer would wait for the index."""
    precedents.follow(dispute=UUID(dispute), anew=anew)


@task()
def tend_shelf() -> None:
    """Put on the shelf what is not there, and what another edition read anew."""
    precedents.tend()


def tend_precedents() -> None:
    """Every hour: see whether the shelf lacks something; the work itself is a task."""
    if stale().exists() or due() or left_over():
        tend_shelf.enqueue()


def remind() -> int:
    """Every hour, from the morning on: tell of days that come or were missed, each once."""
    return reminding.remind()


@task()
def redate() -> None:
    """Every day, and when a holiday changed: the days of open disputes as they are now."""
    redating.redate()


def redate_soon() -> None:
    """The calendar changed: nobody at the desk waits for it."""
    redate.enqueue()
