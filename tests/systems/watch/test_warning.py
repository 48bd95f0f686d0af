"""Early warning: what is told, what is not, and how sure. All reports are invented."""

import math
import random
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from shouwang.systems.watch.warning import Centre, Cluster, Event, level, metres, scan
from shouwang.systems.watch.warning.scan import MOST
from shouwang.systems.watch.warning.scores import likelihood_ratio, tail

TODAY = date(2026, 6, 30)
ROOM = (25.2, 110.3)


def seen(key: str, days_ago: int, x: float = 0.0, y: float = 0.0, kind: str = "theft") -> Event:
    return Event(key, kind, TODAY - timedelta(days_ago), x, y)


def quiet(seed: int = 1, kinds: tuple[str, ...] = ("theft",), count: int = 60) -> list[Event]:
    """A year of reports with no pattern on 3 km × 3 km."""
    dice = random.Random(seed)
    return [
        seen(f"old-{n}", dice.randrange(365), dice.uniform(0, 3000), dice.uniform(0, 3000), dice.choice(kinds))
        for n in range(count)
    ]


def five(days_ago: int = 0, kind: str = "theft") -> list[Event]:
    """Five within 200 m in a week."""
    spots = ((1500, 1500), (1560, 1540), (1450, 1490), (1530, 1420), (1490, 1580))
    return [seen(f"new-{n}", days_ago + n, x, y, kind) for n, (x, y) in enumerate(spots)]


def test_the_scores_of_a_table_done_by_hand() -> None:
    """Ten cases, four lately, three in the zone, all three lately: 1.2 expected; one deal in 30 does that."""
    assert tail(10, 4)[3, 3] == pytest.approx(-math.log(7 / 210))
    assert likelihood_ratio(10, 4)[3, 3] == pytest.approx(3 * math.log(3 / 1.2) + 7 * math.log(7 / 8.8))


def test_the_tail_is_the_sum_of_what_is_at_least_as_many() -> None:
    chances = [math.comb(6, c) * math.comb(14, 5 - c) / math.comb(20, 5) for c in range(6)]
    assert tail(20, 5)[2, 6] == pytest.approx(-math.log(sum(chances[2:])))
    assert tail(20, 5)[1, 6] == 0, "1.5 are expected"


def test_what_is_expected_is_the_zones_share_of_the_lately_reported() -> None:
    far = [seen(f"far-{n}", 100 + n, 10_000.0 * n, 9_000) for n in range(6)]
    lately = [seen("a", 0), seen("b", 0, 100), seen("c", 0, 0, 100), seen("d", 0, 5_000)]
    (cluster,) = scan([*far, *lately], today=TODAY, up_to=1)
    assert (cluster.observed, cluster.expected, cluster.days) == (3, pytest.approx(3 * 4 / 10), 1)
    assert set(cluster.keys) == {"a", "b", "c"}
    assert cluster.centre == "a", "the narrowest circle"
    assert cluster.radius_m == 100
    assert cluster.recurrence_nights == 1 / cluster.p


def test_of_all_kinds_together_each_kind_adds_its_own_share() -> None:
    far = [seen(f"far-{n}", 100 + n, 10_000.0 * n, 9_000, "noise" if n < 4 else "theft") for n in range(6)]
    lately = [seen("a", 0, kind="noise"), seen("b", 0, 100, kind="noise"), seen("c", 0, 0, 100), seen("d", 0, 5_000)]
    (cluster,) = scan([*far, *lately], today=TODAY, up_to=1)
    assert cluster.kind is None
    assert cluster.expected == pytest.approx(2 * 2 / 6 + 1 * 2 / 4)


def test_five_in_a_week_over_one_a_week_are_told() -> None:
    (cluster,) = scan([*quiet(), *five()], today=TODAY, up_to=0.01)
    assert cluster.kind == "theft"
    assert set(cluster.keys) >= {f"new-{n}" for n in range(5)}
    assert cluster.radius_m <= 600
    assert cluster.days in (5, 7, 10, 14)
    assert cluster.expected < 1 < cluster.observed


def test_a_kind_is_told_by_its_name_among_others() -> None:
    (cluster, *_) = scan([*quiet(count=240, kinds=("theft", "noise", "water", "hazard")), *five()], today=TODAY)
    assert cluster.kind == "theft"


