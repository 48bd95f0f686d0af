"""Forgetting a person, everywhere their words stand, while the counts stay."""

import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
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
from shouwang.kernel.people.queries import open_person, traces_of
from shouwang.lib.traces import FADED, Traces

WORDS_OF_RUN = ("file_name", "origin", "unread")
FROM_REPORTER = ("reporter_words", "withdraw", "rated")
DEGREES = re.compile(r"-?\d+\.\d+, -?\d+\.\d+")


@dataclass(frozen=True)
class Choice:
    """What goes beside name and numbers: all they wrote, files put in at the desk, their name in others' matters.

    `readable`: a matter whose answer they still read by their code, until `close_code`.
    """

    with_words: bool = False
    desk_files: Collection[UUID] = ()  # attachments
    elsewhere: Collection[UUID] = ()  # matters
    readable: Collection[UUID] = ()  # matters


@dataclass(frozen=True)
class LeftOut:
    """Rows of somebody else who has the same telephone, and how one knows."""

    rows: Sequence[Person] = ()
    reason: str = ""


NOTHING_MORE, NOBODY = Choice(), LeftOut()


@dataclass
class Erased:
    """What was really done, counted while it was done: the account that is given to whoever asked (PIPL Art 47)."""

    persons: int = 0  # rows that were emptied: theirs, and of whom they named
    names: int = 0  # of these rows, those in which a name stood
    numbers: int = 0  # … a telephone
    cards: int = 0  # … an ID number
    addresses: int = 0  # … an address
    matters: int = 0  # their own
    elsewhere: int = 0  # others' matters in which they were struck out
    texts: int = 0  # texts in which a word of theirs was struck out: of matters, stories, tables, names of files
    positions: int = 0  # points on the map, those of stories too
    files: int = 0  # photos, recordings and papers deleted
    notices: int = 0  # to colleagues, and deliveries to programs, in which they were struck out
    published: int = 0  # matters that came down from the public page
    consents: int = 0  # that ended with it
    phones: int = 0  # telephones and codes for one that open nothing any more
    codes: int = 0  # follow codes that open nothing any more
    lists: int = 0  # of volunteers, watch groups and the like they are off
    cases: int = 0  # of care, that ended and were emptied
    visits: int = 0  # that were still to come and are called off
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
    are kept in the journal, so the words are struck out of them too. A row that a law says must be kept stays. Whom they
    named and who stands in the room only through them (a neighbour to be visited) goes too, unless left out.
    Raises what a part raises that can't let go now: NotAllowedNow while somebody stands at their door.
    """
    named = needed.company_of([row for row in rows if not needed.must_be_kept(row)])
    going = {row.pk for row in rows} | {one.pk for one in named} - {row.pk for row in left_out.rows}
    found = Person.objects.select_for_update().filter(pk__in=going, erased_at=None)
    current = [row for row in found if not needed.must_be_kept(row)]
    kept = len(found) - len(current)
    if not current:
        return Erased(kept=kept)
    known = traces_of(current)
    why = traces_of([*current, *left_out.rows]).struck(reason)
    matters = list(_locked(Matter.objects.filter(reporter__in=current)))
    in_the_room = Matter.objects.filter(room=current[0].room_id)
    others = list(_locked(in_the_room.filter(pk__in=choice.elsewhere).exclude(reporter__in=current)))
    done = Erased(persons=len(current), matters=len(matters), elsewhere=len(others), kept=kept)
    done.files = _discard_files(by, matters, why, choice.desk_files)
    done.texts += _rename_files(by, [*matters, *others], known)
    for matter in matters:
        is_readable = matter.pk in choice.readable
        _forget(by, matter, known, done, is_theirs=True, with_words=choice.with_words, is_readable=is_readable)
    for matter in others:
        _forget(by, matter, known, done, is_theirs=False)
    done.notices = _strike_outgoing([*matters, *others], known)
    done.texts += _strike_tables(current[0], known)
    people.leave_out(by=by, rows=left_out.rows, beside=current, reason=left_out.reason)
    for row in current:
        _count_words(row, done)
        done.consents += row.consents.filter(withdrawn_at=None).count()
        done.phones += sum(ways.filter(revoked_at=None).count() for ways in (row.devices, row.phone_codes))
        for name, number in needed.forget(by, row).items():
            setattr(done, name, getattr(done, name) + number)
        people.empty_person(by=by, person=row, reason=why)
    indexing.clear_words_taken_out()
    return done


def _count_words(row: Person, done: Erased) -> None:
    """What really stood in a row that is emptied."""
    said = open_person(row)
    done.names += bool(said["name"])
    done.numbers += bool(said["phone"])
    done.cards += bool(said["identity"])
    done.addresses += bool(said["address"])


def _locked(matters: models.QuerySet[Matter]) -> models.QuerySet[Matter]:
    return matters.select_for_update(of=("self",)).select_related("room")


@transaction.atomic
def close_code(*, by: Actor, matter: Matter) -> None:
    """The code of a matter that was left readable opens nothing any more; what was written by it since goes too."""
    for current in _locked(Matter.objects.filter(pk=matter.pk)):
        current.follow_lookup = ""
        for entry in Entry.objects.filter(matter=current):
            _forget_entry(entry, with_words=True)
            entry.save(update_fields=WORDS_OF_ENTRY)
        Satisfaction.objects.filter(matter=current).exclude(words="").update(words=FADED)
        story.add(current, by=by, verb="forgotten", line=story.Line(after=REPORTER))
        indexing.index(current)
    indexing.clear_words_taken_out()


def _forget(
    by: Actor,
    matter: Matter,
    known: Traces,
    done: Erased,
    *,
    is_theirs: bool,
    with_words: bool = False,
    is_readable: bool = False,
) -> None:
    """One of their own matters, or one of somebody else that names them: there only name and numbers go."""
    comes_down = matter.published_at is not None and (with_words or known.stand_in(matter.public_text))
    before = {name: getattr(matter, name) for name in WORDS_OF_MATTER}
    _strike(matter, WORDS_OF_MATTER, known)
    if comes_down:
        matter.public_text, matter.published_at = "", None
        done.published += 1
    if is_theirs:
        done.positions += matter.latitude is not None
        matter.latitude = matter.longitude = matter.accuracy_m = None
        matter.position_source = matter.sent_digest = ""
        if not is_readable:
            done.codes += bool(matter.follow_lookup)
            matter.follow_lookup = ""
    if with_words:
        matter.title = matter.text = FADED
        matter.where = FADED if matter.where else ""
    done.texts += _changed(matter, before)
    for entry in Entry.objects.filter(matter=matter):
        before = {name: getattr(entry, name) for name in WORDS_OF_ENTRY}
        _strike(entry, WORDS_OF_ENTRY, known)
        if is_theirs:
            done.positions += _forget_entry(entry, with_words=with_words)
        if entry.field != "position":
            done.texts += _changed(entry, before)
        entry.save(update_fields=WORDS_OF_ENTRY)
    done.texts += _strike_verdict(matter, known, with_words=with_words)
    story.add(matter, by=by, verb="forgotten", line=story.Line(after=REPORTER if is_theirs else ""))
    if comes_down:
        story.add(matter, by=by, verb="unpublish")
    indexing.index(matter)


def _changed(row: models.Model, before: Mapping[str, str]) -> int:
    """How many texts of the row are no longer what they were."""
    return sum(getattr(row, name) != words for name, words in before.items())


def _forget_entry(entry: Entry, *, with_words: bool) -> int:
    """What a line of the story says of their whereabouts goes, and their words if chosen; how many positions stood there."""
    found = 0
    if entry.field == "position":
        found = sum(bool(DEGREES.search(text)) for text in (entry.before, entry.after))
        entry.before, entry.after = DEGREES.sub(FADED, entry.before), DEGREES.sub(FADED, entry.after)
    if with_words and entry.verb in FROM_REPORTER and entry.text:
        entry.text = FADED
    if with_words and entry.field in ("title", "text", "where"):
        entry.before, entry.after = (FADED if said else "" for said in (entry.before, entry.after))
    return found


def _strike_verdict(matter: Matter, known: Traces, *, with_words: bool) -> int:
    struck = 0
    for satisfaction in Satisfaction.objects.filter(matter=matter):
        before = {"words": satisfaction.words}
        _strike(satisfaction, ("words",), known)
        if with_words and satisfaction.words:
            satisfaction.words = FADED
        struck += _changed(satisfaction, before)
        satisfaction.save(update_fields=["words"])
    return struck


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


def _rename_files(by: Actor, matters: Sequence[Matter], known: Traces) -> int:
    """Files that stay lose a name that says who it is about; how many did."""
    renamed = 0
    for file in File.objects.filter(pk__in=Attachment.objects.filter(matter__in=matters).values("file")):
        if known.stand_in(file.name):
            files.rename(by=by, file=file, name=known.struck(file.name))
            renamed += 1
    return renamed


def _strike_outgoing(matters: Sequence[Matter], known: Traces) -> int:
    """What colleagues and programs were told of the matters: notices, deliveries, answers to keys; how many notices."""
    entries = list(Entry.objects.filter(matter__in=matters).values_list("pk", flat=True))
    about = [matter.pk for matter in matters]
    people.blank_answers(naming=[str(key) for key in (*about, *entries)])
    return notices.strike(about=about, events=entries, known=known)


def _strike_tables(person: Person, known: Traces) -> int:
    """Tables brought into the room: their names, headings, faults, and the lines that wait with their cells; how many rows."""
    struck = 0
    for run in ImportRun.objects.filter(room=person.room_id):
        before = struck
        if any(known.stand_in(getattr(run, name)) for name in WORDS_OF_RUN):
            _strike(run, WORDS_OF_RUN, known)
            run.save(update_fields=WORDS_OF_RUN)
            struck = before + 1
        if any(known.stand_in(column["heading"]) for column in run.mapping):
            run.mapping = _struck_headings(run.mapping, known)
            run.save(update_fields=["mapping"])
            struck = before + 1
        if any(known.stand_in(fault["detail"]) for fault in run.faults):
            run.faults = [fault | {"detail": known.struck(fault["detail"])} for fault in run.faults]
            run.save(update_fields=["faults"])
            struck = before + 1
    waiting = ImportRow.objects.filter(run__room=person.room_id).exclude(cells="", detail="")
    named = [row for row in waiting.iterator() if known.stand_in(row.cells) or known.stand_in(row.detail)]
    for row in named:
        _strike(row, ("detail",), known)
        cells = [known.struck(str(cell)) for cell in json.loads(row.cells or "[]")]
        row.cells = json.dumps(cells, ensure_ascii=False) if cells else ""
        row.save(update_fields=["cells", "detail"])
    return struck + len(named)


def _struck_headings(mapping: Sequence[dict[str, str]], known: Traces) -> list[dict[str, str]]:
    """The plan of a table without the words. No two headings become the same: a choice is made by its heading."""
    names: list[str] = []
    for column in mapping:
        name = known.struck(column["heading"])
        while name in names:
            name += "'"
        names.append(name)
    return [column | {"heading": name} for column, name in zip(mapping, names, strict=True)]
