"""The dry run: reading every line as the plan says, once for a plan, so that its page need not.

It writes its counts into the run and nothing else. That is no act of anybody, so nobody is asked for and the journal
does not tell of it.
"""

from collections.abc import Callable
from dataclasses import asdict

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from shouwang.kernel.journal.actions import Actor
from shouwang.kernel.matters import incoming
from shouwang.kernel.matters.actions import importing
from shouwang.kernel.matters.models import ImportRow, ImportRun
from shouwang.kernel.people.models import Account

State, Outcome = ImportRun.State, ImportRow.Outcome


def forget(*, run: ImportRun) -> ImportRun:
    """What was found is no longer so: the lines are to be read again."""
    seen = ImportRun.objects.filter(pk=run.pk, state=State.PREVIEWED)
    seen.update(tried=0, tried_at=None, faults=[], planned_at=timezone.now())
    run.refresh_from_db()
    return run


def give_up(*, run: ImportRun) -> None:
    """What was tried several times stops, as it stood then: a person is told, and decides whether it is tried again."""
    ImportRun.objects.filter(pk=run.pk, state=run.state, planned_at=run.planned_at).update(state=State.FAILED)


@transaction.atomic
def again(*, by: Account | Actor, run: ImportRun) -> ImportRun:
    """Read the file, or look its lines through, once more after that was given up. Raises NotNow."""
    current = importing.locked(run)
    importing.require(by, current.room)
    if current.state != State.FAILED or current.has_begun:
        raise importing.NotNow(current.state)
    current.state = State.PREVIEWED if current.mapping else State.READING
    current.tried, current.tried_at, current.faults = 0, None, []
    current.planned_at = current.moved_at = timezone.now()
    current.save()
    return current


def try_out(*, run: ImportRun, progress: Callable[[int], None] | None = None) -> ImportRun:
    """Read the lines that wait and keep what is found; given up when the plan changes meanwhile. Safe to call twice."""
    began = timezone.now()
    # No transaction around it: a hundred thousand lines take some seconds, in which others want to write.
    for trial in incoming.try_lines(run):
        if not _same_plan(run).update(tried=trial.read, moved_at=timezone.now()):
            break
        if progress:
            progress(trial.part)
    else:
        _same_plan(run).update(
            tried_at=began,
            would_come=trial.counts[Outcome.IMPORTED],
            would_be_known=trial.counts[Outcome.KNOWN],
            would_stay_aside=trial.counts[Outcome.ASIDE],
            faults=[asdict(fault) for fault in trial.faults],
        )
    run.refresh_from_db()
    return run


def _same_plan(run: ImportRun) -> QuerySet[ImportRun]:
    """The run, as long as its lines are to be read as when this trial began."""
    return ImportRun.objects.filter(pk=run.pk, state=State.PREVIEWED, planned_at=run.planned_at)
