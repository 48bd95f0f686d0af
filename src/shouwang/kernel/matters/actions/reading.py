"""Reading a file into lines and guessing what its columns mean: at once, or by the worker from a copy of the file.

A workbook of a hundred thousand lines takes two seconds to unpack and ten to store. Nobody should wait for that with a
page that stands still, so of a large file the page only keeps the copy.
"""

import json
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal.actions import Actor
from shouwang.kernel.matters import incoming, kinds, uploads
from shouwang.kernel.matters.actions import importing
from shouwang.kernel.matters.models import ImportRow, ImportRun
from shouwang.kernel.matters.sheets import headings, reader
from shouwang.kernel.matters.sheets.guess import guess
from shouwang.kernel.matters.sheets.refusal import Unreadable
from shouwang.kernel.people.models import Account
from shouwang.lib.hashing import sha256_stream

STORED_AT_ONCE = 2_000
State = ImportRun.State


class ThrownAway(Exception):
    """Somebody threw the file away while it was being read."""


def open_file(*, by: Account | Actor, room: Room, path: Path, name: str, origin: str = "") -> ImportRun:
    """Read a file into lines and guess what its columns mean; nothing is brought in yet. Raises Unreadable.

    A file that began to come in and stopped is not read again: its run is returned, to be started once more.
    """
    who = importing.require(by, room)
    fingerprint = _fingerprint(path)
    if begun := incoming.unfinished(room, fingerprint):
        return begun
    run = _new_run(by, who, room, name, fingerprint)
    try:
        return _read(run, path, who, origin=origin, store=lambda: run.save(force_insert=True))
    except Unreadable:
        ImportRun.objects.filter(pk=run.pk).delete()  # some faults show only after thousands of lines
        raise


def hold_file(*, by: Account | Actor, room: Room, path: Path, name: str) -> ImportRun:
    """Keep a copy of the file for the worker. Whoever calls sees to it that `read_held` is called. Raises Unreadable."""
    who = importing.require(by, room)
    reader.check_size(path)
    fingerprint = _fingerprint(path)
    if begun := incoming.unfinished(room, fingerprint):
        return begun
    run = _new_run(by, who, room, name, fingerprint)
    run.save(force_insert=True)
    uploads.keep(run.pk, path)
    return run


def read_held(*, run: ImportRun) -> ImportRun:
    """Read the copy that was kept, from its beginning; a file that can't be read fails the run with its reason.

    Safe to call twice, also at the same time.
    """
    try:
        with uploads.claimed(run.pk) as path:
            run.refresh_from_db()
            if path and run.state == State.READING:
                run.rows.all().delete()  # of a reader that was killed
                _read(run, path, importing.actor_of(run), origin="", store=lambda: _replace(run))
                uploads.drop(run.pk)
    except FileNotFoundError:
        _refuse(run, Unreadable("gone"))
    except Unreadable as refused:
        _refuse(run, refused)
    except ThrownAway:
        return run
    run.refresh_from_db()
    return run


def _refuse(run: ImportRun, refused: Unreadable) -> None:
    said = [{"line": 0, "reason": refused.reason, "detail": refused.detail}]
    run.rows.all().delete()
    ImportRun.objects.filter(pk=run.pk, state=State.READING).update(state=State.FAILED, mapping=[], faults=said)
    uploads.drop(run.pk)


def _fingerprint(path: Path) -> str:
    with path.open("rb") as stream:
        return sha256_stream(stream).hex()


def _new_run(by: Account | Actor, who: Actor, room: Room, name: str, fingerprint: str) -> ImportRun:
    now = timezone.now()
    return ImportRun(
        room=room,
        account=by if isinstance(by, Account) else None,
        account_label=who.label[:80],
        file_name=name[-200:],
        fingerprint=fingerprint,
        origin=Path(name).stem[:80],
        mapping=[],
        kind=kinds.known()[0].key,
        created_at=now,
        planned_at=now,
        moved_at=now,
    )


def _read(run: ImportRun, path: Path, who: Actor, *, origin: str, store: Callable[[], None]) -> ImportRun:
    table = reader.open_table(path)
    head = headings.find(table)
    before = incoming.earlier(run.room, run.fingerprint, head.headings)
    run.sheet = table.sheet[:80]
    run.unread = _unread(table, head)[:500]
    run.mapping = _mapping(head, before)
    if before:
        run.datum, run.kind, run.as_records = before.datum, before.kind, before.as_records
    run.origin = (origin or (before.origin if before else run.origin))[:80]
    run.total, run.tried, run.moved_at = table.height, 0, timezone.now()
    store()
    run.total = _store_lines(run, head, table)
    with transaction.atomic():
        _still_read(run)
        run.tried, run.state = 0, State.PREVIEWED
        importing.save(run, by=who, verb="import.read", detail=f"{run.fingerprint}: {run.total}")
    return run


@transaction.atomic
def _replace(run: ImportRun) -> None:
    _still_read(run)
    run.save(force_update=True)


def _still_read(run: ImportRun, stored: int = 0) -> None:
    """Note how far it is, which holds the run until the transaction ends. Raises ThrownAway."""
    reading = ImportRun.objects.filter(pk=run.pk, state=State.READING)
    if not reading.update(tried=stored, moved_at=timezone.now()):
        raise ThrownAway


def _unread(table: reader.Table, head: headings.Head) -> str:
    """What of the file is left out: other sheets by name, the lines above the headings by their words."""
    above = (f"#{line} {' '.join(filter(None, cells))}" for line, cells in head.above)
    return "；".join((*table.unread, *above))


def _mapping(head: headings.Head, before: ImportRun | None) -> list[dict[str, str]]:
    if before and incoming.headings_of(before) == head.headings:
        return list(before.mapping)
    found = guess(head.headings, [cells for _, cells in head.sample], incoming.topic_words())
    return [{"heading": name, "field": str(column.field)} for name, column in zip(head.headings, found, strict=True)]


def _store_lines(run: ImportRun, head: headings.Head, table: reader.Table) -> int:
    """Keep the lines as received, some thousand at a time; their number. Raises ThrownAway."""
    stored = 0
    for part in (iter(head.sample), table.lines):
        while chunk := list(islice(part, STORED_AT_ONCE)):
            stored += len(chunk)
            _store_some(run, chunk, stored)
    return stored


@transaction.atomic
def _store_some(run: ImportRun, chunk: list[reader.Line], stored: int) -> None:
    _still_read(run, stored)
    ImportRow.objects.bulk_create(
        ImportRow(run=run, line=line, cells=json.dumps(cells, ensure_ascii=False)) for line, cells in chunk
    )
