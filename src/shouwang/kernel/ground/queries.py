"""Questions about the ground."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Q

from shouwang.kernel.ground.models import Grid, Place, Room, Way, WorkdayChange
from shouwang.kernel.ground.shapes import holds
from shouwang.lib.clock import WorkCalendar, china_calendar
from shouwang.lib.coordinates import distance_m

# Statutory days off since 2025; a year with as many entered by hand counts as known.
DAYS_OFF_A_YEAR = 13


def work_calendar() -> WorkCalendar:
    """The published working days of China with this installation's own changes."""
    return _calendar_with(frozenset(WorkdayChange.objects.values_list("date", "kind")))


@lru_cache(maxsize=4)
def _calendar_with(changes: frozenset[tuple[date, str]]) -> WorkCalendar:
    """Made once for the same changes: it goes through twenty years of days, and every step of a matter asks for it."""
    years = Counter(day.year for day, kind in changes if kind == WorkdayChange.Kind.HOLIDAY)
    return china_calendar(
        extra_holidays=[day for day, kind in changes if kind == WorkdayChange.Kind.HOLIDAY],
        extra_workdays=[day for day, kind in changes if kind == WorkdayChange.Kind.WORKDAY],
        extra_years=[year for year, days in years.items() if days >= DAYS_OFF_A_YEAR],
    )


def grid_at(room: Room, latitude: float, longitude: float) -> Grid | None:
    """The grid of the room the point lies in; on an edge the first by name. Boxes are asked first, shapes after."""
    near = Grid.objects.filter(
        village__room=room, south__lte=latitude, north__gte=latitude, west__lte=longitude, east__gte=longitude
    ).select_related("village")
    return next(
        (grid for grid in near.order_by("name") if grid.geometry and holds(grid.geometry, latitude, longitude)), None
    )


def nearest_place(room: Room, latitude: float, longitude: float) -> tuple[Place, float] | None:
    """The named place nearest to the point, and how many metres away; None in a room without places."""
    here = (latitude, longitude)
    away = [(distance_m(here, (place.latitude, place.longitude)), place) for place in room.places.order_by("name")]
    if not away:
        return None
    metres, place = min(away, key=lambda one: one[0])
    return place, metres


def village_geojson(room: Room) -> dict[str, Any]:
    """The room's ground as a FeatureCollection in WGS-84: villages and grids (areas), ways and water, named places."""
    return {"type": "FeatureCollection", "features": list(_features(room))}


def backdrop(room: Room, *more: str) -> list[dict[str, Any]]:
    """The features other things are drawn upon: villages, ways and water, and `more` kinds where they are named."""
    kinds = {"village", "way", "water", *more}
    return [one for one in _features(room) if one["properties"]["kind"] in kinds]


def _features(room: Room) -> Iterator[dict[str, Any]]:
    for village in room.villages.exclude(geometry=None).order_by("id"):
        yield _feature(village.geometry, "village", village.name, village.name_en)
    for grid in Grid.objects.filter(village__room=room).exclude(geometry=None).order_by("id"):
        yield _feature(grid.geometry, "grid", grid.name, grid.name_en)
    for way in room.ways.exclude(geometry=None).order_by("id"):
        geometry: Any = way.geometry
        is_water = way.kind == Way.Kind.RIVER and geometry["type"] == "Polygon"
        yield _feature(geometry, "water" if is_water else "way", way.name, way.name_en)
    for place in room.places.order_by("id"):
        point = {"type": "Point", "coordinates": [place.longitude, place.latitude]}
        yield _feature(point, "place", place.name, place.name_en) | {"id": str(place.pk)}


def _feature(geometry: Any, kind: str, name: str, name_en: str) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": geometry,
        "properties": {"kind": kind, "title": name, "title_en": name_en, "tone": "grey"},
    }


def places_called(rooms: Iterable[Room], words: str) -> list[Place]:
    """Named places whose name holds the words, at most 10."""
    if not words.strip():
        return []
    named = Q(name__icontains=words.strip()) | Q(name_en__icontains=words.strip())
    return list(Place.objects.filter(named, room__in=rooms).select_related("room").order_by("name")[:10])
