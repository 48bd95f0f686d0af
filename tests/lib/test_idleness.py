"""How long a place is alone."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from shouwang.lib.idleness import Idle, idleness

START = datetime(2026, 11, 1, tzinfo=UTC)
END = START + timedelta(hours=100)
HOUR = timedelta(hours=1)


def stay(begins: float, ends: float | None = None) -> tuple[datetime, datetime]:
    return START + begins * HOUR, START + (begins if ends is None else ends) * HOUR


def test_by_hand() -> None:
    # 10 to 12, 30, 50 to 51: alone 18, 20 and, until the end, 49 hours
    found = idleness([stay(30), stay(10, 12), stay(50, 51)], START, END)
    assert found == Idle(visits=3, gaps=3, alone=87 * HOUR, worst=49 * HOUR)
    assert found.mean == 29 * HOUR


def test_the_last_stay_before_begins_the_first_gap() -> None:
    assert idleness([stay(-20), stay(-5), stay(10)], START, END) == Idle(1, 2, 105 * HOUR, 90 * HOUR)


def test_nobody_came_and_nobody_ever_did() -> None:
    assert idleness([], START, END) == Idle(0, 0, timedelta(), timedelta())
    assert idleness([], START, END).mean == timedelta()
    assert idleness([stay(-1)], START, END) == Idle(0, 1, 101 * HOUR, 101 * HOUR)


def test_two_who_are_there_together_leave_no_gap_between() -> None:
    assert idleness([stay(10, 14), stay(12, 13), stay(14, 15)], START, END) == Idle(1, 1, 85 * HOUR, 85 * HOUR)


def test_what_comes_after_the_end_is_not_counted() -> None:
    assert idleness([stay(10), stay(120)], START, END) == Idle(1, 1, 90 * HOUR, 90 * HOUR)
    assert idleness([stay(98, 103)], START, END) == Idle(1, 0, timedelta(), timedelta())


stays = st.lists(
    st.tuples(st.integers(-50, 120), st.integers(0, 10)).map(lambda one: stay(one[0], one[0] + one[1])), max_size=12
)


@given(stays.flatmap(lambda those: st.tuples(st.just(those), st.permutations([*those, *those[:3]]))))
def test_order_and_repetition_change_nothing(pair: tuple[list[tuple[datetime, datetime]], Any]) -> None:
    those, again = pair
    assert idleness(again, START, END) == idleness(those, START, END)


@given(stays)
@example([stay(-3), stay(-2), stay(-2, 0)])
def test_the_mean_is_never_above_the_worst_and_all_time_is_accounted_for(
    those: list[tuple[datetime, datetime]],
) -> None:
    found = idleness(those, START, END)
    assert timedelta() <= found.mean <= found.worst
    hours = {n for n in range(-50, 100) if any(a <= START + n * HOUR < b for a, b in those)}
    begun = [a for a, _ in those if a < END]
    if begun and found.visits:
        within = [one for one in those if one[1] >= START and one[0] < END]
        left = [b for _, b in those if b < START]  # and nobody else was there or came just then
        ended = [b for b in left if not any(c <= b < d for c, d in those)]
        first = max(ended) if ended else min(a for a, _ in within)
        there = sum(first <= START + n * HOUR < END for n in hours)
        assert found.alone == END - first - there * HOUR


@given(stays, st.integers(0, 99), st.integers(0, 5))
def test_one_more_visit_never_makes_the_worst_gap_longer(
    those: list[tuple[datetime, datetime]], at: int, length: int
) -> None:
    before = idleness(those, START, END)
    after = idleness([*those, stay(at, at + length)], START, END)
    # Before the first stay that is known nothing is counted, so one in there begins a gap of its own.
    if before.gaps and min(begins for begins, _ in those) <= START + at * HOUR:
        assert after.worst <= before.worst
        assert after.alone <= before.alone
