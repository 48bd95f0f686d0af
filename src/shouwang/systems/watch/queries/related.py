"""Which reports a new one may belong to: led to by rare grams and by place, then compared in full."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import numpy as np
from django.db.models import Q, QuerySet

from shouwang.kernel.ground.models import Place, Room
from shouwang.kernel.matters import lifecycle
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.matters.queries import visible
from shouwang.kernel.people.models import Account
from shouwang.lib.coordinates import Point, distance_m
from shouwang.systems.watch.models import GramCount, Posting, Suggestion, Trait
from shouwang.systems.watch.related import Counts, Likeness, Rarity, Traits, likeness
from shouwang.systems.watch.related.grams import Numbers, Weights

LED_BY_NAMES: Final = 24
LED_BY_WORDS: Final = 12
MOST_LED: Final = 2_000  # postings read for one report
COMPARED: Final = 40  # that share most
SHOWN: Final = 5
RECENT: Final = timedelta(days=90)
NEAR_DEGREES: Final = 0.002  # about 200 m, wider than `scoring.NEAR`
NEAR_SINCE: Final = timedelta(days=30)


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
    return Rarity(
        before.total,
        {**before.names, **_counts(names, is_name=True)},
        {**before.words, **_counts(words, is_name=False)},
    )


def whole(matter: Matter) -> str:
    """What `reasons` reads: the title, and the text under it."""
    return f"{matter.title}\n{matter.text}"


def like(matter: Matter, traits: Traits, now: datetime) -> list[Found]:
    """What of its room is open or recent and may be the same matter, the likest first, at most SHOWN."""
    own = rarity_of([traits])
    candidates = _candidates(matter, traits, own, now)
    kept = {row.matter_id: row for row in Trait.objects.filter(matter__in=candidates)}
    others = {one.pk: traits_in(kept[one.pk]) for one in candidates if one.pk in kept}
    rarity = rarity_of(others.values(), known=own)  # what the others say weighs too
    found = [
        Found(
            one.merged_into or one,
            one,
            likeness(traits, others[one.pk], rarity, metres=apart(matter, one), days=days(matter, one)),
            rarity,
        )
        for one in candidates
        if one.pk in others
    ]
    enough = [one for one in found if one.likeness.is_enough and one.matter.pk != matter.pk]
    likest: dict[UUID, Found] = {}
    for one in sorted(enough, key=lambda one: (-one.likeness.score, str(one.alike.pk))):
        likest.setdefault(one.matter.pk, one)
    return list(likest.values())[:SHOWN]


def telling(traits: Traits, rarity: Rarity) -> tuple[Numbers, Numbers]:
    """The grams of names and of words by which others are led here: the rarest. Shapes (names,), (words,)."""
    return (
        _rarest(traits.names.grams, rarity.of_names(traits.names.grams), LED_BY_NAMES),
        _rarest(traits.words.grams, rarity.of_words(traits.words.grams), LED_BY_WORDS),
    )


def suggestions(viewer: Account, matter: Matter) -> QuerySet[Suggestion]:
    """What the matter may belong to and nobody decided yet, of what the viewer may see; the likest first."""
    seen = visible(viewer).open()
    waiting = Suggestion.objects.filter(matter=matter, state=Suggestion.State.OPEN, other__in=seen)
    return waiting.select_related("other__room", "other__place", "matter__place").order_by("-score", "id")


@dataclass(frozen=True)
class Pair:
    """A suggestion as it is shown: the other report, and why."""

    key: UUID
    other: Matter
    names: tuple[str, ...]
    words: tuple[str, ...]
    metres: int | None


def pairs(viewer: Account, matter: Matter) -> list[Pair]:
    """What the matter may belong to, with the reasons."""
    return [
        Pair(one.pk, one.other, tuple(one.names.splitlines()), tuple(one.words.splitlines()), one.metres)
        for one in suggestions(viewer, matter)
    ]


def suggestion_of(viewer: Account, key: UUID) -> Suggestion | None:
    """One suggestion, when the viewer may see both."""
    seen = visible(viewer)
    found = Suggestion.objects.filter(matter__in=seen, other__in=seen, pk=key)
    return found.select_related("matter__room", "other__room").first()


def position(matter: Matter) -> Point | None:
    """Where it is: its own position, else its place's."""
    if matter.latitude is not None and matter.longitude is not None:
        return matter.latitude, matter.longitude
    return (matter.place.latitude, matter.place.longitude) if matter.place else None


