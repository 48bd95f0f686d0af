"""A machine whose clock is wrong, or set by somebody in the middle of the day."""

from datetime import UTC, datetime, timedelta

from shouwang.player.clock import Clock

NOON = datetime(2026, 11, 28, 4, 0, tzinfo=UTC)


class Machine:
    def __init__(self) -> None:
        self.system, self.elapsed = NOON, 100.0
        self.clock = Clock(lambda: self.system, lambda: self.elapsed)

    def goes_on(self, seconds: float, *, jump: float = 0) -> datetime:
        self.elapsed += seconds
        self.system += timedelta(seconds=seconds + jump)
        return self.clock.now()


def test_the_machines_clock_is_believed_until_the_server_says_otherwise() -> None:
    machine = Machine()
    assert machine.goes_on(10, jump=3600) == NOON + timedelta(seconds=3610)  # the network's time came at last
    machine.clock.heard(NOON + timedelta(hours=5))
    assert machine.clock.offset == 5 * 3600 - 3610
    assert machine.goes_on(7) == NOON + timedelta(hours=5, seconds=7)


def test_a_second_more_or_less_is_nothing_to_correct() -> None:
    machine = Machine()
    machine.clock.heard(NOON + timedelta(seconds=1.4))
    assert machine.goes_on(5) == NOON + timedelta(seconds=5)


def test_a_clock_that_was_right_and_jumps_is_not_followed() -> None:
    machine = Machine()
    machine.clock.heard(NOON)
    assert machine.goes_on(60, jump=-7200) == NOON + timedelta(seconds=60)
    assert machine.goes_on(60) == NOON + timedelta(seconds=120)
    machine.system = NOON + timedelta(seconds=120)
    machine.clock.heard(NOON + timedelta(seconds=120))
    assert machine.goes_on(1) == NOON + timedelta(seconds=121)
