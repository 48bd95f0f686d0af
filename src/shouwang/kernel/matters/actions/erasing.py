"""Forgetting a person, everywhere their words stand, while the counts stay."""

import json
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import models, transaction

from shouwang.kernel.files import actions as files
from shouwang.kernel.files.models import File
from shouwang.kernel.journal.actions import Actor
from shouwang.kernel.matters.actions import indexing, story
from shouwang.kernel.matters.clock import REPORTER
from shouwang.kernel.matters.held import WORDS_OF_ENTRY, WORDS_OF_MATTER
from shouwang.kernel.matters.models import Attachment, Entry, ImportRow, ImportRun, Matter, Satisfaction
from shouwang.kernel.notices import actions as notices
from shouwang.kernel.people import actions as people
from shouwang.kernel.people import needed
from shouwang.kernel.people.models import Person
from shouwang.kernel.people.queries import traces_of
from shouwang.lib.traces import FADED, Traces

WORDS_OF_RUN = ("file_name", "origin", "unread")
FROM_REPORTER = ("reporter_words", "withdraw", "rated")
DEGREES = re.compile(r"-?\d+\.\d+, -?\d+\.\d+")


@dataclass(frozen=True)
class Choice:
    """What goes beside name and numbers: all they wrote, files put in at the desk, their name in others' matters."""

    with_words: bool = False
    desk_files: Collection[UUID] = ()  # attachments
    elsewhere: Collection[UUID] = ()  # matters


@dataclass(frozen=True)
class LeftOut:
    """Rows of somebody else who has the same telephone, and how one knows."""

    rows: Sequence[Person] = ()
    reason: str = ""


NOTHING_MORE, NOBODY = Choice(), LeftOut()


@dataclass(frozen=True)
class Erased:
    """How many there were of each."""

    persons: int = 0
    matters: int = 0
    files: int = 0
    notices: int = 0
    kept: int = 0  # rows that a law says must stay


@transaction.atomic
def erase_person(
    *,
    by: Actor,
    rows: Sequence[Person],
    reason: str,
    choice: Choice = NOTHING_MORE,
    left_out: LeftOut = NOBODY,
) -> Erased:
    """Empty the rows in which a person of one room stands, and every trace in their matters. Safe to run twice.

    Name, phone, ID number and address are struck out wherever they stand, positions and what they sent go, and what
    was published with their words comes down (PIPL Art 47). The matters, their numbers and dates stay. The reasons
    are kept in the journal, so the words are struck out of them too. A row that a law says must be kept stays.
    """
    found = Person.objects.select_for_update().filter(pk__in=[row.pk for row in rows], erased_at=None)
    current = [row for row in found if not needed.must_be_kept(row)]
    kept = len(found) - len(current)
    if not current:
        return Erased(kept=kept)
    known = traces_of(current)
    why = traces_of([*current, *left_out.rows]).struck(reason)
    matters = list(_locked(Matter.objects.filter(reporter__in=current)))
    in_the_room = Matter.objects.filter(room=current[0].room_id)
    others = list(_locked(in_the_room.filter(pk__in=choice.elsewhere).exclude(reporter__in=current)))
    gone = _discard_files(by, matters, why, choice.desk_files)
    _rename_files(by, [*matters, *others], known)
    for matter in matters:
        _forget(by, matter, known, is_theirs=True, with_words=choice.with_words)
    for matter in others:
        _forget(by, matter, known, is_theirs=False)
    told = _strike_outgoing([*matters, *others], known)
    _strike_tables(current[0], known)
    people.leave_out(by=by, rows=left_out.rows, beside=current, reason=left_out.reason)
    for row in current:
        needed.forget(by, row)
        people.empty_person(by=by, person=row, reason=why)
    return Erased(len(current), len(matters), gone, told, kept)


def _locked(matters: models.QuerySet[Matter]) -> models.QuerySet[Matter]:
    return matters.select_for_update(of=("self",)).select_related("room")


def _forget(by: Actor, matter: Matter, known: Traces, *, is_theirs: bool, with_words: bool = False) -> None:
    """One of their own matters, or one of somebody else that names them: there only name and numbers go."""
    comes_down = matter.published_at is not None and (with_words or known.stand_in(matter.public_text))
    _strike(matter, WORDS_OF_MATTER, known)
    if comes_down:
        matter.public_text, matter.published_at = "", None
    if is_theirs:
        matter.latitude = matter.longitude = matter.accuracy_m = None
        matter.position_source = matter.follow_lookup = matter.sent_digest = ""
    if with_words:
        matter.title = matter.text = FADED
        matter.where = FADED if matter.where else ""
    for entry in Entry.objects.filter(matter=matter):
        _strike(entry, WORDS_OF_ENTRY, known)
        if is_theirs:
            _forget_entry(entry, with_words=with_words)
        entry.save(update_fields=WORDS_OF_ENTRY)
    _strike_verdict(matter, known, with_words=with_words)
    story.add(matter, by=by, verb="forgotten", line=story.Line(after=REPORTER if is_theirs else ""))
    if comes_down:
        story.add(matter, by=by, verb="unpublish")
    indexing.index(matter)