def apart(one: Matter, other: Matter) -> float | None:
    """Metres between two matters; None when one has no position."""
    here, there = position(one), position(other)
    return distance_m(here, there) if here and there else None


def days(one: Matter, other: Matter) -> float:
    """Days from the other to this one; below 0 where the other is the later one."""
    return (one.received_at - other.received_at).total_seconds() / 86400


def pack(counts: Counts) -> bytes:
    """Grams and their counts as bytes."""
    return np.stack([counts.grams, counts.times]).astype("<i8").tobytes()


def traits_in(row: Trait) -> Traits:
    """What a stored row holds."""
    return Traits(_unpacked(bytes(row.names)), _unpacked(bytes(row.words)))


def _unpacked(packed: bytes) -> Counts:
    table = np.frombuffer(packed, dtype="<i8").reshape(2, -1)
    return Counts(table[0].astype(np.int64), table[1].astype(np.int64))


def _candidates(matter: Matter, traits: Traits, rarity: Rarity, now: datetime) -> list[Matter]:
    keys = _led(traits, rarity)
    here = Matter.objects.filter(room=matter.room_id).exclude(pk=matter.pk)
    recent = Q(received_at__gt=now - RECENT) | ~Q(state__in=lifecycle.ENDED)
    # What was joined with another leads to that one.
    joined = Q(state=lifecycle.MERGED) & ~Q(merged_into__state__in=lifecycle.ENDED)
    alive = here.exclude(state=lifecycle.WITHDRAWN).filter(joined | recent & ~Q(state=lifecycle.MERGED))
    near = _near(matter, alive, now)
    return list(alive.filter(Q(pk__in=keys) | Q(pk__in=near)).select_related("place", "merged_into"))


def _led(traits: Traits, rarity: Rarity) -> list[UUID]:
    """The reports that share most of the rarest grams, read rarest first until enough postings are read."""
    names, words = telling(traits, rarity)
    weights: dict[UUID, float] = {}
    for grams, weigh, is_name in ((names, rarity.of_names, True), (words, rarity.of_words, False)):
        each = dict(zip(grams.tolist(), weigh(grams).tolist(), strict=True))
        rows = Posting.objects.filter(gram__in=_read(each, rarity, is_name=is_name), is_name=is_name)
        for gram, key in rows.values_list("gram", "matter_id"):
            weights[key] = weights.get(key, 0) + each[gram] ** 2
    return sorted(weights, key=lambda key: (-weights[key], str(key)))[:COMPARED]


def _read(each: dict[int, float], rarity: Rarity, *, is_name: bool) -> list[int]:
    held = rarity.names if is_name else rarity.words
    chosen: list[int] = []
    read = 0
    for gram in sorted(each, key=lambda gram: (-each[gram], gram)):
        read += held.get(gram, 0)
        if read > MOST_LED and chosen:
            break
        chosen.append(gram)
    return chosen


def _near(matter: Matter, alive: QuerySet[Matter], now: datetime) -> list[UUID]:
    here = position(matter)
    if here is None:
        return []
    box = Q(latitude__range=(here[0] - NEAR_DEGREES, here[0] + NEAR_DEGREES)) & Q(
        longitude__range=(here[1] - NEAR_DEGREES, here[1] + NEAR_DEGREES)
    )
    return list(alive.filter(box, received_at__gt=now - NEAR_SINCE).values_list("pk", flat=True)[:COMPARED])


def _rarest(grams: Numbers, weights: Weights, most: int) -> Numbers:
    order = np.lexsort((grams, -weights))[:most]
    return grams[order[weights[order] > 0]]


def _distinct(counts: Iterable[Counts]) -> set[int]:
    return {gram for one in counts for gram in one.grams.tolist()}


def _counts(grams: Collection[int], *, is_name: bool) -> dict[int, int]:
    found = GramCount.objects.filter(is_name=is_name, gram__in=grams)
    return dict(found.values_list("gram", "reports"))
