"""The room's ways as they are walked: in how many pieces, which place hangs on which, and where nothing leads."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

import numpy as np
from django.db.models import Count, QuerySet

from shouwang.kernel.ground.models import Place, Room, WayImport
from shouwang.kernel.ground.network import home_of, lines_of
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import rooms
from shouwang.lib.planning.network import Network
from shouwang.lib.planning.noding import Line

NOWHERE = -1


@dataclass(frozen=True)
class Attached:
    """A place, the piece it hangs on (NOWHERE: no lane is near), the metres to the lane, and whether one comes there from
    the room: at all, and while gates are closed."""

    place: Place
    piece: int
    metres: float
    is_reached: bool
    is_reached_at_night: bool


@dataclass(frozen=True)
class Ways:
    """Lines as a network, with the room's places on it."""

    network: Network
    places: tuple[Place, ...]
    home: tuple[float, float]

    @cached_property
    def metres(self) -> float:
        """All ways together."""
        return float(self.network.metres.sum())

    @cached_property
    def pieces(self) -> tuple[float, ...]:
        """The metres of each piece, the longest first."""
        return tuple(piece.metres for piece in self.network.pieces())

    @cached_property
    def is_room_off(self) -> bool:
        """Whether no lane passes near the room itself."""
        return bool(self.network.attach(np.array([self.home])).far)

    @cached_property
    def attached(self) -> tuple[Attached, ...]:
        """Each place, those that nothing leads to first."""
        points = np.array([*((place.longitude, place.latitude) for place in self.places), self.home], dtype=np.float64)
        by_day, off = self._pieces_of(points, night=False)
        by_night, _ = self._pieces_of(points, night=True)
        # Where the room is off the lanes, a round walks over to the longest piece first.
        day, night = (max(pieces[-1], 0) for pieces in (by_day, by_night))
        found = [
            Attached(place, by_day[n], off[n], by_day[n] == day, by_night[n] == night)
            for n, place in enumerate(self.places)
        ]
        return tuple(sorted(found, key=lambda one: (one.is_reached, one.is_reached_at_night)))

    def _pieces_of(
        self, points: np.ndarray[tuple[int, int], np.dtype[np.float64]], *, night: bool
    ) -> tuple[list[int], list[float]]:
        """Of each point the number of the piece it hangs on, and how far off its lane is."""
        spots = self.network.attach(points, night=night)
        of = {
            int(node): number for number, piece in enumerate(self.network.pieces(night=night)) for node in piece.nodes
        }
        pieces = [NOWHERE if edge < 0 else of[int(self.network.edges[edge, 0])] for edge in spots.edge.tolist()]
        return pieces, spots.off.tolist()


def ways(room: Room, more: Sequence[Line] = ()) -> Ways:
    """The room's ways, with `more` as they would be with these."""
    places = tuple(room.places.order_by("name"))
    return Ways(Network.of([*lines_of(room), *more]), places, home_of(room, places))


def imports(room: Room) -> QuerySet[WayImport]:
    """What came in together, the newest first, with `count` of its ways."""
    return WayImport.objects.filter(room=room).annotate(count=Count("ways")).order_by("-brought_at", "-id")


def import_of(viewer: Account, key: UUID) -> WayImport | None:
    """One import, for those who plan there."""
    here = rooms(viewer, Permission.PATROL_PLAN)
    return WayImport.objects.filter(room__in=here, pk=key).select_related("room").first()
