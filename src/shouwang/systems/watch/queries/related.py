"""Which reports a new one may belong to: led to by rare grams and by place, then compared in full."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, TypedDict
from uuid import UUID

import numpy as np
from django.db import connection
from django.db.models import Q, QuerySet

from shouwang.kernel.ground.models import Place, Room
from shouwang.kernel.matters import lifecycle
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.matters.queries import visible
from shouwang.kernel.people.models import Account
from shouwang.lib.coordinates import Point, distance_m
from shouwang.lib.grams import Numbers, Weights
from shouwang.systems.watch.models import Posting, Suggestion, Trait
from shouwang.systems.watch.related import Counts, Likeness, Rarity, Traits, likenesses, possible
from shouwang.systems.watch.related.cells import around, cell, number

LED_BY_NAMES: Final = 24
LED_BY_WORDS: Final = 12
NEWEST: Final = 60  # reports that one lead leads to: of what stands in more, older ones are led to by what is rarer
COMPARED: Final = 40  # that share most
NEAR: Final = 20  # and so many close by
LOOKED_AT: Final = 3  # times as many are led to, since some are over for long
SHOWN: Final = 5
RECENT: Final = timedelta(days=90)
UNDECIDED: Final = Q(state=Suggestion.State.OPEN)
NO_WORDS: Final = Counts.read([])


@dataclass(frozen=True)
class Found:
    """A matter that the report may belong to, and the report in it that is alike: itself, or one that was joined with it."""

    matter: Matter
    alike: Matter
    likeness: Likeness
    rarity: Rarity


def gazetteer(room: Room) -> list[str]:
    """The names people use in the room: its places, villages and ways."""
    places = Place.objects.filter(room=room).values_list("name", flat=True)
    villages, ways = room.villages.values_list("name", flat=True), room.ways.values_list("name", flat=True)
    return [name for name in (*places, *villages, *ways) if len(name) >= 2]


def rarity_of(traits: Iterable[Traits], known: Rarity | None = None) -> Rarity:
    """How much each of these grams says, by the reports of all rooms; `known` is not asked for again."""
    several = list(traits)
    before = known or Rarity(Trait.objects.count(), {}, {})
    names = _distinct(one.names for one in several) - before.names.keys()
    words = _distinct(one.words for one in several) - before.words.keys()
    counts = _counts(names | words)
    held_as_names = {gram: reports for gram, is_name, reports in counts if is_name}
    held_as_words = {gram: reports for gram, is_name, reports in counts if not is_name}
    return Rarity(before.total, {**before.names, **held_as_names}, {**before.words, **held_as_words})


def whole(matter: Matter) -> str:
    """What `reasons` reads: the title, and the text under it."""
    return f"{matter.title}\n{matter.text}"


def like(matter: Matter, traits: Traits, now: datetime) -> list[Found]:
    """What of its room is open or recent and may be the same matter, the likest first, at most SHOWN."""
    own = rarity_of([traits])
    candidates = _candidates(matter, traits, own, now)
    # Names first: most fall out by them, and what their many words weigh need not be looked up.
    by_names = rarity_of([Traits(one.traits.names, NO_WORDS) for one in candidates], known=own)
    may_be = possible(traits, _traits(candidates), by_names, **_between(matter, candidates))
    candidates = [one for one, is_possible in zip(candidates, may_be.tolist(), strict=True) if is_possible]
    rarity = rarity_of(_traits(candidates), known=by_names)  # what the others say weighs too
    likest = likenesses(traits, _traits(candidates), rarity, **_between(matter, candidates))
    enough: dict[UUID, tuple[UUID, Likeness]] = {}
    pairs = zip(candidates, likest, strict=True)
    for one, how in sorted(pairs, key=lambda pair: (-pair[1].score, str(pair[0].key))):
        if how.is_enough and one.leads_to != matter.pk:
            enough.setdefault(one.leads_to, (one.key, how))
    shown = list(enough.items())[:SHOWN]
    wanted = {key for leads_to, (alike, _) in shown for key in (leads_to, alike)}
    matters = Matter.objects.select_related("room", "place").in_bulk(wanted)
    return [Found(matters[leads_to], matters[alike], how, rarity) for leads_to, (alike, how) in shown]


@dataclass(frozen=True)
class Lead:
    """What leads a new report to another: a gram that both hold, or a square of the map; `weight` is how much it says."""

    kind: Posting.Kind
    gram: int
    weight: float


def told(traits: Traits, rarity: Rarity) -> list[Lead]:
    """The grams of names and of words by which others are led here: the rarest."""
    names = _rarest(Posting.Kind.NAME, traits.names.grams, rarity.of_names(traits.names.grams), LED_BY_NAMES)
    return names + _rarest(Posting.Kind.WORD, traits.words.grams, rarity.of_words(traits.words.grams), LED_BY_WORDS)


def leads(matter: Matter, traits: Traits, rarity: Rarity) -> list[Lead]:
    """All that others are led here by."""
    here = position(matter)
    return told(traits, rarity) + ([Lead(Posting.Kind.CELL, number(cell(here)), 1)] if here else [])


def suggestions(viewer: Account, matter: Matter, now: datetime) -> QuerySet[Suggestion]:
    """What the matter may belong to and nobody decided yet, of what the viewer may see; the likest first."""
    waiting = Suggestion.objects.filter(matter=matter, other__in=_shown(viewer, now))
    return (
        waiting.filter(UNDECIDED)
        .select_related("other__room", "other__place", "matter__place")
        .order_by("-score", "id")
    )


def undecided(viewer: Account, matters: Iterable[Matter], now: datetime) -> frozenset[UUID]:
    """Which of these may belong to another that the viewer sees, and nobody decided yet."""
    of_these = Suggestion.objects.filter(UNDECIDED, matter__in=[one.pk for one in matters])
    return frozenset(of_these.filter(other__in=_shown(viewer, now)).values_list("matter", flat=True))


def _shown(viewer: Account, now: datetime) -> QuerySet[Matter]:
    """What is open, or was over not long ago: the same trouble is there again."""
    over = Q(state__in=(lifecycle.CLOSED, lifecycle.RETURNED), ended_at__gt=now - RECENT)
    return visible(viewer).filter(Q(ended_at=None) | over)


@dataclass(frozen=True)
class Pair:
    """A suggestion as it is shown: the other report, and why."""

    key: UUID
    other: Matter
    names: tuple[str, ...]
    words: tuple[str, ...]
    metres: int | None


def pairs(viewer: Account, matter: Matter, now: datetime) -> list[Pair]:
    """What the matter may belong to, with the reasons."""
    return [
        Pair(one.pk, one.other, tuple(one.names.splitlines()), tuple(one.words.splitlines()), one.metres)
        for one in suggestions(viewer, matter, now)
    ]


def suggestion_of(viewer: Account, key: UUID) -> Suggestion | None:
    """One suggestion, when the viewer may see both."""
    seen = visible(viewer)
    found = Suggestion.objects.filter(matter__in=seen, other__in=seen, pk=key)
    return found.select_related("matter__room", "other__room").first()


def position(matter: Matter) -> Point | None:
    """Where it is: its own position, else its place's."""
    place = matter.place
    return _point(matter.latitude, matter.longitude) or (_point(place.latitude, place.longitude) if place else None)


