"""Bringing in a table: once the file is read, its lines become matters batch by batch.

A batch is one transaction with its matters, its lines' outcomes and one record in the journal, so whoever is killed
in the middle carries on where it stopped; the number in the old register makes a second run add nothing.
"""

import json
from collections.abc import Callable, Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Actor, Subject
from shouwang.kernel.matters import incoming, kinds, uploads
from shouwang.kernel.matters.actions import bulk
from shouwang.kernel.matters.models import ImportRow, ImportRun
from shouwang.kernel.matters.models.imports import CELLS_KEPT
from shouwang.kernel.matters.sheets import lines
from shouwang.kernel.matters.sheets.fields import MANY, Field
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor, may

# A fifth of a second's work: others who want to write wait no longer than that.
BATCH = 200

State, Outcome = ImportRun.State, ImportRow.Outcome


class NotNow(Exception):
    """The import is in a state in which this can't be done."""


class FieldTwice(Exception):
    """Two columns are to mean something that only one may."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.field = field


def require(by: Account | Actor, room: Room) -> Actor:
    """The account as an actor when it may import in the room; programs may. Raises PermissionDenied."""
    if isinstance(by, Actor):
        return by
    if not may(by, Permission.MATTER_IMPORT, room):
        raise PermissionDenied(Permission.MATTER_IMPORT)
    return actor(by)


@transaction.atomic
def plan(
    *,
    by: Account | Actor,
    run: ImportRun,
    fields: Sequence[Field],
    origin: str,
    kind: str,
    datum: str = ImportRun.Datum.WGS84,
    as_records: bool = True,
) -> ImportRun:
    """Say how the columns are read. Raises NotNow once it began, FieldTwice, KeyError for an unknown kind."""
    current = locked(run)
    who = require(by, current.room)
    if current.state != State.PREVIEWED:
        raise NotNow(current.state)
    for field in fields:
        if field not in MANY and list(fields).count(field) > 1:
            raise FieldTwice(field)
    current.mapping = [
        {"heading": name, "field": str(field)}
        for name, field in zip(incoming.headings_of(current), fields, strict=True)
    ]
    current.origin, current.kind = origin[:80], kinds.get(kind).key
    current.datum, current.as_records = ImportRun.Datum(datum), as_records
    current.planned_at = timezone.now()
    current.tried, current.tried_at, current.faults = 0, None, []
    save(current, by=who, verb="import.planned")
    return current


@transaction.atomic
def start(*, by: Account | Actor, run: ImportRun) -> ImportRun:
    """Let the lines come in, or go on after a fault. Whoever calls sees to it that `carry_on` is called."""
    current = locked(run)
    who = require(by, current.room)
    stopped = current.state == State.FAILED and current.has_begun
    if not stopped and current.state not in (State.PREVIEWED, State.RUNNING):
        raise NotNow(current.state)
    current.state, current.faults = State.RUNNING, []
    current.started_at = current.started_at or timezone.now()
    save(current, by=who, verb="import.started", detail=f"{current.origin}: {current.total}")
    return current


def carry_on(*, run: ImportRun, progress: Callable[[int], None] | None = None) -> ImportRun:
    """Bring in batch after batch until no line waits; safe to call twice, also at the same time."""
    try:
        while taken := bring_batch(run=run):
            if progress:
                progress(taken)
    except Exception:
        ImportRun.objects.filter(pk=run.pk, state=State.RUNNING).update(state=State.FAILED)
        raise
    run.refresh_from_db()
    return run


@transaction.atomic
def bring_batch(*, run: ImportRun) -> int:
    """Bring in the next lines that wait; how many were taken. With none left the import is done."""
    current = locked(run)
    if current.state != State.RUNNING:
        return 0
    waiting = list(current.rows.filter(outcome=Outcome.WAITING).order_by("line")[:BATCH])
    who = actor_of(current)
    if waiting:
        bulk.bring(by=who, run=current, rows=waiting)
        ImportRun.objects.filter(pk=current.pk).update(moved_at=timezone.now())
    else:
        current.state, current.finished_at = State.DONE, timezone.now()
        told = incoming.counts(current)
        save(
            current,
            by=who,
            verb="import.done",
            detail=", ".join(f"{key}: {told[key]}" for key in sorted(told)),
        )
    return len(waiting)


@transaction.atomic
def correct(*, by: Account | Actor, row: ImportRow, cells: Sequence[str], shorten: bool = False) -> ImportRow:
    """Try a line that was kept aside again, with other cells. It comes in, or stays aside with its reason."""
    current = _aside(row)
    who = require(by, current.run.room)
    kept = [cell[: lines.MOST_SIGNS] for cell in cells] if shorten else list(cells)
    current.cells = json.dumps(kept, ensure_ascii=False)
    bulk.bring(by=who, run=current.run, rows=[current])
    return current


@transaction.atomic
def leave_out(*, by: Account | Actor, row: ImportRow) -> ImportRow:
    """A person decides that a line that was kept aside is not wanted."""
    current = _aside(row)
    who = require(by, current.run.room)
    current.outcome = Outcome.SKIPPED
    current.save(update_fields=["outcome"])
    _note(current.run, by=who, verb="import.line_left_out", detail=str(current.line))
    return current


@transaction.atomic
def discard(*, by: Account | Actor, run: ImportRun) -> None:
    """Throw a file away that was looked at and is not wanted. Raises NotNow once it began to come in."""
    current = locked(run)
    who = require(by, current.room)
    if current.has_begun:
        raise NotNow(current.state)
    _note(current, by=who, verb="import.discarded", detail=current.fingerprint)
    uploads.drop(current.pk)
    current.rows.all().delete()
    current.delete()


@transaction.atomic
def forget_cells(*, by: Actor) -> int:
    """Empty the cells of lines that nobody corrected in time, drop files that were never brought in; how many lines."""
    limit = timezone.now() - CELLS_KEPT
    unwanted = ImportRun.objects.filter(started_at=None, moved_at__lt=limit)
    old = ImportRow.objects.filter(run__moved_at__lt=limit).exclude(cells="")
    forgotten = old.count()
    ImportRow.objects.filter(run__in=unwanted).delete()
    unwanted.delete()
    uploads.drop_others(ImportRun.objects.filter(started_at=None, mapping=[]).values_list("pk", flat=True))
    old.update(cells="")
    if forgotten:
        journal.record(by=by, verb="import.forgotten", of=Subject("import", ""), detail=str(forgotten))
    return forgotten


def locked(run: ImportRun) -> ImportRun:
    """The run as it is now, held until the transaction ends."""
    return ImportRun.objects.select_for_update(of=("self",)).select_related("room", "account").get(pk=run.pk)


def _aside(row: ImportRow) -> ImportRow:
    current = ImportRow.objects.select_for_update(of=("self",)).select_related("run__room").get(pk=row.pk)
    if current.outcome != Outcome.ASIDE or current.run.state not in (State.DONE, State.RUNNING):
        raise NotNow(current.outcome)
    return current


def actor_of(run: ImportRun) -> Actor:
    """Whoever brought the file, also in the background."""
    return actor(run.account) if run.account else Actor("import", run.account_label)


def save(run: ImportRun, *, by: Actor, verb: str, detail: str = "") -> None:
    """Save a step of the run with its record."""
    run.moved_at = timezone.now()
    run.save()
    _note(run, by=by, verb=verb, detail=detail)


def _note(run: ImportRun, *, by: Actor, verb: str, detail: str) -> None:
    journal.record(by=by, verb=verb, of=Subject("import", str(run.pk)), room=run.room_id, detail=detail)