def _forget_entry(entry: Entry, *, with_words: bool) -> None:
    if entry.field == "position":
        entry.before, entry.after = DEGREES.sub(FADED, entry.before), DEGREES.sub(FADED, entry.after)
    if with_words and entry.verb in FROM_REPORTER and entry.text:
        entry.text = FADED
    if with_words and entry.field in ("title", "text", "where"):
        entry.before, entry.after = (FADED if said else "" for said in (entry.before, entry.after))


def _strike_verdict(matter: Matter, known: Traces, *, with_words: bool) -> None:
    for satisfaction in Satisfaction.objects.filter(matter=matter):
        _strike(satisfaction, ("words",), known)
        if with_words and satisfaction.words:
            satisfaction.words = FADED
        satisfaction.save(update_fields=["words"])


def _strike(row: models.Model, fields: Iterable[str], known: Traces) -> None:
    """Strike the words out of fields of the row, which is not saved. What takes their place may be longer than they."""
    for name in fields:
        most = getattr(row._meta.get_field(name), "max_length", None)
        setattr(row, name, known.struck(getattr(row, name))[:most])


def _discard_files(by: Actor, matters: Sequence[Matter], why: str, desk_files: Collection[UUID]) -> int:
    """Delete what they sent and the chosen files of the desk; how many."""
    gone = 0
    for one in Attachment.objects.filter(matter__in=matters).select_related("file"):
        if one.is_from_reporter or one.pk in desk_files:
            if Attachment.objects.filter(file=one.file_id).exclude(matter__in=matters).exists():
                one.delete()
            else:
                files.discard(by=by, file=one.file, reason=why)
            gone += 1
    return gone


def _rename_files(by: Actor, matters: Sequence[Matter], known: Traces) -> None:
    """Files that stay lose a name that says who it is about."""
    for file in File.objects.filter(pk__in=Attachment.objects.filter(matter__in=matters).values("file")):
        if known.stand_in(file.name):
            files.rename(by=by, file=file, name=known.struck(file.name))


def _strike_outgoing(matters: Sequence[Matter], known: Traces) -> int:
    """What colleagues and programs were told of the matters: notices, deliveries, answers to keys; how many notices."""
    entries = list(Entry.objects.filter(matter__in=matters).values_list("pk", flat=True))
    about = [matter.pk for matter in matters]
    people.blank_answers(naming=[str(key) for key in (*about, *entries)])
    return notices.strike(about=about, events=entries, known=known)


def _strike_tables(person: Person, known: Traces) -> None:
    """Tables brought into the room: their names and headings, the faults a dry run met, the lines that wait with their cells."""
    for run in ImportRun.objects.filter(room=person.room_id):
        if any(known.stand_in(getattr(run, name)) for name in WORDS_OF_RUN):
            _strike(run, WORDS_OF_RUN, known)
            run.save(update_fields=WORDS_OF_RUN)
        if any(known.stand_in(column["heading"]) for column in run.mapping):
            run.mapping = _struck_headings(run.mapping, known)
            run.save(update_fields=["mapping"])
        if any(known.stand_in(fault["detail"]) for fault in run.faults):
            run.faults = [fault | {"detail": known.struck(fault["detail"])} for fault in run.faults]
            run.save(update_fields=["faults"])
    waiting = ImportRow.objects.filter(run__room=person.room_id).exclude(cells="", detail="")
    named = [row for row in waiting.iterator() if known.stand_in(row.cells) or known.stand_in(row.detail)]
    for row in named:
        _strike(row, ("detail",), known)
        cells = [known.struck(str(cell)) for cell in json.loads(row.cells or "[]")]
        row.cells = json.dumps(cells, ensure_ascii=False) if cells else ""
        row.save(update_fields=["cells", "detail"])


def _struck_headings(mapping: Sequence[dict[str, str]], known: Traces) -> list[dict[str, str]]:
    """The plan of a table without the words. No two headings become the same: a choice is made by its heading."""
    names: list[str] = []
    for column in mapping:
        name = known.struck(column["heading"])
        while name in names:
            name += "'"
        names.append(name)
    return [column | {"heading": name} for column, name in zip(mapping, names, strict=True)]
