"""Making the matters of a batch of lines: few statements for many rows, and the same traces as one taken in by hand."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from shouwang.kernel.ground.models import Source
from shouwang.kernel.ground.queries import work_calendar
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Actor, Subject
from shouwang.kernel.matters import follow, incoming, kinds, lifecycle
from shouwang.kernel.matters.actions import indexing, intake, news, story
from shouwang.kernel.matters.clock import Clocks, read_clocks
from shouwang.kernel.matters.models import Entry, ImportRow, ImportRun, Matter
from shouwang.kernel.matters.numbers import reference
from shouwang.kernel.matters.sheets import lines
from shouwang.kernel.people.actions import note_persons
from shouwang.kernel.people.models import Person

Outcome = ImportRow.Outcome
PURPOSE = "matter.record"


@dataclass
class _Made:
    """A line on its way to a matter."""

    row: ImportRow
    draft: lines.Draft
    matter: Matter
    entries: list[Entry]


def bring(*, by: Actor, run: ImportRun, rows: Sequence[ImportRow]) -> None:
    """Turn lines into matters, or note why not. Called inside the transaction of the action."""
    now = timezone.now()
    new = list(_sorted(run, rows, now))
    made = [_Made(row, draft, _matter(run, draft, now), []) for row, draft in new]
    _number(run, made)
    _persons(by, run, made)
    for each in made:
        each.entries = _story(by, each, run, now)
    _clocks(made, now)
    Matter.objects.bulk_create(each.matter for each in made)
    Entry.objects.bulk_create(entry for each in made for entry in each.entries)
    indexing.index_all((each.matter, _said(each.draft)) for each in made)
    news.note((each.matter, entry) for each in made for entry in each.entries)
    for each in made:
        each.row.outcome, each.row.matter = Outcome.IMPORTED, each.matter
        each.row.reason = each.row.detail = each.row.cells = ""
    store_outcomes(rows)
    _record(by, run, rows, made)


def store_outcomes(rows: Sequence[ImportRow]) -> None:
    """What became of the lines, in a few statements: inserting what is there updates it."""
    ImportRow.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["outcome", "reason", "detail", "cells", "matter"],
    )


def _sorted(run: ImportRun, rows: Iterable[ImportRow], now: datetime) -> Iterable[tuple[ImportRow, lines.Draft]]:
    """The lines that become matters; the others get their outcome and reason."""
    plan = incoming.plan_of(run)
    read: list[tuple[ImportRow, lines.Draft]] = []
    for row in rows:
        try:
            read.append((row, lines.read(incoming.cells_of(row), plan, now)))
        except lines.Fault as fault:
            _keep_aside(row, fault)
    here = incoming.here(run, [draft.outside_id for _, draft in read])
    for row, draft in read:
        try:
            if lines.is_new(draft, here):
                yield row, draft
            else:
                row.outcome, row.reason, row.detail, row.cells = Outcome.KNOWN, "", "", ""
        except lines.Fault as fault:
            _keep_aside(row, fault)


def _keep_aside(row: ImportRow, fault: lines.Fault) -> None:
    row.outcome, row.reason, row.detail = Outcome.ASIDE, fault.reason, fault.detail


def _matter(run: ImportRun, draft: lines.Draft, now: datetime) -> Matter:
    received_at = draft.received_at or now
    is_over = draft.state in lifecycle.ENDED
    matter = Matter(
        room=run.room,
        year=timezone.localtime(received_at).year,
        kind=draft.kind,
        topic=draft.topic,
        title=draft.title or intake.first_words(draft.text)[:120],
        text=draft.text,
        state=draft.state,
        is_record=is_over,
        channel=Matter.Channel.IMPORT,
        where=draft.where,
        received_at=received_at,
        changed_at=now,
        ended_at=(draft.ended_at or received_at) if is_over else None,
        origin=run.origin,
        outside_id=draft.outside_id,
        sent_digest=draft.digest,
        registered_by=run.account,
        version=1,
    )
    if draft.position:
        matter.latitude, matter.longitude = draft.position
        matter.position_source = Source.IMPORT
    if not is_over:
        matter.follow_lookup = follow.lookup_of(follow.code_of(matter))
    return matter


def _number(run: ImportRun, made: Sequence[_Made]) -> None:
    """Numbers of the year it was brought, so that past records do not push this year's numbers up."""
    wanted = Counter(each.matter.year for each in made)
    # Always from the earliest year on: two imports never wait for each other in a circle.
    following = {year: intake.next_number(run.room, year, count) for year, count in sorted(wanted.items())}
    for each in made:
        matter = each.matter
        matter.number = following[matter.year]
        matter.reference = reference(run.room, matter.year, matter.number)
        following[matter.year] += 1


def _persons(by: Actor, run: ImportRun, made: Sequence[_Made]) -> None:
    named = [each for each in made if each.draft.reporter or each.draft.phone]
    persons = note_persons(
        by=by,
        room=run.room,
        purpose=PURPOSE,
        legal_basis=Person.LegalBasis.DUTY,
        people=[(each.draft.reporter, each.draft.phone) for each in named],
    )
    for each, person in zip(named, persons, strict=True):
        each.matter.reporter = person


def _story(by: Actor, made: _Made, run: ImportRun, now: datetime) -> list[Entry]:
    """The story here begins with the import, and the clocks of an open matter with it; the answer given follows."""
    source = (
        f"{run.origin} · {made.draft.outside_id}" if not made.draft.outside_id.startswith("sha256:") else run.origin
    )
    told = [_entry(by, made.matter, "imported", f"{source} · {run.file_name}#{made.row.line}", now)]
    if made.draft.answer:
        told.append(_entry(by, made.matter, "answer", made.draft.answer, now, is_public=True))
    return told


def _entry(by: Actor, matter: Matter, verb: str, text: str, at: datetime, *, is_public: bool = False) -> Entry:
    return Entry(
        matter=matter,
        at=at,
        verb=verb,
        actor=by.id,
        actor_label=by.label,
        state=matter.state,
        text=text,
        is_public=is_public,
    )


def _clocks(made: Sequence[_Made], now: datetime) -> None:
    """Open matters get their clocks; all of a kind that begin alike are due alike, so each reading is made once."""
    running = [each for each in made if not each.matter.is_record]
    calendar = work_calendar() if running else None
    readings: dict[tuple[str, int], Clocks] = {}
    for each in running:
        key = each.matter.kind, len(each.entries)
        if key not in readings and calendar is not None:
            readings[key] = read_clocks(each.entries, kinds.get(each.matter.kind).limits, calendar, now)
        story.write_due(each.matter, readings[key])


def _said(draft: lines.Draft) -> list[str]:
    return [draft.answer] if draft.answer else []


def _record(by: Actor, run: ImportRun, rows: Sequence[ImportRow], made: Sequence[_Made]) -> None:
    """One record a batch: which lines, which numbers, how many. The lines themselves say what became of each."""
    names = [each.matter.reference for each in made]
    numbers = f" {names[0]} – {names[-1]}" if names else ""
    journal.record(
        by=by,
        verb="import.batch",
        of=Subject("import", str(run.pk)),
        room=run.room_id,
        detail=f"{rows[0].line}–{rows[-1].line}: {len(made)}/{len(rows)}{numbers}",
    )
