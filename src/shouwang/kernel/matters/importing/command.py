"""`shouwang import matters FILE`: look at a table, bring it in, carry on after a power cut."""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from django.utils.translation import gettext as _

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal.actions import Actor
from shouwang.kernel.matters import incoming, kinds
from shouwang.kernel.matters.actions import importing, reading, trying
from shouwang.kernel.matters.models import ImportRow, ImportRun
from shouwang.kernel.matters.sheets import faults
from shouwang.kernel.matters.sheets.fields import NAMES, Field
from shouwang.kernel.matters.sheets.refusal import Unreadable

TERMINAL = Actor("terminal", "terminal")
WIDTH = 30
EXAMPLES = (
    "  shouwang import matters 2025.xlsx --dry-run",
    "  shouwang import matters 2025.xlsx --room HW --map 诉求=text",
)
Outcome = ImportRow.Outcome


class Mistake(Exception):
    """Something in the command line can't be; said in its words."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes; Django must be loaded, the fields' names are translated."""
    parser.description = _(
        "Brings the lines of a table in as matters. Look first with --dry-run. The same file again adds nothing;\n"
        "after a power cut the same command goes on where it stopped. Ends with 0 when every line is in, with 2\n"
        "when lines were kept aside, with 1 when nothing could be done."
    )
    parser.epilog = "\n".join((_("For example:"), *EXAMPLES, "", _("A FIELD is one of:"), *_fields()))
    parser.add_argument("what", choices=["matters"], metavar="matters", help=_("what the table holds: always matters"))
    parser.add_argument("file", type=Path, metavar=_("FILE"), help=_("the table: XLSX, XLS or CSV"))
    parser.add_argument(
        "--room", metavar=_("LETTERS"), help=_("letters of the room, as HW; needed where there are several")
    )
    parser.add_argument("--dry-run", action="store_true", help=_("only say what would come in"))
    parser.add_argument(
        "--open", action="store_true", help=_("these are still open: they get clocks and wait at the desk")
    )
    parser.add_argument(
        "--origin",
        default="",
        metavar=_("WORDS"),
        help=_("where the table comes from (else the file's name); the same number from there is the same matter"),
    )
    parser.add_argument(
        "--kind",
        default="",
        choices=[kind.key for kind in kinds.open_to_all()],
        help=_("kind of matter where no column says it"),
    )
    parser.add_argument(
        "--datum", default="", choices=ImportRun.Datum.values, help=_("what positions are measured in (else wgs84)")
    )
    parser.add_argument(
        "--map",
        action="append",
        default=[],
        metavar=_("COLUMN=FIELD"),
        help=_("what a column means, where the guess is wrong; may be said several times"),
    )


def _fields() -> list[str]:
    width = max(map(len, Field))
    return [f"  {field:<{width}}  {NAMES[field]}" for field in Field]


def run(options: argparse.Namespace) -> int:
    """Do it; 0 when every line came in or was here already, 2 when lines were kept aside, 1 when nothing could be done."""
    try:
        room = _room(options.room)
        if not options.file.is_file():
            raise Mistake(_("There is no file %(path)s.") % {"path": options.file})
        run = reading.open_file(
            by=TERMINAL, room=room, path=options.file, name=options.file.name, origin=options.origin
        )
        if run.state == ImportRun.State.PREVIEWED:
            run = _planned(run, options)
    except (Mistake, Unreadable) as refused:
        _say(str(refused))
        return 1
    if options.dry_run:
        return _dry(run)
    return _bring(run)


def _room(code: str | None) -> Room:
    """The room with the letters; without letters the only one."""
    rooms = list(Room.objects.order_by("code"))
    if not rooms:
        raise Mistake(_("There is no room yet. Open one first: shouwang createofficer"))
    known = ", ".join(f"{room.code} ({room.name})" for room in rooms)
    if code is None and len(rooms) > 1:
        raise Mistake(_("There are several rooms; say which with --room: %(known)s.") % {"known": known})
    found = [room for room in rooms if code is None or room.code == code.upper()]
    if not found:
        raise Mistake(_("No room has the letters %(code)s. There are: %(known)s.") % {"code": code, "known": known})
    return found[0]


def _planned(run: ImportRun, options: argparse.Namespace) -> ImportRun:
    headings, fields = incoming.headings_of(run), list(incoming.fields_of(run))
    for said in options.map:
        heading, _sign, field = said.rpartition("=")
        if heading not in headings:
            raise Mistake(
                _("The table has no column %(name)s. It has: %(known)s.")
                % {"name": heading, "known": ", ".join(headings)}
            )
        if field not in list(Field):
            raise Mistake(_("%(name)s is no field. Fields: %(known)s.") % {"name": field, "known": ", ".join(Field)})
        fields[headings.index(heading)] = Field(field)
    try:
        return importing.plan(
            by=TERMINAL,
            run=run,
            fields=fields,
            origin=options.origin or run.origin,
            kind=options.kind or run.kind,
            datum=options.datum or run.datum,
            as_records=not options.open,
        )
    except importing.FieldTwice as twice:
        raise Mistake(_("Two columns are to be “%(field)s”; only one may.") % {"field": NAMES[twice.field]}) from twice


def _dry(run: ImportRun) -> int:
    for heading, field in zip(incoming.headings_of(run), incoming.fields_of(run), strict=True):
        _say(f"  {heading} → {NAMES[field]}")
    bar = _Bar(run.total, 0)
    run = trying.try_out(run=run, progress=bar.move)
    bar.end()
    seen = incoming.preview(run)
    for fault in seen.faults:
        _say(_("line %(line)d: %(why)s") % {"line": fault.line, "why": faults.words(fault.reason, fault.detail)})
    _tell(seen.counts, run.total)
    _say(_("This is what would happen; nothing was written."))
    importing.discard(by=TERMINAL, run=run)
    return 2 if seen.counts.get(Outcome.ASIDE) else 0


def _bring(run: ImportRun) -> int:
    bar = _Bar(run.total, run.total - incoming.counts(run)[Outcome.WAITING])
    run = importing.carry_on(run=importing.start(by=TERMINAL, run=run), progress=bar.move)
    bar.end()
    for row in run.rows.filter(outcome=Outcome.ASIDE).order_by("line")[: incoming.SHOWN_FAULTS]:
        _say(_("line %(line)d: %(why)s") % {"line": row.line, "why": faults.words(row.reason, row.detail)})
    told = incoming.counts(run)
    _tell(told, run.total)
    return 2 if told[Outcome.ASIDE] else 0


def _tell(counts: Mapping[str, int], total: int) -> None:
    said = [f"{outcome.label} {counts[outcome]}" for outcome in Outcome if counts.get(outcome)]
    _say(_("%(total)d lines: %(said)s") % {"total": total, "said": ", ".join(said)})


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")


class _Bar:
    """How far it is, drawn over itself; silent where nobody watches."""

    def __init__(self, total: int, done: int) -> None:
        self.total, self.done = total, done
        self.is_watched = sys.stderr.isatty()

    def move(self, lines: int) -> None:
        self.done += lines
        if self.is_watched and self.total:
            full = WIDTH * self.done // self.total
            sys.stderr.write(f"\r[{'█' * full}{'·' * (WIDTH - full)}] {self.done}/{self.total}")
            sys.stderr.flush()

    def end(self) -> None:
        if self.is_watched:
            sys.stderr.write("\n")
