"""Quiet hours and who waits for whom, by themselves."""

from datetime import datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from shouwang.lib.clock import BEIJING
from shouwang.systems.outreach.airtime import GAP, USUAL_QUIET, after_quiet, free_from, is_quiet

DAY = datetime(2026, 11, 10, tzinfo=BEIJING)
MINUTE = timedelta(minutes=1)


def at(hour: int, minute: int = 0) -> datetime:
    return DAY + timedelta(hours=hour, minutes=minute)


def test_what_would_still_sound_when_quiet_begins_is_quiet() -> None:
    assert is_quiet(at(12, 29), timedelta(seconds=61), USUAL_QUIET)
    assert not is_quiet(at(12, 29), timedelta(seconds=60), USUAL_QUIET)
    assert is_quiet(at(13, 59), MINUTE, USUAL_QUIET)
    assert not is_quiet(at(14), MINUTE, USUAL_QUIET)


def test_the_night_reaches_over_midnight() -> None:
    assert [hour for hour in range(24) if is_quiet(at(hour), MINUTE, USUAL_QUIET)] == [
        0,
        1,
        2,
        3,
        4,
        5,
        6,
        13,
        21,
        22,
        23,
    ]


def test_after_quiet_is_the_first_moment_with_room() -> None:
    assert after_quiet(at(22), MINUTE, USUAL_QUIET) == at(31)
    assert after_quiet(at(3), MINUTE, USUAL_QUIET) == at(7)
    assert after_quiet(at(9), MINUTE, USUAL_QUIET) == at(9)
    assert after_quiet(at(12, 29), 2 * MINUTE, USUAL_QUIET) == at(14)
    assert after_quiet(at(9), MINUTE, [(time(0), time(23, 59, 30))]) == at(9)  # there is never room


@given(
    st.lists(st.tuples(st.integers(0, 600), st.integers(1, 120)), max_size=12), st.integers(0, 600), st.integers(1, 120)
)
def test_what_is_moved_meets_nothing(sounds: list[tuple[int, int]], wish: int, seconds: int) -> None:
    taken = [(DAY + timedelta(seconds=a), DAY + timedelta(seconds=a + n)) for a, n in sounds]
    length = timedelta(seconds=seconds)
    begins = free_from(DAY + timedelta(seconds=wish), length, taken)
    assert begins >= DAY + timedelta(seconds=wish)
    assert all(begins >= until + GAP or begins + length <= since - GAP for since, until in taken)
