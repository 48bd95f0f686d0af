"""Verbs about the ground: rooms, villages, grids, places, ways, working days."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from shouwang.kernel.ground.models import Division, Grid, Place, Room, Source, Station, Village, Way, WorkdayChange
from shouwang.kernel.ground.shapes import drawn
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Actor, Subject

# What the room itself may change of its own facts.
FACTS = (
    "name",
    "name_en",
    "phone",
    "address",
    "address_en",
    "opens_at",
    "closes_at",
    "privacy_contact",
    "latitude",
    "longitude",
)


@transaction.atomic
def open_station(*, by: Actor, name: str, county: Division, name_en: str = "") -> Station:
    """Make a station known."""
    station = Station.objects.create(name=name, name_en=name_en, county=county)
    journal.record(by=by, verb="station.opened", of=Subject("station", str(station.pk), name))
    return station


@transaction.atomic
def open_room(*, by: Actor, station: Station, code: str, **facts: Any) -> Room:
    """Open a room; `code` are the letters before its numbers. Raises KeyError for an unknown fact."""
    room = Room(station=station, code=code)
    _set_facts(room, facts)
    room.save(force_insert=True)
    journal.record(by=by, verb="room.opened", of=_room(room), room=room.pk)
    return room


@transaction.atomic
def edit_room(*, by: Actor, room: Room, **facts: Any) -> Room:
    """Change facts of a room. Raises KeyError for a fact that may not be changed."""
    _set_facts(room, facts)
    room.save()
    journal.record(by=by, verb="room.edited", of=_room(room), room=room.pk, detail=", ".join(sorted(facts)))
    return room


@transaction.atomic
def draw_village(*, by: Actor, room: Room, name: str, geometry: Mapping[str, Any], name_en: str = "") -> Village:
    """Draw a village's boundary, or draw it anew. Raises BadShape."""
    shape = drawn(geometry, "Polygon", "MultiPolygon")
    village, _ = Village.objects.update_or_create(room=room, name=name, defaults={"name_en": name_en} | shape.columns)
    journal.record(by=by, verb="village.drawn", of=Subject("village", str(village.pk), name), room=room.pk)
    return village


@transaction.atomic
def draw_grid(*, by: Actor, village: Village, name: str, geometry: Mapping[str, Any], name_en: str = "") -> Grid:
    """Draw a grid of a village, or draw it anew. Raises BadShape."""
    shape = drawn(geometry, "Polygon", "MultiPolygon")
    grid, _ = Grid.objects.update_or_create(village=village, name=name, defaults={"name_en": name_en} | shape.columns)
    journal.record(by=by, verb="grid.drawn", of=Subject("grid", str(grid.pk), name), room=village.room_id)
    return grid


@transaction.atomic
def draw_way(
    *, by: Actor, room: Room, kind: str, geometry: Mapping[str, Any], name: str = "", name_en: str = ""
) -> Way:
    """Draw a lane, road or river. Raises BadShape."""
    shape = drawn(geometry, "LineString", "MultiLineString", "Polygon", "MultiPolygon")
    way = Way.objects.create(room=room, kind=Way.Kind(kind), name=name, name_en=name_en, **shape.columns)
    journal.record(by=by, verb="way.drawn", of=Subject("way", str(way.pk), name), room=room.pk)
    return way


@transaction.atomic
def add_place(
    *,
    by: Actor,
    room: Room,
    name: str,
    kind: str,
    latitude: float,
    longitude: float,
    source: str = Source.MAP,
    village: Village | None = None,
    name_en: str = "",
) -> Place:
    """Name a place, or move one. Positions are WGS-84; the caller has converted them."""
    place, _ = Place.objects.update_or_create(
        room=room,
        name=name,
        defaults={
            "kind": Place.Kind(kind),
            "name_en": name_en,
            "latitude": latitude,
            "longitude": longitude,
            "source": Source(source),
            "village": village,
        },
    )
    journal.record(by=by, verb="place.set", of=Subject("place", str(place.pk), name), room=room.pk)
    return place


@transaction.atomic
def change_workday(*, by: Actor, day: date, kind: str, note: str = "") -> WorkdayChange:
    """Say that a day is off, or a working day, whatever the published calendar says."""
    change, _ = WorkdayChange.objects.update_or_create(
        date=day, defaults={"kind": WorkdayChange.Kind(kind), "note": note}
    )
    journal.record(by=by, verb="workday.changed", of=Subject("day", day.isoformat(), kind))
    return change


def _set_facts(room: Room, facts: Mapping[str, Any]) -> None:
    if unknown := set(facts) - set(FACTS):
        raise KeyError(", ".join(sorted(unknown)))
    for name, value in facts.items():
        setattr(room, name, value)


def _room(room: Room) -> Subject:
    return Subject("room", str(room.pk), room.code)
