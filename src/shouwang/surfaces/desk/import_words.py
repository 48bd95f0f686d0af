"""Imports as the pages show them: tables, counters and facts in ready strings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.forms import BoundField
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from shouwang.kernel.matters import incoming, kinds
from shouwang.kernel.matters.models import ImportRow, ImportRun
from shouwang.kernel.matters.sheets import faults, lines
from shouwang.kernel.matters.sheets.guess import LIKELY, Guess, guess
from shouwang.kernel.matters.sheets.refusal import Unreadable
from shouwang.surfaces.desk.words import STATES
from shouwang.ui import moments
from shouwang.ui.parts import Cell, Counter, Fact, Head, Pill, Table, Tone

SAMPLE = 200
SHOWN_SIGNS = 80
Outcome = ImportRow.Outcome
Cells = list[Cell | str]
TONES: dict[str, Tone] = {Outcome.IMPORTED: "green", Outcome.ASIDE: "amber"}


@dataclass(frozen=True)
class ColumnChoice:
    """A column on the page: its heading, what stands in it, the choice, how sure the guess is."""

    heading: str
    samples: Sequence[str]
    field: BoundField
    pill: Pill


def columns_of(run: ImportRun, fields: Sequence[BoundField]) -> list[ColumnChoice]:
    """Every column with three of its cells."""
    rows = [incoming.cells_of(row) for row in run.rows.order_by("line")[:SAMPLE]]
    headings, chosen = incoming.headings_of(run), incoming.fields_of(run)
    guesses = guess(headings, rows, incoming.topic_words())
    columns = []
    for place, (heading, field) in enumerate(zip(headings, fields, strict=True)):
        cells = [row[place] for row in rows if place < len(row) and row[place]]
        pill = _how_sure(guesses[place], is_same=guesses[place].field == chosen[place])
        columns.append(ColumnChoice(heading, [_short(cell) for cell in cells[:3]], field, pill))
    return columns


def _how_sure(found: Guess, *, is_same: bool) -> Pill:
    if not is_same:
        return Pill(pgettext("import", "chosen"), "blue")
    if found.source == "nothing":
        return Pill(pgettext("import", "not known"), "grey")
    if found.confidence >= LIKELY:
        return Pill(pgettext("import", "sure"), "green")
    return Pill(pgettext("import", "please check"), "amber")


def counters_of(counts: Mapping[str, int], run: ImportRun, *, is_preview: bool = False) -> list[Counter]:
    """Lines by outcome, each with what it is of; before anything came in, what would become of them."""
    coming = {
        Outcome.IMPORTED: _("Would come in"),
        Outcome.KNOWN: _("Are here already"),
        Outcome.ASIDE: _("Would be kept aside"),
    }
    of = _("of %(total)d lines") % {"total": run.total}
    shown = [Outcome.IMPORTED, Outcome.KNOWN, Outcome.ASIDE, Outcome.SKIPPED, Outcome.UNDONE, Outcome.WAITING]
    always = (Outcome.IMPORTED, Outcome.KNOWN, Outcome.ASIDE)
    return [
        Counter(
            coming[outcome] if is_preview else str(outcome.label),
            f"{counts.get(outcome, 0):,}",
            of=of,
            tone=TONES.get(outcome, "") if counts.get(outcome) else "",
        )
        for outcome in shown
        if outcome in always or counts.get(outcome)
    ]


@dataclass(frozen=True)
class Stop:
    """Why an import stopped, what a person does about it, and what the button says that goes on, if that can help."""

    title: str
    what_to_do: str
    go_on: str = ""


def stop_of(run: ImportRun) -> Stop | None:
    """Nothing while it did not stop by a fault."""
    if run.state != ImportRun.State.FAILED:
        return None
    title, go_on = _("It stopped by a fault"), pgettext("import", "Go on")
    if run.has_begun:
        words = _("What came in is whole. Go on; if it stops again, tell whoever looks after the computer.")
        return Stop(title, words, go_on)
    if run.faults:
        why = Unreadable(run.faults[0]["reason"], run.faults[0]["detail"])
        return Stop(_("The file can't be read"), f"{why.words} {_('Nothing came in.')}")
    words = _(
        "The table was gone through several times and never to its end. Nothing came in. Try it once more; if it stops "
        "again, throw the file away, save the table anew as XLSX or CSV, or split it, and bring that in. If that stops "
        "too, tell whoever looks after the computer."
    )
    return Stop(title, words, pgettext("import", "Try once more"))


def facts_of(run: ImportRun) -> list[Fact]:
    """What was brought, from where, by whom, when."""
    return [
        Fact(pgettext("import", "File"), run.file_name, note=run.sheet),
        Fact(pgettext("import", "From"), run.origin),
        Fact(pgettext("import", "Brought by"), run.account_label, note=moments.exact(run.started_at or run.created_at)),
        Fact(
            _("What are these?"),
            pgettext("import", "past records") if run.as_records else pgettext("import", "still open"),
        ),
        *(
            [Fact(pgettext("import", "Not read"), run.unread, note=_("other sheets, lines above the headings"))]
            if run.unread
            else []
        ),
    ]


def table_of(runs: Sequence[ImportRun]) -> Table:
    """What came in before, newest first."""
    rows: list[Cells] = [
        [
            Cell(run.file_name, href=reverse("desk:import_run", args=[run.pk])),
            run.origin,
            f"{run.total:,}",
            str(run.get_state_display()),
            run.account_label,
            moments.exact(run.created_at),
        ]
        for run in runs
    ]
    heads = [
        Head(pgettext("import", "File")),
        Head(pgettext("import", "From")),
        Head(pgettext("import", "Lines"), number=True),
        Head(pgettext("import", "How far")),
        Head(pgettext("import", "Brought by")),
        Head(pgettext("import", "When")),
    ]
    return Table(_("Brought in before"), heads, rows, empty=_("Nothing yet."), hide_caption=True)


def first_table(seen: incoming.Preview) -> Table:
    """The first lines as they will read."""
    heads = [
        Head(pgettext("import", "Line")),
        Head(pgettext("import", "Subject")),
        Head(pgettext("import", "Came")),
    ]
    rows = [_first(line, draft) for line, draft in seen.first]
    return Table(_("The first lines, as they will stand here"), heads, rows, hide_caption=True, stacks=True)


def _first(line: int, draft: lines.Draft) -> Cells:
    came = moments.exact(draft.received_at or timezone.now())
    topic = str(kinds.topic_name(draft.kind, draft.topic)) if draft.topic else ""
    place = f"{draft.position[0]:.5f}, {draft.position[1]:.5f}" if draft.position else ""
    known = _("reporter kept sealed") if draft.reporter or draft.phone else ""
    facts = (str(kinds.get(draft.kind).name), topic, str(STATES[draft.state]), draft.where, place, known)
    said = " ".join(part for part in (draft.text, draft.answer) if part)
    return [
        str(line),
        Cell(draft.title or _short(draft.text), note=_short(said)),
        Cell(came, note=" · ".join(part for part in facts if part)),
    ]


def faults_table(seen: incoming.Preview) -> Table | None:
    """The lines that would be kept aside, each with its reason."""
    if not seen.faults:
        return None
    total = seen.counts[Outcome.ASIDE]
    rows: list[Cells] = [[str(fault.line), faults.words(fault.reason, fault.detail)] for fault in seen.faults]
    heads = [Head(pgettext("import", "Line")), Head(pgettext("import", "Why"))]
    title = _first_of(_("Lines that will be kept aside"), len(rows), total)
    return Table(title, heads, rows, hide_caption=True, stacks=True)


def aside_table(run: ImportRun, rows: Sequence[ImportRow], total: int) -> Table | None:
    """Lines to be mended, each with its reason and the way to mend it."""
    if not rows:
        return None
    shown: list[Cells] = [
        [
            _way(run, row),
            Cell(faults.words(row.reason, row.detail), note=_short(" | ".join(incoming.cells_of(row)))),
        ]
        for row in rows
    ]
    heads = [Head(pgettext("import", "Line")), Head(pgettext("import", "Why"))]
    return Table(_first_of(_("Kept aside"), len(rows), total), heads, shown, hide_caption=True, stacks=True)


def _way(run: ImportRun, row: ImportRow) -> Cell:
    if not row.cells:
        return Cell(str(row.line), note=_("forgotten, its time was over"))
    words = _("Mend line %(line)d") % {"line": row.line}
    return Cell(words, href=reverse("desk:import_line", args=[run.pk, row.line]))


def stay_table(rows: Sequence[ImportRow], total: int) -> Table | None:
    """Matters of an import that was taken back which stay, and why."""
    if not rows:
        return None
    shown: list[Cells] = [
        [Cell(row.matter.reference, href=reverse("desk:matter", args=[row.matter.pk])), faults.words(row.reason, "")]
        for row in rows
        if row.matter
    ]
    heads = [Head(pgettext("import", "Number")), Head(pgettext("import", "Why"))]
    return Table(_first_of(_("These stay"), len(rows), total), heads, shown, hide_caption=True)


def _first_of(words: str, shown: int, total: int) -> str:
    return (
        words
        if shown >= total
        else _("%(words)s: the first %(shown)d of %(total)d") % {"words": words, "shown": shown, "total": total}
    )


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= SHOWN_SIGNS else f"{flat[:SHOWN_SIGNS]}…"
