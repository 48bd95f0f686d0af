"""A village with one room, its place on the map, and its own files."""

from pathlib import Path
from typing import Any

import pytest

from shouwang.kernel.ground.models import Division, Place, Room, Station


@pytest.fixture(autouse=True)
def own_store(settings: Any, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path / "files"


@pytest.fixture
def room(db: None) -> Room:
    county = Division.objects.create(code="990101", name="示例县")
    station = Station.objects.create(name="河湾派出所", name_en="Hewan Station", county=county)
    return Room.objects.create(
        station=station,
        code="HW",
        name="河湾村警务室",
        name_en="Hewan Police Room",
        phone="0379-5550101",
        address="村委会东侧",
        address_en="East of the village committee",
        latitude=34.4,
        longitude=112.6,
    )


@pytest.fixture
def bridge(room: Room) -> Place:
    return Place.objects.create(room=room, name="村东桥头", name_en="East bridge", latitude=34.401, longitude=112.606)
