"""Taking an import back: its matters go, except those somebody has worked on since. Their numbers are not used again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import ProtectedError, Q, QuerySet
from django.utils import timezone

from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Actor, Subject
from shouwang.kernel.matters import incoming
from shouwang.kernel.matters.actions import bulk, importing, indexing
from shouwang.kernel.matters.models import ImportRow, ImportRun, Link, Matter
from shouwang.kernel.people.models import Account, Person

State, Outcome = ImportRun.State, ImportRow.Outcome
BATCH = 200
UNTOUCHED = 1  # the version a matter is brought in with


@dataclass(frozen=True)
class Undone:
    """How many matters went and how many stay; the lines of those that stay say why."""

    removed: int
    stay: int


@transaction.atomic
def start(*, by: Account | Actor, run: ImportRun) -> ImportRun:
    """Begin to take an import back. Whoever calls sees to it that `carry_on` is called. Raises NotNow."""
    current = importing.locked(run)
    who = importing.require(by, current.room)
    if not current.has_begun or current.state not in (State.DONE, State.FAILED, State.UNDOING):
        raise importing.NotNow(current.state)
    current.state = State.UNDOING
    importing.save(current, by=who, verb="import.undo_started")
    return current


def carry_on(*, run: ImportRun, progress: Callable[[int], None] | None = None) -> Undone:
    """Take back batch after batch; safe to call twice."""
    try:
        while taken := take_back_batch(run=run):
            if progress:
                progress(taken)
    except Exception:
        ImportRun.objects.filter(pk=run.pk, state=State.UNDOING).update(state=State.FAILED)
        raise
    told = incoming.counts(run)
    return Undone(told[Outcome.UNDONE], told[Outcome.IMPORTED])


@transaction.atomic
def take_back_batch(*, run: ImportRun) -> int:
    """Take the next matters back; how many were looked at. With none left the import is undone."""
    current = importing.locked(run)
    if current.state != State.UNDOING:
        return 0
    who = importing.actor_of(current)
    rows = list(_untried(current)[:BATCH])
    if not rows:
        current.state, current.finished_at = State.UNDONE, timezone.now()
        told = incoming.counts(current)
        detail = f"removed {told[Outcome.UNDONE]}, stay {told[Outcome.IMPORTED]}"
        importing.save(current, by=who, verb="import.undone", detail=detail)
        return 0
    gone = _remove(rows)
    for row in rows:
        if row.pk in gone:
            row.outcome, row.matter = Outcome.UNDONE, None
    bulk.store_outcomes(rows)
    ImportRun.objects.filter(pk=current.pk).update(moved_at=timezone.now())
    journal.record(
        by=who,
        verb="import.undo_batch",
        of=Subject("import", str(current.pk)),
        room=current.room_id,
        detail=f"{rows[0].line}–{rows[-1].line}: {len(gone)}/{len(rows)}",
    )
    return len(rows)


def _untried(run: ImportRun) -> QuerySet[ImportRow]:
    lines = run.rows.filter(outcome=Outcome.IMPORTED, reason="", matter__isnull=False)
    return lines.select_related("matter").order_by("line")


def _remove(rows: Sequence[ImportRow]) -> set[UUID]:
    """Delete the matters nobody has touched; the lines of the others get their reason. Keys of the lines that went."""
    matters = [row.matter for row in rows if row.matter]
    named = set(
        Link.objects.filter(Q(matter__in=matters) | Q(other__in=matters)).values_list("matter_id", flat=True)
    ) | set(Link.objects.filter(other__in=matters).values_list("other_id", flat=True))
    named |= set(Matter.objects.filter(merged_into__in=matters).values_list("merged_into_id", flat=True))
    gone = set()
    for row in rows:
        matter = row.matter
        if matter is None:
            continue
        if matter.version != UNTOUCHED:
            row.reason = "worked_on"
        elif matter.pk in named:
            row.reason = "linked"
        else:
            gone.add(row.pk)
    going = [row.matter for row in rows if row.pk in gone and row.matter]
    try:
        with transaction.atomic():
            _delete(going)
    except ProtectedError:
        gone = {row.pk for row in rows if row.pk in gone and row.matter and _delete_one(row)}
    return gone


def _delete_one(row: ImportRow) -> bool:
    """One by one, where a record of some system holds a matter of the batch."""
    try:
        with transaction.atomic():
            _delete([row.matter] if row.matter else [])
    except ProtectedError:
        row.reason = "worked_on"
        return False
    return True


def _delete(matters: Sequence[Matter]) -> None:
    persons = [matter.reporter_id for matter in matters if matter.reporter_id]
    indexing.take_out(matters)
    Matter.objects.filter(pk__in=[matter.pk for matter in matters]).delete()
    Person.objects.filter(pk__in=persons, matters__isnull=True).delete()