def test_the_days_told_are_no_more_than_it_took() -> None:
    today = [replace(event, day=TODAY) for event in five()]
    past = [event for event in quiet() if event.day and event.day < TODAY - timedelta(14)]
    (cluster,) = scan([*past, *today], today=TODAY, up_to=0.01)
    assert cluster.days == 1


def test_what_is_over_is_not_told() -> None:
    events = [*quiet(), *five(days_ago=30)]
    assert scan(events, today=TODAY - timedelta(30), up_to=0.01)
    assert scan(events, today=TODAY, up_to=0.01) == []


def test_what_comes_later_than_the_day_asked_about_is_not_known_yet() -> None:
    events = quiet()
    day = TODAY - timedelta(20)
    assert scan([*events, *five()], today=day, up_to=1) == scan(events, today=day, up_to=1)


def test_a_season_of_one_kind_everywhere_is_no_cluster() -> None:
    dice = random.Random(3)
    summer = [
        seen(f"w{n}", dice.randrange(10), dice.uniform(0, 3000), dice.uniform(0, 3000), "water") for n in range(40)
    ]
    assert scan([*quiet(), *summer], today=TODAY, up_to=0.01) == []


def test_moving_the_village_changes_nothing() -> None:
    events = [*quiet(kinds=("theft", "noise")), *five()]
    moved = [replace(event, x=(event.x or 0) + 4321.25, y=(event.y or 0) - 987.5) for event in events]
    back = [replace(one, x=one.x - 4321.25, y=one.y + 987.5) for one in scan(moved, today=TODAY, up_to=1)]
    assert [_rough(one) for one in back] == [_rough(one) for one in scan(events, today=TODAY, up_to=1)]


def _rough(one: Cluster) -> Cluster:
    return replace(one, x=round(one.x, 3), y=round(one.y, 3))


def test_the_order_of_the_reports_does_not_matter() -> None:
    events = [*quiet(kinds=("theft", "noise")), *five()]
    shuffled = random.Random(5).sample(events, len(events))
    assert scan(shuffled, today=TODAY, up_to=1) == scan(events, today=TODAY, up_to=1)


def test_the_same_seed_gives_the_same_answer_and_another_nearly_the_same() -> None:
    events = quiet(seed=8, count=600)
    first = scan(events, today=TODAY, up_to=1, seed=1)
    assert first == scan(events, today=TODAY, up_to=1, seed=1)
    assert first[0].p == pytest.approx(scan(events, today=TODAY, up_to=1, seed=2)[0].p, abs=0.1)


@pytest.mark.parametrize(
    "events",
    [
        pytest.param([], id="none"),
        pytest.param([seen("a", 0)], id="one"),
        pytest.param([*quiet(count=0), seen("a", 0), seen("b", 1)], id="two close together"),
        pytest.param([seen(str(n), n) for n in range(50)], id="all on one point"),
        pytest.param([seen(str(n), 60 + n, 10.0 * n) for n in range(50)], id="none lately"),
    ],
)
def test_there_is_nothing_to_tell(events: list[Event]) -> None:
    assert scan(events, today=TODAY, up_to=1) == []


def test_two_are_no_cluster_however_rare() -> None:
    told = scan([*quiet(count=200), seen("a", 0, 9_000), seen("b", 0, 9_001)], today=TODAY, up_to=1)
    assert all(cluster.observed >= 3 and not {"a", "b"} & set(cluster.keys) for cluster in told)


def test_all_on_one_day_can_not_be_told_from_chance() -> None:
    events = [seen(str(n), 0, 100.0 * n) for n in range(20)]
    assert all(cluster.p == 1 for cluster in scan(events, today=TODAY, up_to=1))


def test_many_at_one_point_are_told_with_a_radius_of_nothing() -> None:
    (cluster, *_) = scan([*quiet(), *(seen(f"n{n}", n, 1500, 1500) for n in range(5))], today=TODAY)
    assert cluster.radius_m == 0
    assert cluster.observed == 5


