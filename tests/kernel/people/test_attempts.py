"""Guessing is counted."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from shouwang.kernel.people.actions import count_attempt


@pytest.mark.django_db
def test_after_the_last_allowed_try_no_more_until_the_window_has_passed() -> None:
    with time_machine.travel(datetime(2026, 11, 24, 8, tzinfo=UTC), tick=False) as clock:
        tries = [count_attempt(key="code:1", most=3, per=timedelta(minutes=10)) for _ in range(5)]
        assert tries == [True, True, True, False, False]
        assert count_attempt(key="code:2", most=3, per=timedelta(minutes=10))
        clock.shift(timedelta(minutes=11))
        assert count_attempt(key="code:1", most=3, per=timedelta(minutes=10))
