"""Verbs about the ground: rooms, villages, grids, places, ways, working days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from shouwang.kernel.ground import workdays
from shouwang.kernel.ground.models import (
    Division,
    Grid,
    Place,
    Room,
    Source,
    Station,
    Village,
    Way,
    WayImport,
    WorkdayChange,
)
from shouwang.kernel.ground.reading import Area, Plan, parent_codes
from shouwang.kernel.ground.shapes import drawn
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Actor, Subject


class NoVillage(ValueError):
    """A grid belongs to a village nobody knows; the argument is the grid's name."""


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
    "privacy_contact_en",
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
def agree_to_forget(*, by: Actor, room: Room) -> None:
    """From now on the room's old matters are emptied every night; the first agreement counts."""
    if room.forgets_since is None:
        room.forgets_since = timezone.now()
        room.save(update_fields=["forgets_since"])
        journal.record(by=by, verb="retention.agreed", of=_room(room), room=room.pk)


@transaction.atomic
def stop_forgetting(*, by: Actor, room: Room) -> None:
    """Nothing is emptied by itself any more."""
    room.forgets_since = None
    room.save(update_fields=["forgets_since"])
    journal.record(by=by, verb="retention.stopped", of=_room(room), room=room.pk)


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
def bring_ground(*, by: Actor, room: Room, plan: Plan, replaces_ways: bool = True) -> None:
    """Draw what a file holds, all or nothing. Areas and places of a known name are drawn anew; ways have no name to
    be known by, so with `replaces_ways` those drawn before go when the file has any.

    Raises NoVillage for a grid whose village is neither in the file nor in the room.
    """
    for area in plan.villages:
        _draw(Village, area, room=room, name=area.name)
    villages = {village.name: village for village in room.villages.all()}
    for area in plan.grids:
        _draw(Grid, area, village=_village_of(area, villages), name=area.name)
    if plan.ways and replaces_ways:
        Way.objects.filter(room=room).delete()
        WayImport.objects.filter(room=room).delete()
    Way.objects.bulk_create(
        Way(room=room, kind=way.kind, name=way.name, name_en=way.name_en, **way.shape.columns) for way in plan.ways
    )
    for spot in plan.places:
        place: dict[str, Any] = {"kind": spot.kind, "name_en": spot.name_en, "source": Source.IMPORT}
        place |= {"latitude": spot.latitude, "longitude": spot.longitude}
        Place.objects.update_or_create(room=room, name=spot.name, defaults=place)
    counts = (("villages", plan.villages), ("grids", plan.grids), ("ways", plan.ways), ("places", plan.places))
    detail = ", ".join(f"{name} {len(rows)}" for name, rows in counts if rows)
    journal.record(by=by, verb="ground.imported", of=_room(room), room=room.pk, detail=detail)


@dataclass(frozen=True)
class NewWay:
    """A way out of a file, as it is written down."""

    kind: str
    geometry: Mapping[str, Any]
    name: str = ""
    level: int = 0
    is_gated: bool = False
    walks: int = 0


@transaction.atomic
def bring_ways(*, by: Actor, room: Room, sort: str, metres: float, ways: Sequence[NewWay]) -> WayImport:
    """Draw ways beside those that are there, together, so that they can go together. Raises BadShape."""
    brought = WayImport.objects.create(
        room=room,
        sort=WayImport.Sort(sort),
        metres=metres,
        brought_by=by.label[:80],
        brought_at=timezone.now(),
    )
    Way.objects.bulk_create(
        Way(
            room=room,
            brought=brought,
            kind=Way.Kind(way.kind),
            name=way.name[:80],
            level=way.level,
            is_gated=way.is_gated,
            walks=way.walks,
            **drawn(way.geometry, "LineString").columns,
        )
        for way in ways
    )
    journal.record(by=by, verb="ground.ways_brought", of=_room(room), room=room.pk, detail=f"ways {len(ways)}")
    return brought


@transaction.atomic
def drop_ways(*, by: Actor, brought: WayImport) -> int:
    """Take out again what came in together. Returns how many ways went."""
    count = brought.ways.count()
    brought.delete()
    of = _room(brought.room)
    journal.record(by=by, verb="ground.ways_dropped", of=of, room=brought.room_id, detail=f"ways {count}")
    return count


@transaction.atomic
def bring_divisions(*, by: Actor, codes: Sequence[tuple[str, str]], source: str) -> int:
    """Write division codes with where they come from; the division above is found by the code. Returns how many."""
    known = set(Division.objects.values_list("code", flat=True)) | {code for code, _ in codes}
    rows = [
        Division(
            code=code,
            name=name[:80],
            source=source[:120],
            parent_id=next((one for one in parent_codes(code) if one != code and one in known), None),
        )
        for code, name in codes
    ]
    Division.objects.bulk_create(
        rows,
        batch_size=2000,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "parent", "source"],
    )
    journal.record(by=by, verb="divisions.imported", of=Subject("divisions", ""), detail=f"{len(rows)}: {source}")
    return len(rows)


@transaction.atomic
def change_workday(*, by: Actor, day: date, kind: str, note: str = "") -> WorkdayChange:
    """Say that a day is off, or a working day, whatever the published calendar says."""
    change, _ = WorkdayChange.objects.update_or_create(
        date=day, defaults={"kind": WorkdayChange.Kind(kind), "note": note}
    )
    journal.record(by=by, verb="workday.changed", of=Subject("day", day.isoformat(), kind))
    workdays.tell_changed()
    return change


@transaction.atomic
def forget_workday(*, by: Actor, day: date) -> None:
    """The published calendar holds again for the day."""
    if WorkdayChange.objects.filter(date=day).delete()[0]:
        journal.record(by=by, verb="workday.forgotten", of=Subject("day", day.isoformat()))
        workdays.tell_changed()


def _draw(model: type[Village] | type[Grid], area: Area, **key: Any) -> None:
    words = {"name_en": area.name_en} if area.name_en else {}
    model._default_manager.update_or_create(**key, defaults=area.shape.columns | words)


def _village_of(area: Area, villages: Mapping[str, Village]) -> Village:
    if area.village in villages:
        return villages[area.village]
    if not area.village and len(villages) == 1:
        return next(iter(villages.values()))
    raise NoVillage(area.name)


def _set_facts(room: Room, facts: Mapping[str, Any]) -> None:
    if unknown := set(facts) - set(FACTS):
        raise KeyError(", ".join(sorted(unknown)))
    for name, value in facts.items():
        setattr(room, name, value)


def _room(room: Room) -> Subject:
    return Subject("room", str(room.pk), room.code)
