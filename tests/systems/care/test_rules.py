"""When somebody is due, and what is done when nobody answers: rules without input and output."""

from datetime import UTC, date, datetime, timedelta

import pytest

from shouwang.systems.care import following, rhythm
from shouwang.systems.care.following import ASK, EMERGENCY, GO, RING, Done

NINE = datetime(2026, 11, 24, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("begun", "seen", "every", "day"),
    [
        (date(2026, 1, 31), None, 30, date(2026, 3, 2)),
        (date(2028, 1, 31), None, 29, date(2028, 2, 29)),
        (date(2026, 1, 1), date(2026, 12, 25), 7, date(2027, 1, 1)),
        (date(2026, 1, 1), date(2026, 2, 28), 1, date(2026, 3, 1)),
    ],
)
def test_a_visit_is_due_so_many_days_after_the_last_over_the_end_of_a_month_too(
    begun: date, seen: date | None, every: int, day: date
) -> None:
    assert rhythm.next_due(begun, seen, every) == day
    assert rhythm.due(begun, seen, every, day) == rhythm.Due(day, "today", 0)
    assert rhythm.due(begun, seen, every, day + timedelta(days=1)) == rhythm.Due(day, "overdue", 1)
    assert rhythm.due(begun, seen, every, day - timedelta(days=2)) == rhythm.Due(day, "later", 2)


def test_each_step_has_its_own_time_from_the_one_before() -> None:
    now = following.first(NINE)
    assert (now.step, now.due_at) == (RING, NINE + timedelta(minutes=30))
    assert not now.is_late(NINE + timedelta(minutes=30))
    assert now.is_late(NINE + timedelta(minutes=31))
    done = []
    for step, after, due in ((ASK, 10, 60), (GO, 20, 180), (EMERGENCY, 30, 15), (EMERGENCY, 40, 15)):
        done.append(Done(following.STEPS[min(len(done), 3)], NINE + timedelta(minutes=after), False))
        standing = following.standing(NINE, done)
        assert standing
        assert (standing.step, standing.due_at) == (step, NINE + timedelta(minutes=after + due))


def test_it_ends_only_when_somebody_saw_or_heard_them() -> None:
    assert following.standing(NINE, [Done(EMERGENCY, NINE, False)])
    assert following.standing(NINE, [Done(RING, NINE, False), Done(ASK, NINE, True)]) is None


def test_whoever_fears_for_a_life_leaves_steps_out_but_goes_back_to_none() -> None:
    now = following.standing(NINE, [Done(RING, NINE, False)])
    assert now
    assert following.may_do(EMERGENCY, now)
    assert not following.may_do(RING, now)


def test_a_rooms_own_times_count() -> None:
    assert following.first(NINE, following.Limits(ring=5)).due_at == NINE + timedelta(minutes=5)
