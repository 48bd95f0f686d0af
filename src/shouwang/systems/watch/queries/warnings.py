"""Questions of the early warning: which reports it looks at, and what it found."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from shouwang.kernel.ground.attention import Attention
from shouwang.kernel.ground.models import Grid, Place, Room
from shouwang.kernel.matters import kinds, lifecycle
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import rooms
from shouwang.lib.coordinates import EARTH_RADIUS, Point
from shouwang.systems.watch.kinds import KIND as REPORT
from shouwang.systems.watch.models import EarlyWarning
from shouwang.systems.watch.warning import metres

KIND = REPORT.key
NOT_ONE_OF_ITS_OWN = (lifecycle.MERGED, lifecycle.WITHDRAWN, lifecycle.RETURNED)


@dataclass(frozen=True)
class Located:
    """A report of a day at a place, in metres east and north of the room."""

    key: UUID
    topic: str
    day: date
    metres: tuple[float, float]


def located(room: Room, first: date, last: date) -> list[Located]:
    """The reports of those days that stand for themselves and have a place: merged ones count as one."""
    if room.latitude is None or room.longitude is None:
        return []
    found = (
        _reports(room, first, last)
        .annotate(at_lat=Coalesce("latitude", "place__latitude"), at_lon=Coalesce("longitude", "place__longitude"))
        .exclude(at_lat=None)
        .values_list("pk", "topic", "received_at", "at_lat", "at_lon")
    )
    origin = (room.latitude, room.longitude)
    placed = ((row, _metres((row[3], row[4]), origin)) for row in found)
    return [
        Located(row[0], row[1], timezone.localtime(row[2]).date(), where) for row, where in placed if where is not None
    ]


@dataclass(frozen=True)
class Landmark:
    """A place or a grid, by the metres east and north of the room."""

    key: str
    metres: tuple[float, float]


def landmarks(room: Room) -> list[Landmark]:
    """The room's places, and its grids by the middle of their box."""
    if room.latitude is None or room.longitude is None:
        return []
    origin = (room.latitude, room.longitude)
    places = Place.objects.filter(room=room).values_list("pk", "latitude", "longitude")
    grids = Grid.objects.filter(village__room=room).exclude(south=None)
    middles = grids.values_list("pk", (F("south") + F("north")) / 2, (F("west") + F("east")) / 2)
    found = [(f"place {key}", (lat, lon)) for key, lat, lon in places]
    found += [(f"grid {key}", (lat, lon)) for key, lat, lon in middles]
    return [Landmark(key, where) for key, point in found if (where := _metres(point, origin)) is not None]


def looks_on(room: Room, day: date) -> int:
    """How many reports of the day were looked at, also those that were joined or withdrawn since: their looks were spent."""
    return Matter.objects.filter(_came(room, day, day)).count()


def positions(origin: Point, east: float, north: float) -> Point:
    """The position in degrees of a point on the room's plane; the way back from `warning.metres`."""
    latitude = origin[0] + math.degrees(north / EARTH_RADIUS)
    longitude = origin[1] + math.degrees(east / (EARTH_RADIUS * math.cos(math.radians(origin[0]))))
    return latitude, longitude


def warnings(viewer: Account, room: Room) -> QuerySet[EarlyWarning]:
    """What the room was warned of, open ones first, newest first, for those who accept its matters."""
    seen = rooms(viewer, Permission.MATTER_ACCEPT).filter(pk=room.pk)
    found = EarlyWarning.objects.filter(room__in=seen).annotate(counted=Count("reports"))
    return found.order_by(F("decided_at").desc(nulls_first=True), "-found_at", "-id")


def warning_of(viewer: Account, key: UUID) -> EarlyWarning | None:
    """One warning, for those who accept its room's matters."""
    seen = rooms(viewer, Permission.MATTER_ACCEPT)
    return EarlyWarning.objects.select_related("room__station").filter(room__in=seen, pk=key).first()


STILL_TELLS = timedelta(days=14)  # after it was decided that something is done


def attention(room: Room, now: datetime) -> Iterable[Attention]:
    """What patrols weigh a place by: open warnings, and those something was done about lately; never dismissed ones."""
    acted = Q(state=EarlyWarning.State.ACTED, decided_at__gte=now - STILL_TELLS)
    for one in EarlyWarning.objects.filter(Q(state=EarlyWarning.State.OPEN) | acted, room=room).order_by("found_at"):
        weight = 3.0 if one.state == EarlyWarning.State.OPEN else 2.0
        topic = str(kinds.topic_name(KIND, one.topic)) if one.topic else ""
        yield Attention(one.latitude, one.longitude, one.radius_m, weight, topic, ("watch_warning", str(one.pk)))


def _reports(room: Room, first: date, last: date) -> QuerySet[Matter]:
    return Matter.objects.filter(_came(room, first, last)).exclude(state__in=NOT_ONE_OF_ITS_OWN)


def _came(room: Room, first: date, last: date) -> Q:
    start = timezone.make_aware(datetime.combine(first, time()))
    end = timezone.make_aware(datetime.combine(last + timedelta(days=1), time()))
    return Q(room=room, kind=KIND, received_at__gte=start, received_at__lt=end)


def _metres(point: Point, origin: Point) -> tuple[float, float] | None:
    try:
        return metres(point, origin=origin)
    except ValueError:
        return None  # a mistyped position warns of nothing
