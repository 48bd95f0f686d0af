"""Questions about imports: which there are, how far they are, what a file would bring."""

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice

from django.db.models import Count, Q, QuerySet
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
SEARCHED_LINES = 200  # for the first that can be shown; a page must not read a whole broken file
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


@dataclass
class Trial:
    """What a dry run has found in the lines read so far, `part` of them just now. `seen` is every number that is here or
    came up, with its digest."""

    read: int = 0
    part: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    faults: list[FaultyLine] = field(default_factory=list)
    seen: dict[str, str] = field(default_factory=dict)


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
    runs = ImportRun.objects.filter(room=room, fingerprint=fingerprint, state__in=begun)
    return runs.filter(started_at__isnull=False).first()


def origins(room: Room) -> list[str]:
    """Where tables came from before, for the choice."""
    return list(ImportRun.objects.filter(room=room).order_by("origin").values_list("origin", flat=True).distinct())


def stalled(now: datetime) -> QuerySet[ImportRun]:
    """Files being read, dry runs and imports under way that nobody carries on."""
    moving = Q(state__in=(ImportRun.State.READING, ImportRun.State.RUNNING, ImportRun.State.UNDOING))
    tried = Q(state=ImportRun.State.PREVIEWED, tried_at__isnull=True)
    return ImportRun.objects.filter(moving | tried, moved_at__lt=now - STALLED).order_by("moved_at")


def step_of(run: ImportRun) -> str:
    """What the worker is to do next for the run, by a name that changes with every bit of headway that is not lost.

    A batch that came in is kept; reading and the dry run begin at the first line again.
    """
    since = run.moved_at if run.is_moving else run.planned_at
    return f"import:{run.pk}:{run.state}:{since.timestamp()}"


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
        kinds=_words_for({kind.key: (kind.name, kind.public_name) for kind in kinds.open_to_all()}),
        topics={
            kind.key: _words_for({topic.key: (topic.name,) for topic in kind.topics}) for kind in kinds.open_to_all()
        },
    )


def topic_words() -> frozenset[str]:
    """Every word for a topic of ours, lower-case: keys, and names in every language."""
    named = (_words_for({topic.key: (topic.name,) for topic in kind.topics}) for kind in kinds.known())
    return frozenset().union(*named)


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
    """What the dry run found, with the first lines as they would read."""
    counts = {
        Outcome.IMPORTED: run.would_come,
        Outcome.KNOWN: run.would_be_known,
        Outcome.ASIDE: run.would_stay_aside,
    }
    plan, now = plan_of(run), timezone.now()
    drafts = ((row.line, _read(row, plan, now)) for row in waiting(run)[:SEARCHED_LINES])
    good = ((line, draft) for line, draft in drafts if isinstance(draft, lines.Draft))
    found = [FaultyLine(**fault) for fault in run.faults]
    return Preview({key: count for key, count in counts.items() if count}, list(islice(good, SHOWN_LINES)), found)


def is_outdated(run: ImportRun) -> bool:
    """Whether another table from the same place came in or went out since the dry run began."""
    if run.state != ImportRun.State.PREVIEWED or run.tried_at is None:
        return False
    over = ImportRun.objects.filter(room=run.room_id, origin=run.origin, finished_at__isnull=False)
    return over.filter(moved_at__gte=run.tried_at).exists()


def waiting(run: ImportRun) -> QuerySet[ImportRow]:
    """The lines that have not come in, in their order."""
    return run.rows.filter(outcome=Outcome.WAITING).order_by("line")


def try_lines(run: ImportRun) -> Iterator[Trial]:
    """Read every waiting line as the plan says and write nothing; the same trial again after each part, the whole last."""
    plan, now, trial = plan_of(run), timezone.now(), Trial()
    last = 0
    yield trial
    # By key, with no cursor left open: SQLite would refuse the caller's next write once another process wrote meanwhile.
    while part := list(waiting(run).filter(line__gt=last)[:CHUNK]):
        last = part[-1].line
        read = [(row.line, _read(row, plan, now)) for row in part]
        numbers = {draft.outside_id for _, draft in read if isinstance(draft, lines.Draft)} - trial.seen.keys()
        trial.seen |= here(run, numbers)
        for line, draft in read:
            _count(trial, line, draft)
        trial.part = len(part)
        trial.read += trial.part
        yield trial


def _count(trial: Trial, line: int, draft: lines.Draft | lines.Fault) -> None:
    fault = draft
    if isinstance(draft, lines.Draft):
        try:
            trial.counts[Outcome.IMPORTED if lines.is_new(draft, trial.seen) else Outcome.KNOWN] += 1
        except lines.Fault as taken:
            fault = taken
    if isinstance(fault, lines.Fault):
        trial.counts[Outcome.ASIDE] += 1
        if len(trial.faults) < SHOWN_FAULTS:
            trial.faults.append(FaultyLine(line, fault.reason, fault.detail))


def _read(row: ImportRow, plan: lines.Plan, now: datetime) -> lines.Draft | lines.Fault:
    try:
        return lines.read(cells_of(row), plan, now)
    except lines.Fault as fault:
        return fault
