"""Drawing what a file holds, and asking where a point lies."""

import pytest

from shouwang.kernel.ground import actions, queries
from shouwang.kernel.ground.models import Division, Grid, Place, Village, Way
from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.journal.models import Record
from tests.cast import Cast
from tests.kernel.ground.test_reading import area, point, read, square

WAY = {
    "type": "Feature",
    "geometry": {"type": "LineString", "coordinates": [[112.5, 34.8], [112.52, 34.81]]},
    "properties": {"kind": "lane", "name": "槐树巷"},
}


def bring(cast: Cast, *features: object, **options: bool) -> None:
    actions.bring_ground(by=SYSTEM, room=cast.room, plan=read(*features), **options)


def test_bringing_the_same_file_twice_changes_nothing(cast: Cast) -> None:
    for _ in range(2):
        bring(cast, area("village", "河湾村"), area("grid", "一网格"), WAY, point("entry", "东口"))
    assert [model.objects.count() for model in (Village, Grid, Way, Place)] == [1, 1, 1, 1]


def test_ways_drawn_before_stay_when_asked(cast: Cast) -> None:
    bring(cast, WAY)
    bring(cast, WAY, replaces_ways=False)
    assert Way.objects.count() == 2


def test_a_file_without_ways_takes_none_away(cast: Cast) -> None:
    bring(cast, WAY)
    bring(cast, point("entry", "东口"))
    assert Way.objects.count() == 1


def test_a_grid_of_an_unknown_village_stops_everything(cast: Cast) -> None:
    with pytest.raises(actions.NoVillage):
        bring(cast, area("village", "河湾村"), area("grid", "一网格", village="别处"))
    assert not Village.objects.exists()


def test_it_is_written_down_once_with_what_came(cast: Cast) -> None:
    bring(cast, area("village", "河湾村"), point("entry", "东口"), point("entry", "西口", 112.53))
    assert Record.objects.get(verb="ground.imported").detail == "villages 1, places 2"


def test_a_point_finds_its_grid_by_the_shape_and_not_by_the_box(cast: Cast) -> None:
    corner = [[112.5, 34.8], [112.6, 34.8], [112.5, 34.9], [112.5, 34.8]]
    bring(cast, area("village", "河湾村"), area("grid", "一网格", corner), area("grid", "二网格", square(112.6)))
    inside = queries.grid_at(cast.room, 34.82, 112.52)
    assert inside is not None
    assert inside.name == "一网格"
    assert queries.grid_at(cast.room, 34.89, 112.59) is None, "in the box, outside the shape"
    assert queries.grid_at(cast.next_room, 34.82, 112.52) is None


def test_the_nearest_place_is_told_with_its_distance(cast: Cast) -> None:
    assert queries.nearest_place(cast.room, 34.84, 112.52) is None
    bring(cast, point("entry", "东口"), point("entry", "西口", 112.40))
    found = queries.nearest_place(cast.room, 34.8409, 112.52)
    assert found is not None
    assert found[0].name == "东口"
    assert found[1] == pytest.approx(100, abs=2)


def test_division_codes_know_the_one_above_and_where_they_come_from(cast: Cast) -> None:
    actions.bring_divisions(
        by=SYSTEM, codes=[("9901", "某市"), ("990101", "示例县"), ("990101001", "甲镇")], source="公报"
    )
    town = Division.objects.get(code="990101001")
    assert (town.parent_id, town.source) == ("990101", "公报")
    assert Division.objects.get(code="990101").parent_id == "9901"


def test_codes_brought_again_are_renamed_not_doubled(cast: Cast) -> None:
    for name in ("甲镇", "甲街道"):
        actions.bring_divisions(by=SYSTEM, codes=[("990101001", name)], source="公报")
    assert Division.objects.get(code="990101001").name == "甲街道"
