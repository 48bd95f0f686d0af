"""The dry run: reading every line as the plan says, once for a plan, so that its page need not.

It writes its counts into the run and nothing else. That is no act of anybody, so nobody is asked for and the journal
does not tell of it.
"""

from collections.abc import Callable
from dataclasses import asdict

from django.db.models import QuerySet
from django.utils import timezone

from shouwang.kernel.matters import incoming
from shouwang.kernel.matters.models import ImportRow, ImportRun

Outcome = ImportRow.Outcome


def forget(*, run: ImportRun) -> ImportRun:
    """What was found is no longer so: the lines are to be read again."""
    ImportRun.objects.filter(pk=run.pk, state=ImportRun.State.PREVIEWED).update(tried=0, tried_at=None, faults=[])
    run.refresh_from_db()
    return run


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
    return ImportRun.objects.filter(pk=run.pk, state=ImportRun.State.PREVIEWED, planned_at=run.planned_at)
