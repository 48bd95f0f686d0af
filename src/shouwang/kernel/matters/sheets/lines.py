"""What one line of a table says, by the plan of its columns: a draft of a matter, or the fault that keeps it aside.

Nothing of a line is lost: what no field takes stands under the text as "heading：value".
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from shouwang.kernel.matters.sheets.fields import Field
from shouwang.kernel.matters.sheets.states import state_of
from shouwang.lib import coordinates
from shouwang.lib.cells import moment
from shouwang.lib.identity import clean_phone
from shouwang.lib.text import plain

MOST_SIGNS = 100_000
TITLE, WHERE, ID = 120, 200, 80
AHEAD = timedelta(days=1)  # clocks of other machines go wrong by hours, not by days

TO_WGS84: Mapping[str, Callable[[float, float], coordinates.Point]] = {
    "wgs84": lambda lat, lon: (lat, lon),
    "gcj02": coordinates.gcj02_to_wgs84,
    "bd09": lambda lat, lon: coordinates.gcj02_to_wgs84(*coordinates.bd09_to_gcj02(lat, lon)),
}


@dataclass(frozen=True)
class Plan:
    """How the columns are read. `kinds` and `topics` find keys by the words people use for them, lower-case."""

    headings: tuple[str, ...]
    fields: tuple[Field, ...]
    kind: str
    datum: str = "wgs84"
    as_records: bool = True
    kinds: Mapping[str, str] = field(default_factory=dict)
    topics: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Draft:
    """A line as a matter: times aware, position in WGS-84 degrees, `received_at` None where no column says it."""

    outside_id: str
    digest: str
    title: str
    text: str
    received_at: datetime | None
    reporter: str
    phone: str
    where: str
    position: coordinates.Point | None
    kind: str
    topic: str
    answer: str
    state: str
    ended_at: datetime | None


class Fault(Exception):
    """The line is kept aside; `reason` is a key of faults.WORDS, `detail` fills its words."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.reason, self.detail = reason, detail[:200]


def read(cells: Sequence[str], plan: Plan, now: datetime) -> Draft:
    """The draft of one line. Raises Fault."""
    if extra := [cell for cell in cells[len(plan.headings) :] if cell]:
        raise Fault("too_many_cells", " | ".join(extra))
    if (longest := max(map(len, cells), default=0)) > MOST_SIGNS:
        raise Fault("too_long", f"{longest:,}")
    return _Line([plain(cell) for cell in cells], plan).draft(now)


def is_new(draft: Draft, here: dict[str, str]) -> bool:
    """Whether no matter here has the draft's number; then it is noted in `here` (number to digest).

    The same number with the same words is the same matter, also when those words were erased since (digest "").
    Raises Fault when the words differ: bringing it in would make a double, leaving it out would lose something.
    """
    before = here.get(draft.outside_id)
    if before is None:
        here[draft.outside_id] = draft.digest
        return True
    if before not in ("", draft.digest):
        raise Fault("id_taken", draft.outside_id)
    return False


