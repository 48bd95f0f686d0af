"""The order of a day of visits: as good as trying out every order, and never a promise broken."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from shouwang.lib.planning.visits import Day, Stop, Trip, order


@st.composite
def days(draw: st.DrawFn) -> Day:
    """Up to five stops on a line, one or two trips."""
    count = draw(st.integers(1, 5))
    at = [draw(st.integers(-3, 3)) for _ in range(count)] + [0]
    travel = [[abs(a - b) for b in at] for a in at]
    stops = []
    for _ in range(count):
        opens = draw(st.integers(0, 20))
        stops.append(Stop(draw(st.integers(1, 4)), opens, opens + draw(st.integers(0, 12))))
    noon = draw(st.integers(8, 14))
    trips = (Trip(0, noon), Trip(noon + draw(st.integers(0, 3)), 28)) if draw(st.booleans()) else (Trip(0, 28),)
    return Day(travel, tuple(stops), trips)


def most(day: Day) -> int:
    """How many stops any order can make, by trying out all; after each stop one may go home for the next trip."""

    def longest(todo: tuple[int, ...], trip: int, now: int, at: int) -> int:
        if trip == len(day.trips):
            return 0
        best = longest(todo, trip + 1, day.trips[trip + 1].leaves if trip + 1 < len(day.trips) else 0, day.home)
        if todo:
            stop, way = day.stops[todo[0]], day.travel[at][todo[0]]
            begins = max(now + way, stop.opens)
            ends = begins + stop.stay
            if begins <= stop.closes and ends + day.travel[todo[0]][day.home] <= day.trips[trip].back_by:
                best = max(best, 1 + longest(todo[1:], trip, ends, todo[0]))
        return best

    return max(longest(one, 0, day.trips[0].leaves, day.home) for one in permutations(range(len(day.stops))))


@given(days())
def test_as_many_fit_as_any_order_can_make_and_none_overlaps(day: Day) -> None:
    found = order(day)
    assert len(found.visits) >= most(day)
    assert sorted([one.stop for one in found.visits] + list(found.left_out)) == list(range(len(day.stops)))
    before, at, trip, travel = 0, day.home, -1, 0
    for one in found.visits:
        stop = day.stops[one.stop]
        if one.trip != trip:
            before, at, trip, travel = day.trips[one.trip].leaves, day.home, one.trip, travel
        assert before <= one.leaves == one.begins - day.travel[at][one.stop]
        assert stop.opens <= one.begins <= stop.closes
        assert one.ends + day.travel[one.stop][day.home] <= day.trips[one.trip].back_by
        before, at = one.ends, one.stop


def test_the_shortest_way_is_taken_where_all_fit() -> None:
    line = [0, 10, 5, 0]  # two houses beyond one another, the third beside the room
    travel = [[abs(a - b) for b in line] for a in line]
    stops = (Stop(1, 0, 90), Stop(1, 0, 90), Stop(1, 0, 90))
    found = order(Day(travel, stops, (Trip(0, 90),)))
    assert found.travel == 20
    assert not found.left_out


def test_what_weighs_more_stays_in() -> None:
    travel = [[0, 1, 1], [1, 0, 1], [1, 1, 0]]
    stops = (Stop(4, 2, 2, weight=100), Stop(4, 3, 3))
    assert order(Day(travel, stops, (Trip(0, 20),))).left_out == (1,)
