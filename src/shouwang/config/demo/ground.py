"""河湾村 (Hewan), a village that exists nowhere: a bend of a river, a main road, lanes, four grids, eighteen places."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from shapely.geometry import Polygon, box, mapping

from shouwang.kernel.ground import actions
from shouwang.kernel.ground.models import Division, Place, Room, Station, Village
from shouwang.kernel.journal.actions import SYSTEM

# A made-up spot; the shapes below are metres east and north of it.
LATITUDE, LONGITUDE = 34.842, 112.5275
METRES_A_DEGREE = 111_320

Point = tuple[float, float]

BOUNDARY: Sequence[Point] = (
    (-940, 640),
    (880, 700),
    (1120, 240),
    (1060, -260),
    (640, -430),
    (120, -350),
    (-420, -470),
    (-1010, -390),
    (-1120, 120),
)
RIVER: Sequence[Point] = (
    (-1900, -640),
    (-1300, -480),
    (-900, -560),
    (-420, -640),
    (100, -520),
    (640, -600),
    (1150, -470),
    (1900, -560),
    (1900, -1000),
    (-1900, -1000),
)
ROADS: Sequence[tuple[str, str, str, Sequence[Point]]] = (
    ("road", "河湾大道", "Hewan Road", ((-1500, 330), (-620, 210), (-100, 170), (420, 240), (1500, 90))),
    ("road", "南北街", "North-South Street", ((30, 900), (-20, 560), (-100, 170), (-40, -250), (60, -440))),
    ("lane", "槐树巷", "Locust Lane", ((-620, 210), (-560, -120), (-430, -330))),
    ("lane", "学校路", "School Road", ((420, 240), (500, -40), (560, -330))),
    ("lane", "码头路", "Landing Road", ((-40, -250), (280, -300), (560, -330), (860, -220))),
    ("lane", "后街", "Back Street", ((-800, 480), (-20, 560), (640, 520))),
    ("lane", "菜园巷", "Garden Lane", ((-430, -330), (-220, -280), (-40, -250))),
)
PLACES: Sequence[tuple[str, str, str, Point]] = (
    ("room", "河湾村警务室", "Hewan police room", (-140, 200)),
    ("committee", "村委会", "Village committee", (-190, 235)),
    ("entry", "东口", "East entry", (1090, 140)),
    ("entry", "西口", "West entry", (-1080, 275)),
    ("entry", "北口", "North entry", (10, 690)),
    ("school", "河湾小学", "Hewan primary school", (470, 110)),
    ("riverside", "河滩码头", "River landing", (120, -455)),
    ("riverside", "柳树湾", "Willow bend", (-520, -480)),
    ("scenic", "古渡口", "Old ferry", (620, -470)),
    ("shop", "便民超市", "Village shop", (-60, 150)),
    ("shop", "老街饭店", "Old Street eatery", (40, 190)),
    ("key", "卫生室", "Clinic", (-300, 190)),
    ("key", "配电房", "Transformer house", (300, 430)),
    ("key", "文化广场", "Culture square", (-10, 90)),
    ("key", "养老驿站", "Day home for the old", (-360, 330)),
    ("other", "大槐树", "Big locust tree", (-560, -60)),
    ("other", "菜市场", "Market", (190, 215)),
    ("other", "打谷场", "Threshing floor", (700, 380)),
)


@dataclass(frozen=True)
class Hewan:
    """The room with its station and village."""

    room: Room
    station: Station
    village: Village


def degrees(point: Point) -> tuple[float, float]:
    """(longitude, latitude) of a point in metres."""
    east, north = point
    longitude = LONGITUDE + east / (METRES_A_DEGREE * math.cos(math.radians(LATITUDE)))
    return round(longitude, 6), round(LATITUDE + north / METRES_A_DEGREE, 6)


def make_ground() -> Hewan:
    """Make county, station, room, village, grids, ways and places."""
    county = Division.objects.create(code="990101", name="示例县", source="demo")
    station = actions.open_station(by=SYSTEM, name="河湾派出所", name_en="Hewan police station", county=county)
    longitude, latitude = degrees((-140, 200))
    room = actions.open_room(
        by=SYSTEM,
        station=station,
        code="HW",
        name="河湾村警务室",
        name_en="Hewan Village Police Room",
        phone="0379-5550110",
        address="河湾村委会东侧",
        address_en="East of the village committee, Hewan",
        privacy_contact="陈警官 0379-5550110",
        privacy_contact_en="Officer Chen, 0379-5550110",
        latitude=latitude,
        longitude=longitude,
    )
    village = actions.draw_village(
        by=SYSTEM, room=room, name="河湾村", name_en="Hewan", geometry=_polygon([degrees(p) for p in BOUNDARY])
    )
    _grids(village)
    actions.draw_way(
        by=SYSTEM,
        room=room,
        kind="river",
        name="弯河",
        name_en="Bend River",
        geometry=_polygon([degrees(p) for p in RIVER]),
    )
    for kind, name, name_en, line in ROADS:
        geometry = {"type": "LineString", "coordinates": [degrees(point) for point in line]}
        actions.draw_way(by=SYSTEM, room=room, kind=kind, name=name, name_en=name_en, geometry=geometry)
    for kind, name, name_en, point in PLACES:
        longitude, latitude = degrees(point)
        actions.add_place(
            by=SYSTEM,
            room=room,
            village=village,
            kind=Place.Kind(kind),
            name=name,
            name_en=name_en,
            latitude=latitude,
            longitude=longitude,
        )
    return Hewan(room, station, village)


def _grids(village: Village) -> None:
    whole = Polygon(BOUNDARY)
    quarters = {
        "一网格": (-2000, 170, -60, 2000),
        "二网格": (-60, 170, 2000, 2000),
        "三网格": (-2000, -2000, -60, 170),
        "四网格": (-60, -2000, 2000, 170),
    }
    for number, (name, bounds) in enumerate(quarters.items(), start=1):
        part = whole.intersection(box(*bounds))
        ring = [degrees((east, north)) for east, north in mapping(part)["coordinates"][0]]
        actions.draw_grid(by=SYSTEM, village=village, name=name, name_en=f"Grid {number}", geometry=_polygon(ring))


def _polygon(ring: Sequence[tuple[float, float]]) -> dict[str, Any]:
    closed = list(ring) if ring[0] == ring[-1] else [*ring, ring[0]]
    return {"type": "Polygon", "coordinates": [closed]}
