"""Hewan as a browser finds it: one room, its people, its bridge."""

from dataclasses import dataclass

from shouwang.kernel.ground.models import Place, Room
from shouwang.kernel.matters.actions import progress
from shouwang.kernel.matters.models import Matter
from tests.cast import Cast

TEXT = "桥头水涨上来了，有孩子在玩水。"


@dataclass(frozen=True)
class Village:
    room: Room
    cast: Cast


def only_hewan(cast: Cast) -> Village:
    """The cast's own room, alone, with where it is."""
    Room.objects.exclude(pk=cast.room.pk).delete()
    Room.objects.update(latitude=34.4, longitude=112.6)
    Place.objects.create(room=cast.room, name="村东桥头", latitude=34.401, longitude=112.606)
    return Village(cast.room, cast)


def see_to(village: Village, matter: Matter, answer: str) -> None:
    """What the desk does, from taking on to closing."""
    cast = village.cast
    progress.accept(by=cast.auxiliary, matter=matter)
    progress.assign(by=cast.officer, matter=matter, owner=cast.auxiliary)
    progress.start(by=cast.auxiliary, matter=matter)
    progress.report(by=cast.auxiliary, matter=matter, outcome=answer)
    progress.check(by=cast.officer, matter=matter)
    progress.close(by=cast.officer, matter=matter, answer=answer)