def apart(one: Matter, other: Matter) -> float | None:
    """Metres between two matters; None when one has no position."""
    return _metres(position(one), position(other))


def days(one: Matter, other: Matter) -> float:
    """Days from the other to this one; below 0 where the other is the later one."""
    return _days(one.received_at, other.received_at)


def pack(counts: Counts) -> bytes:
    """Grams and their counts as bytes."""
    return np.stack([counts.grams, counts.times]).astype("<i8").tobytes()


def traits_in(row: Trait) -> Traits:
    """What a stored row holds."""
    return Traits(_unpacked(bytes(row.names)), _unpacked(bytes(row.words)))


def _unpacked(packed: bytes) -> Counts:
    table = np.frombuffer(packed, dtype="<i8").reshape(2, -1)
    return Counts(table[0].astype(np.int64), table[1].astype(np.int64))


@dataclass(frozen=True)
class _Candidate:
    """With only what comparing needs: a row of CANDIDATE."""

    key: UUID
    leads_to: UUID  # itself, or the matter it was joined with
    received_at: datetime
    position: Point | None
    traits: Traits


class _Between(TypedDict):
    """Metres and days from a report to each candidate."""

    metres: list[float | None]
    days: list[float]


CANDIDATE: Final = (
    "matter_id", "matter__merged_into_id", "matter__received_at", "matter__latitude", "matter__longitude",
    "matter__place__latitude", "matter__place__longitude", "names", "words",
)  # fmt: skip


def _candidates(matter: Matter, traits: Traits, rarity: Rarity, now: datetime) -> list[_Candidate]:
    """Those that share most of what is rare, and those close by."""
    sharing = _led(matter.room_id, told(traits, rarity), LOOKED_AT * COMPARED)
    close_by = _led(matter.room_id, _near(position(matter)), NEAR)
    rows = _alive_rows({*sharing[:COMPARED], *close_by} - {matter.pk}, now)
    if 2 * len(rows) < COMPARED < len(sharing):  # most of the first are over for long: the next ones may not be
        rows += _alive_rows({*sharing[COMPARED:]} - {*close_by, matter.pk}, now)
    return [_candidate(*row) for row in rows]


