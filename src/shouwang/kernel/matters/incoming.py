"""Questions about imports: which there are, how far they are, what a file would bring."""

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from django.db.models import Count, QuerySet
from django.utils import timezone, translation

from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters import kinds
from shouwang.kernel.matters.models import ImportRow, ImportRun, Matter
from shouwang.kernel.matters.sheets import lines
from shouwang.kernel.matters.sheets.fields import Field
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import rooms

LANGUAGES = ("zh-hans", "en")
STALLED = timedelta(minutes=2)  # a batch takes a second; who is silent so long was killed
SHOWN_FAULTS = 50
SHOWN_LINES = 8
CHUNK = 500

Outcome = ImportRow.Outcome


@dataclass(frozen=True)
class FaultyLine:
    """A line that would be kept aside, and why."""

    line: int
    reason: str
    detail: str


@dataclass(frozen=True)
class Preview:
    """What an import would do: lines by outcome, the first as they would read, the first that are broken."""

    counts: Mapping[str, int]
    first: Sequence[tuple[int, lines.Draft]]
    faults: Sequence[FaultyLine]


def runs(viewer: Account) -> QuerySet[ImportRun]:
    """Imports of the rooms where the viewer may import, newest first."""
    reach = rooms(viewer, Permission.MATTER_IMPORT)
    return ImportRun.objects.filter(room__in=reach).select_related("room").order_by("-created_at")


def earlier(room: Room, fingerprint: str, headings: Sequence[str]) -> ImportRun | None:
    """The last import of this very file, else of one with the same headings: it is read the same way."""
    before = ImportRun.objects.filter(room=room).exclude(state=ImportRun.State.READING).order_by("-created_at")
    same = before.filter(fingerprint=fingerprint).first()
    if same is not None:
        return same
    return next((run for run in before[:50] if headings_of(run) == tuple(headings)), None)


def unfinished(room: Room, fingerprint: str) -> ImportRun | None:
    """An import of this very file that began and did not come to its end."""
    begun = (ImportRun.State.RUNNING, ImportRun.State.FAILED)
    return ImportRun.objects.filter(room=room, fingerprint=fingerprint, state__in=begun).first()


def origins(room: Room) -> list[str]:
    """Where tables came from before, for the choice."""
    return list(ImportRun.objects.filter(room=room).order_by("origin").values_list("origin", flat=True).distinct())


def stalled(now: datetime) -> QuerySet[ImportRun]:
    """Imports under way that nobody carries on."""
    moving = (ImportRun.State.RUNNING, ImportRun.State.UNDOING)
    return ImportRun.objects.filter(state__in=moving, moved_at__lt=now - STALLED).order_by("moved_at")


def headings_of(run: ImportRun) -> tuple[str, ...]:
    """The headings of the file, as they stand."""
    return tuple(column["heading"] for column in run.mapping)


def fields_of(run: ImportRun) -> tuple[Field, ...]:
    """What each column means."""
    return tuple(Field(column["field"]) for column in run.mapping)


def cells_of(row: ImportRow) -> list[str]:
    """The cells of a line; none once they were forgotten."""
    return list(json.loads(row.cells)) if row.cells else []


def plan_of(run: ImportRun) -> lines.Plan:
    """How the run's lines are read."""
    return lines.Plan(
        headings=headings_of(run),
        fields=fields_of(run),
        kind=run.kind,
        datum=run.datum,
        as_records=run.as_records,
        kinds=_words_for({kind.key: (kind.name, kind.public_name) for kind in kinds.known()}),
        topics={kind.key: _words_for({topic.key: (topic.name,) for topic in kind.topics}) for kind in kinds.known()},
    )


def _words_for(named: Mapping[str, Sequence[kinds.Words]]) -> dict[str, str]:
    """What people may write for each key: the key and its names in every language."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        with translation.override(language):
            for key, names in named.items():
                found |= {str(name).lower(): key for name in names} | {key: key}
    return found


def counts(run: ImportRun) -> Counter[str]:
    """Lines by outcome, as they stand now."""
    return Counter(dict(run.rows.values_list("outcome").annotate(Count("id")).order_by()))


def here(run: ImportRun, numbers: Collection[str]) -> dict[str, str]:
    """Which of the outside numbers are in the room already, each with the digest of its words."""
    found = Matter.objects.filter(room=run.room_id, origin=run.origin, outside_id__in=numbers)
    return dict(found.values_list("outside_id", "sent_digest"))


def preview(run: ImportRun) -> Preview:
    """Read every waiting line as the plan says and write nothing."""
    plan, now = plan_of(run), timezone.now()
    total: Counter[str] = Counter()
    first: list[tuple[int, lines.Draft]] = []
    faults: list[FaultyLine] = []
    seen: dict[str, str] = {}
    for chunk in _chunks(run):
        read = [(row.line, _read(row, plan, now)) for row in chunk]
        numbers = [draft.outside_id for _, draft in read if isinstance(draft, lines.Draft)]
        seen |= {number: digest for number, digest in here(run, numbers).items() if number not in seen}
        for line, draft in read:
            fault = draft if isinstance(draft, lines.Fault) else None
            if isinstance(draft, lines.Draft):
                try:
                    total[Outcome.IMPORTED if lines.is_new(draft, seen) else Outcome.KNOWN] += 1
                except lines.Fault as taken:
                    fault = taken
                if len(first) < SHOWN_LINES:
                    first.append((line, draft))
            if fault is not None:
                total[Outcome.ASIDE] += 1
                if len(faults) < SHOWN_FAULTS:
                    faults.append(FaultyLine(line, fault.reason, fault.detail))
    return Preview(total, first, faults)


def _chunks(run: ImportRun) -> Iterator[list[ImportRow]]:
    waiting = run.rows.filter(outcome=Outcome.WAITING).order_by("line").iterator(chunk_size=CHUNK)
    while chunk := list(islice(waiting, CHUNK)):
        yield chunk


def _read(row: ImportRow, plan: lines.Plan, now: datetime) -> lines.Draft | lines.Fault:
    try:
        return lines.read(cells_of(row), plan, now)
    except lines.Fault as fault:
        return fault