class _Line:
    """One line while it is read: cells by field, and what is left over for the text."""

    def __init__(self, cells: Sequence[str], plan: Plan) -> None:
        self.plan = plan
        self.filled: dict[Field, list[str]] = {}
        self.over: list[str] = []
        self.headings: dict[Field, str] = {}
        for heading, meaning, cell in zip(plan.headings, plan.fields, cells, strict=False):
            if not cell or meaning is Field.IGNORE:
                continue
            if meaning in (Field.EXTRA, Field.SAID_BY):
                self.over.append(f"{heading}：{cell}")
            else:
                self.filled.setdefault(meaning, []).append(cell)
                self.headings[meaning] = heading

    def one(self, meaning: Field) -> str:
        return (self.filled.get(meaning) or [""])[0]

    def leave(self, meaning: Field) -> None:
        """No field takes the cell as it stands, so the text does."""
        self.over.append(f"{self.headings[meaning]}：{self.one(meaning)}")

    def draft(self, now: datetime) -> Draft:
        title, said = self.one(Field.TITLE), "\n".join(self.filled.get(Field.TEXT, []))
        if not title and not said:
            raise Fault("said_nothing")
        received_at = self._received(now)
        position = self._position()
        kind, topic = self._kind()
        state, ended_at = self._state(received_at, now)
        digest, identifier = self._digest(), self.one(Field.OUTSIDE_ID)
        if len(identifier) > ID:
            self.leave(Field.OUTSIDE_ID)
            identifier = "sha256:" + hashlib.sha256(identifier.encode()).hexdigest()
        where = " ".join(self.filled.get(Field.WHERE, []))
        if len(where) > WHERE:
            self.over.append(f"{self.headings[Field.WHERE]}：{where}")
            where = where[: WHERE - 1] + "…"
        text = said
        if len(title) > TITLE:
            text, title = f"{title}\n{said}".strip(), title[: TITLE - 1] + "…"
        phone = self.one(Field.PHONE)
        return Draft(
            outside_id=identifier or f"sha256:{digest}",
            digest=digest,
            title=title,
            text="\n\n".join(part for part in (text, "\n".join(self.over)) if part),
            received_at=received_at,
            reporter=self.one(Field.REPORTER),
            phone=clean_phone(phone) or phone,
            where=where,
            position=position,
            kind=kind,
            topic=topic,
            answer="\n".join(self.filled.get(Field.ANSWER, [])),
            state=state,
            ended_at=ended_at,
        )

    def _received(self, now: datetime) -> datetime | None:
        if Field.RECEIVED not in self.plan.fields:
            if self.one(Field.HOUR):
                self.leave(Field.HOUR)  # an hour without its day
            return None
        day = self.one(Field.RECEIVED)
        if not day:
            raise Fault("time_missing")
        hour = self.one(Field.HOUR)
        cell = f"{day.removesuffix(' 00:00:00')} {hour}" if hour else day  # workbooks write a day as its midnight
        found = moment(cell)
        if found is None:
            raise Fault("time_unreadable", cell)
        if found > now + AHEAD:
            raise Fault("time_ahead", cell)
        return min(found, now)

    def _position(self) -> coordinates.Point | None:
        lat, lon = self.one(Field.LATITUDE), self.one(Field.LONGITUDE)
        both = self.one(Field.POSITION)
        if not (lat or lon or both):
            return None
        if bool(lat) != bool(lon):
            raise Fault("position_half", lat or lon)
        said = f"{lat}, {lon}" if lat else both
        point = _figures(lat, lon) if lat else _written(both)
        if point is None:
            raise Fault("position_unreadable", said)
        if coordinates.looks_swapped(*point):
            raise Fault("position_swapped", f"{point[1]}, {point[0]}")
        if not coordinates.in_china(*point):
            raise Fault("position_far", said)
        lat_m, lon_m = TO_WGS84[self.plan.datum](*point)
        return round(lat_m, 7), round(lon_m, 7)

    def _kind(self) -> tuple[str, str]:
        """Keys of kind and topic; words that name none stay in the text."""
        kind = self.plan.kinds.get(self.one(Field.KIND).lower(), "")
        if self.one(Field.KIND) and not kind:
            self.leave(Field.KIND)
        kind = kind or self.plan.kind
        topic = self.plan.topics.get(kind, {}).get(self.one(Field.TOPIC).lower(), "")
        if self.one(Field.TOPIC) and not topic:
            self.leave(Field.TOPIC)
        return kind, topic

    def _state(self, received_at: datetime | None, now: datetime) -> tuple[str, datetime | None]:
        state, is_kept = state_of(self.one(Field.STATE), as_records=self.plan.as_records)
        if self.one(Field.STATE) and not is_kept:
            self.leave(Field.STATE)
        ended = moment(self.one(Field.ENDED)) if self.one(Field.ENDED) else None
        if self.one(Field.ENDED) and (ended is None or ended > now or (received_at and ended < received_at)):
            self.leave(Field.ENDED)
            ended = None
        return state, ended

    def _digest(self) -> str:
        """What makes two lines the same: everything but counts and remarks, which change from one copy to the next."""
        same = (
            Field.TITLE, Field.TEXT, Field.RECEIVED, Field.HOUR, Field.WHERE, Field.REPORTER, Field.PHONE,
            Field.LATITUDE, Field.LONGITUDE, Field.POSITION,
        )  # fmt: skip
        said = "\x1e".join("\x1f".join(self.filled.get(meaning, [])) for meaning in same)
        return hashlib.sha256(said.encode()).hexdigest()


def _figures(lat: str, lon: str) -> coordinates.Point | None:
    try:
        return float(lat), float(lon)
    except ValueError:
        return None


def _written(both: str) -> coordinates.Point | None:
    """Both in one cell; unlike on the map, an exchanged pair is not put right in silence."""
    found = coordinates.parse_position(both)
    if found is None:
        return None
    return (found.lon, found.lat) if found.swapped else found.point
