"""Work behind the pages and what the scheduler calls; safe to run twice and by several workers."""

from django.utils import timezone
from django_tasks import task

from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.matters import incoming, telling
from shouwang.kernel.matters.actions import importing, news, retiring, trying, undoing
from shouwang.kernel.matters.models import ImportRun

# A page can wait for the dry run of so many lines; the worker reads longer tables.
TRIED_AT_ONCE = 2_000


def spread_news() -> None:
    """Every second: tell of what happened since the last time."""
    news.spread()


def tell_late() -> None:
    """Tell of what became late since the last time."""
    telling.tell_late(now=timezone.now())


@task()
def carry_on_import(run_id: str) -> None:
    """Bring the lines in that still wait, or take the matters back that still stand, or read what is only looked at."""
    run = ImportRun.objects.filter(pk=run_id).first()
    if run is not None and run.state == ImportRun.State.RUNNING:
        importing.carry_on(run=run)
    elif run is not None and run.state == ImportRun.State.UNDOING:
        undoing.carry_on(run=run)
    elif run is not None and run.is_being_tried:
        trying.try_out(run=run)


def try_import(run: ImportRun) -> None:
    """See what the table would bring: at once, or by the worker."""
    if run.total <= TRIED_AT_ONCE:
        trying.try_out(run=run)
    else:
        carry_on_import.enqueue(str(run.pk))


def resume_stalled() -> int:
    """Every minute: take up imports whose worker was killed; how many."""
    keys = [str(run.pk) for run in incoming.stalled(timezone.now())]
    for key in keys:
        carry_on_import.enqueue(key)
    return len(keys)


def forget_cells() -> int:
    """Every day: empty the cells of lines that nobody corrected in time."""
    return importing.forget_cells(by=SYSTEM)


def retire_old() -> int:
    """Every day: empty what is past its time, where somebody agreed to it."""
    return retiring.retire_everywhere()
