"""Work behind the pages and what the scheduler calls; safe to run twice and by several workers."""

from pathlib import Path

from django.utils import timezone
from django_tasks import task

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.matters import incoming, telling
from shouwang.kernel.matters.actions import importing, indexing, news, reading, retiring, trying, undoing
from shouwang.kernel.matters.models import ImportRun
from shouwang.kernel.people import actions as people
from shouwang.kernel.people.models import ATTEMPTS_KEPT, Account
from shouwang.kernel.people.queries import tries

# A page can wait for the dry run of so many lines; the worker reads longer tables.
TRIED_AT_ONCE = 2_000
# Read in a fifth of a second; ten times as much takes as long as a page may.
READ_AT_ONCE = 256 * 1024
MOST_TRIES = 3
State = ImportRun.State


def spread_news() -> None:
    """Every second: tell of what happened since the last time."""
    news.spread()


def tell_late() -> None:
    """Tell of what became late since the last time."""
    telling.tell_late(now=timezone.now())


def clear_index() -> None:
    """Every day: what was taken out of the full-text index by edits and by the clock leaves the file too."""
    indexing.clear_words_taken_out()


@task()
def carry_on_import(run_id: str) -> None:
    """Read the file or its lines, bring in those that wait, or take the matters back that still stand.

    What was begun MOST_TRIES times and did not get on is given up.
    """
    run = ImportRun.objects.filter(pk=run_id).first()
    if run is None or not run.is_under_way:
        return
    step = incoming.step_of(run)
    # Counted before, not after: what kills the worker never comes to an after.
    if not people.count_attempt(key=step, most=MOST_TRIES, per=ATTEMPTS_KEPT):
        trying.give_up(run=run)
        return
    try:
        _carry_on(run)
    except Exception:
        if tries(step, ATTEMPTS_KEPT) >= MOST_TRIES:
            trying.give_up(run=run)
        raise


def _carry_on(run: ImportRun) -> None:
    if run.is_being_read:
        run = reading.read_held(run=run)
    if run.is_being_tried:
        trying.try_out(run=run)
    elif run.state == State.RUNNING:
        importing.carry_on(run=run)
    elif run.state == State.UNDOING:
        undoing.carry_on(run=run)


def open_upload(*, by: Account, room: Room, path: Path, name: str) -> ImportRun:
    """Read a table and see what it would bring: a small one at once, else by the worker. Raises Unreadable."""
    if path.stat().st_size <= READ_AT_ONCE:
        run = reading.open_file(by=by, room=room, path=path, name=name)
        try_import(run)
    else:
        run = reading.hold_file(by=by, room=room, path=path, name=name)
        carry_on_import.enqueue(str(run.pk))
    return run


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
    """Every day: empty what is past its time; past records only where somebody agreed to it."""
    return retiring.retire_everywhere()
