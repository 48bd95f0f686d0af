"""What was found in an import: groups of reports that are perhaps one matter, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from uuid import UUID

from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters.models import Matter
from shouwang.systems.watch.models import GroupedReport, Grouping
from shouwang.systems.watch.queries.related import apart, days, gazetteer, rarity_of, whole
from shouwang.systems.watch.related import reasons, traits

MOST = 20_000  # reports of one import that are looked through, the newest
STALLED = timedelta(minutes=30)  # who looks so long was killed
HELD_AGAINST = 3  # others that the first of a group is held against
SHOWN = 20
MOST_SAID = 3


@dataclass(frozen=True)
class Found:
    """A group that nobody decided yet, the oldest report first, with the names and words the first shares with others."""

    number: int
    matters: Sequence[Matter]
    names: Sequence[str]
    words: Sequence[str]

    @property
    def over(self) -> int:
        """How many are over, so that they can be linked and not joined."""
        return sum(not one.is_open for one in self.matters)


def grouping_of(room: Room, run: UUID) -> Grouping | None:
    """What is known of an import of the room; the caller may see it."""
    return Grouping.objects.filter(room=room, run=run).first()


def standing(grouping: Grouping, now: datetime) -> str:
    """Its state; one whose worker was killed has failed, so that it can be asked for again."""
    is_stalled = grouping.state == Grouping.State.WAITING and grouping.asked_at < now - STALLED
    return Grouping.State.FAILED if is_stalled else grouping.state


def to_group(grouping: Grouping) -> list[Matter]:
    """The matters of the import that still have words, oldest first."""
    brought = Matter.objects.filter(import_rows__run=grouping.run).values("pk")
    here = Matter.objects.filter(pk__in=brought, room=grouping.room, emptied_at=None, merged_into=None)
    newest = here.select_related("place").order_by("-received_at", "-id")[:MOST]
    return list(newest)[::-1]


def undecided(grouping: Grouping) -> int:
    """How many groups wait to be decided."""
    return GroupedReport.objects.filter(grouping=grouping).values("number").distinct().count()


def in_group(grouping: Grouping, number: int) -> list[Matter]:
    """The reports of one group, oldest first."""
    rows = GroupedReport.objects.filter(grouping=grouping, number=number).select_related("matter__room")
    return [row.matter for row in rows.order_by("matter__received_at", "matter_id")]


def found_in(grouping: Grouping, most: int = SHOWN) -> list[Found]:
    """The first groups that wait to be decided, the greatest first."""
    waiting = GroupedReport.objects.filter(grouping=grouping)
    numbers = list(waiting.values_list("number", flat=True).distinct().order_by("number")[:most])
    rows = waiting.filter(number__in=numbers).select_related("matter__place", "matter__room")
    ordered = rows.order_by("number", "matter__received_at", "matter_id")
    known = gazetteer(grouping.room)
    return [
        _found(number, [row.matter for row in members], known)
        for number, members in groupby(ordered, key=lambda row: row.number)
    ]


def _found(number: int, matters: list[Matter], known: Sequence[str]) -> Found:
    first, others = matters[0], matters[1 : 1 + HELD_AGAINST]
    rarity = rarity_of(traits(one.text, title=one.title, gazetteer=known) for one in (first, *others))
    whys = [
        reasons(
            whole(first),
            whole(one),
            rarity,
            gazetteer=known,
            metres=apart(first, one),
            days=days(first, one),
        )
        for one in others
    ]
    names = dict.fromkeys(name for why in whys for name in why.names)
    words = dict.fromkeys(word for why in whys for word in why.words)
    return Found(number, matters, list(names)[:MOST_SAID], list(words)[:MOST_SAID])
