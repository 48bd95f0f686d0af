"""Two weeks of visits: nobody more than they said, the same face where it can be, what was moved stays, nobody is lost."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from shouwang.lib.planning.visiting import Slot, Wanted, in_order, spread, straight, week

MONDAY = date(2026, 11, 23)
HELPERS = ("anna", "bo", "chun")


@st.composite
def problems(draw: st.DrawFn) -> tuple[list[Wanted], dict[object, int]]:
    most: dict[object, int] = {name: draw(st.integers(0, 3)) for name in HELPERS}
    count = draw(st.integers(0, 7))
    wanted = []
    for n in range(count):
        helpers = tuple(draw(st.sets(st.sampled_from(HELPERS))))
        last = draw(st.sampled_from([None, *HELPERS]))
        due = MONDAY + timedelta(days=draw(st.integers(-20, 20)))
        at = draw(st.one_of(st.none(), st.tuples(st.floats(34.9, 35.0), st.floats(112.5, 112.6))))
        wanted.append(Wanted(n, due, draw(st.integers(1, 30)), helpers, last, at))
    return wanted, most


@settings(max_examples=120, deadline=None)
@given(problems())
def test_whatever_is_asked_nobody_gets_more_than_they_said_and_nobody_is_lost(
    problem: tuple[list[Wanted], dict[object, int]],
) -> None:
    wanted, most = problem
    found = spread(wanted, most, MONDAY)
    loads = Counter((slot.helper, week(slot.day)) for slot in found.slots)
    assert all(count <= most[helper] for (helper, _week), count in loads.items())
    by_key = {one.key: one for one in wanted}
    for slot in found.slots:
        assert slot.helper in by_key[slot.wanted].helpers
        assert MONDAY <= slot.day <= MONDAY + timedelta(days=13)
        assert slot.face
    assert len({(slot.wanted, slot.day) for slot in found.slots}) == len(found.slots)
    told = {slot.wanted for slot in found.slots} | {one.wanted for one in found.left}
    assert told == {one.key for one in wanted if one.due <= MONDAY + timedelta(days=13)}
    for one in found.left:
        able = [each for each in by_key[one.wanted].helpers if most[each]]
        assert (one.why == "nobody") == (not able)
    assert found == spread(wanted, most, MONDAY)


def test_what_somebody_moved_stays_and_takes_its_room() -> None:
    moved = Slot("old Li", "anna", MONDAY + timedelta(days=2), MONDAY)
    wanted = [Wanted("old Li", MONDAY, 14, ("anna",)), Wanted("old Wu", MONDAY, 14, ("anna",))]
    found = spread(wanted, {"anna": 1}, MONDAY, fixed=[moved])
    assert [slot.wanted for slot in found.slots] == ["old Wu"]
    assert week(found.slots[0].day) != week(moved.day)


def test_the_face_of_last_time_comes_again() -> None:
    wanted = [Wanted("old Li", MONDAY, 7, ("anna", "bo"), last="bo")]
    found = spread(wanted, {"anna": 5, "bo": 5}, MONDAY)
    assert [(slot.helper, slot.face) for slot in found.slots] == [("bo", "same"), ("bo", "same")]


def test_whoever_has_only_one_helper_does_not_go_without_because_of_who_has_two() -> None:
    wanted = [
        Wanted("two", MONDAY - timedelta(days=3), 28, ("anna", "bo"), last="anna"),
        Wanted("one", MONDAY + timedelta(days=1), 28, ("anna",)),
    ]
    found = spread(wanted, {"anna": 1, "bo": 1}, MONDAY, days=7)
    assert {slot.wanted: slot.helper for slot in found.slots} == {"two": "bo", "one": "anna"}
    assert found.left == ()


def test_the_way_of_a_day_does_not_run_to_and_fro() -> None:
    points = [(35.0, 112.0), (35.03, 112.0), (35.01, 112.0), (35.02, 112.0), None]
    order = in_order(points, straight)
    assert order[-1] == 4
    line = [points[n] for n in order[:-1]]
    steps = [abs(one[0] - other[0]) for one, other in pairwise(line) if one and other]
    assert sum(steps) < 0.05


def test_a_day_goes_by_the_ways_that_are_given() -> None:
    near = {frozenset(pair) for pair in ((0, 2), (2, 1), (1, 3), (3, 0))}
    ways = np.array([[0.0 if a == b else 1.0 if {a, b} in near else 50.0 for b in range(4)] for a in range(4)])
    order = in_order([(35.0, 112.0), (35.0, 112.001), (35.1, 112.0), (35.1, 112.001)], lambda points: ways)
    assert all({a, b} in near for a, b in pairwise(order))
