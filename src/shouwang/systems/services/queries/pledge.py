"""What the room promises, and how it was kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from shouwang.kernel.figures import measures
from shouwang.kernel.figures.measures import Measure, Share
from shouwang.kernel.ground.models import Room
from shouwang.systems.services.models import Pledge
from shouwang.systems.services.pledge import SHIPPED, Heart, Sentence


@dataclass(frozen=True)
class Kept:
    """A promise with its count. `measure` is None where nothing counts it; `share` too where it was not promised yet."""

    sentence: Sentence
    measure: Measure | None
    share: Share | None


def sentences(room: Room) -> list[Sentence]:
    """All five in their order, the room's own before the shipped."""
    own = {Heart(row.heart): _of_row(row) for row in Pledge.objects.filter(room=room)}
    return [own.get(heart) or SHIPPED[heart] for heart in Heart]


def kept(room: Room, said: Iterable[Sentence], since: datetime, until: datetime) -> list[Kept]:
    """How each of the room's sentences was kept in that time."""
    return [_kept(room, one, since, until) for one in said]


def _kept(room: Room, one: Sentence, since: datetime, until: datetime) -> Kept:
    measure = measures.get(one.measure)
    promised = one.since is None or one.since <= timezone.localtime(since).date()
    return Kept(one, measure, measure.count(room, since, until) if measure and promised else None)


def _of_row(row: Pledge) -> Sentence:
    return Sentence(Heart(row.heart), row.words, row.words_en, row.measure, row.is_shown, row.since, row.changed_at)