def _alive_rows(keys: set[UUID], now: datetime) -> list[Any]:
    return list(Trait.objects.filter(_is_alive(now), matter__in=keys).values_list(*CANDIDATE))


def _traits(candidates: Sequence[_Candidate]) -> list[Traits]:
    return [one.traits for one in candidates]


def _between(matter: Matter, candidates: Sequence[_Candidate]) -> _Between:
    here = position(matter)
    return {
        "metres": [_metres(here, one.position) for one in candidates],
        "days": [_days(matter.received_at, one.received_at) for one in candidates],
    }


def _candidate(
    key: UUID,
    into: UUID | None,
    received_at: datetime,
    latitude: float | None,
    longitude: float | None,
    place_latitude: float | None,
    place_longitude: float | None,
    names: bytes,
    words: bytes,
) -> _Candidate:
    at = _point(latitude, longitude) or _point(place_latitude, place_longitude)
    return _Candidate(key, into or key, received_at, at, Traits(_unpacked(names), _unpacked(words)))


def _is_alive(now: datetime) -> Q:
    """A new report may belong to it: it is open or recent, or was joined with one that is open."""
    recent = Q(matter__received_at__gt=now - RECENT) | ~Q(matter__state__in=lifecycle.ENDED)
    joined = Q(matter__state=lifecycle.MERGED) & ~Q(matter__merged_into__state__in=lifecycle.ENDED)
    return ~Q(matter__state=lifecycle.WITHDRAWN) & (joined | recent & ~Q(matter__state=lifecycle.MERGED))


def _near(here: Point | None) -> list[Lead]:
    return [Lead(Posting.Kind.CELL, number(one), 1) for one in around(here)] if here else []


def _led(room: UUID, leads: Sequence[Lead], most: int) -> list[UUID]:
    """Of the newest reports of the room that each lead stands in, those with the greatest sum of weights.

    One walk of the index per lead: the ORM has no union of limited queries on SQLite, and without the limit a common
    word reads the whole room.
    """
    if not leads:
        return []
    each = (
        "SELECT * FROM (SELECT matter_id, %s AS weight FROM watch_posting "
        "WHERE room_id = %s AND kind = %s AND gram = %s ORDER BY matter_id DESC LIMIT %s) AS newest"
    )
    statement = (
        f"SELECT matter_id FROM ({' UNION ALL '.join([each] * len(leads))}) AS led "  # noqa: S608  no value is in it
        "GROUP BY matter_id ORDER BY SUM(weight) DESC, matter_id DESC LIMIT %s"
    )
    own = Matter._meta.pk.get_db_prep_value(room, connection)  # as the database keeps it: SQLite as letters
    values = [value for one in leads for value in (one.weight**2, own, one.kind.value, one.gram, NEWEST)]
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, most])
        return [key if isinstance(key, UUID) else UUID(key) for (key,) in cursor.fetchall()]


def _rarest(kind: Posting.Kind, grams: Numbers, weights: Weights, most: int) -> list[Lead]:
    order = np.lexsort((grams, -weights))[:most]
    rarest = zip(grams[order].tolist(), weights[order].tolist(), strict=True)
    return [Lead(kind, gram, weight) for gram, weight in rarest if weight > 0]


def _point(latitude: float | None, longitude: float | None) -> Point | None:
    return None if latitude is None or longitude is None else (latitude, longitude)


def _metres(one: Point | None, other: Point | None) -> float | None:
    return distance_m(one, other) if one and other else None


def _days(one: datetime, other: datetime) -> float:
    return (one - other).total_seconds() / 86400


def _distinct(counts: Iterable[Counts]) -> set[int]:
    return {gram for one in counts for gram in one.grams.tolist()}


def _counts(grams: Collection[int]) -> list[tuple[int, bool, int]]:
    """Gram, whether of names, and in how many reports. Written out, since the ORM takes three times as long to bind
    some thousand numbers as the database to look them up."""
    if not grams:
        return []
    numbers = ",".join(str(int(gram)) for gram in grams)
    statement = f"SELECT gram, is_name, reports FROM watch_gramcount WHERE gram IN ({numbers})"  # noqa: S608  numbers only
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return [(gram, bool(is_name), reports) for gram, is_name, reports in cursor.fetchall()]