def test_every_p_is_above_0_and_at_most_1_and_the_order_is_theirs() -> None:
    for seed in range(10):
        told = scan(quiet(seed, ("theft", "noise"), 150), today=TODAY, up_to=1, replicas=99)
        assert all(0 < cluster.p <= 1 for cluster in told)
        assert [cluster.p for cluster in told] == sorted(cluster.p for cluster in told)


def test_clusters_of_one_kind_do_not_overlap() -> None:
    told = scan(quiet(2, count=900), today=TODAY, up_to=1, replicas=19)
    assert len(told) > 1
    for n, one in enumerate(told):
        for other in told[:n]:
            assert math.hypot(one.x - other.x, one.y - other.y) > one.radius_m + other.radius_m


def test_stopping_early_never_hides_what_would_be_told() -> None:
    for seed in range(20):
        everything = scan(quiet(seed, count=120), today=TODAY, up_to=1, replicas=199)
        told = scan(quiet(seed, count=120), today=TODAY, up_to=0.3, replicas=199)
        assert told == [cluster for cluster in everything if cluster.p <= 0.3]


def test_a_place_can_be_the_centre() -> None:
    ring = [seen(f"r{n}", n, 1500 + 300 * math.cos(n), 1500 + 300 * math.sin(n)) for n in range(0, 12, 2)]
    events = [*(event for event in quiet() if math.hypot(event.x - 1500, event.y - 1500) > 700), *ring]  # type: ignore[operator]
    places = [Centre("pump house", 1500, 1500), Centre("mill", 0, 0)]
    (cluster, *_) = scan(events, today=TODAY, max_radius_m=400, places=places)
    assert cluster.centre == "pump house"
    assert cluster.radius_m == pytest.approx(300)
    assert cluster.observed == 6


def test_reports_without_day_or_position_are_left_out() -> None:
    events = [*quiet(), *five()]
    lost = [Event("undated", "theft", None, 1500, 1500), Event("somewhere", "theft", TODAY, None, None)]
    assert scan([*events, *lost], today=TODAY) == scan(events, today=TODAY)


@pytest.mark.parametrize("x", [math.nan, math.inf])
def test_a_position_that_is_no_number_is_refused(x: float) -> None:
    with pytest.raises(ValueError, match="not a position"):
        seen("a", 0, x)
    with pytest.raises(ValueError, match="not a position"):
        Centre("a", 0, x)


@pytest.mark.parametrize("point", [(0.0, 0.0), (math.nan, 110.3), (110.3, 25.2), (30.0, 125.0)])
def test_a_position_in_the_sea_or_elsewhere_is_refused(point: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match=r"not a position in China|km from the room"):
        metres(point, origin=ROOM)


def test_degrees_become_metres_east_and_north() -> None:
    east, north = metres((25.21, 110.31), origin=ROOM)
    assert (east, north) == (pytest.approx(1006, abs=6), pytest.approx(1112, abs=6))


@pytest.mark.parametrize(
    "wrong", [{"max_days": 365}, {"up_to": 0}, {"up_to": 1.1}, {"replicas": 0}, {"max_radius_m": 0}]
)
def test_what_makes_no_sense_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="max_days"):
        scan([], today=TODAY, **wrong)  # type: ignore[arg-type]


def test_more_than_a_room_has_is_refused() -> None:
    with pytest.raises(ValueError, match="shorten the window"):
        scan([seen(str(n), n % 300) for n in range(MOST + 1)], today=TODAY)


def test_chance_alone_is_as_rare_as_p_says() -> None:
    """300 nights without a pattern: p ≤ 0.2 on a fifth of them or less, within three standard errors."""
    nights = [scan(quiet(seed, count=400), today=TODAY, up_to=0.2, replicas=99) for seed in range(300)]
    assert np.mean([bool(told) for told in nights]) <= 0.2 + 3 * math.sqrt(0.2 * 0.8 / 300)


@pytest.mark.parametrize("looks", range(12))
def test_the_looks_of_a_day_and_its_night_share_one_hundredth(looks: int) -> None:
    spent = sum(level(look, at_night=False) for look in range(1, looks + 1))
    assert spent + level(looks, at_night=True) <= 0.01 + 1e-12


def test_a_look_can_tell_with_999_deals() -> None:
    assert level(1, at_night=False) >= 1 / 1000
    assert level(6, at_night=False) == 0
