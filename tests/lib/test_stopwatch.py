"""The clock of a matter: started, paused, extended, late; and a sum that adds up."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shouwang.lib.clock import BEIJING, china_calendar, whole_minute
from shouwang.lib.stopwatch import Kind, Limit, Reading, Tick, read

CHINA = china_calendar()
MINUTE = timedelta(minutes=1)
THREE_DAYS = Limit(3, "working_days")
TWO_HOURS = Limit(120, "working_minutes")
FULL_DAY = Limit(1440, "minutes")
LIMITS = [THREE_DAYS, TWO_HOURS, FULL_DAY, Limit(30, "days"), Limit(0, "working_minutes")]

limits = st.sampled_from(LIMITS)
moments = st.integers(0, 42 * 86400).map(lambda seconds: at("09-20 00:00") + timedelta(seconds=seconds))
kinds: st.SearchStrategy[Kind] = st.sampled_from(["start", "stop", "pause", "resume", "extend", "restart"])
ticks = st.builds(Tick, moments, kinds, minutes=st.integers(0, 600), days=st.integers(0, 5))
logs = st.lists(ticks, max_size=12)


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2025-{text}").replace(tzinfo=BEIJING)


def clock(limit: Limit, now: str, *log: tuple[str, Kind]) -> Reading:
    return read([Tick(at(when), kind, reason=kind) for when, kind in log], limit, CHINA, at(now))


def lines(reading: Reading) -> list[tuple[str, int]]:
    return [(line.key, line.minutes) for line in reading.sum_lines]


def test_without_a_start_nothing_runs() -> None:
    assert clock(TWO_HOURS, "10-10 09:00", ("10-09 10:00", "pause")) == Reading("not started")


def test_three_working_days_over_the_holiday() -> None:
    reading = clock(THREE_DAYS, "09-30 10:00", ("09-29 10:00", "start"))
    assert (reading.state, reading.due_at) == ("running", at("10-10 18:00"))
    assert reading.used == 7 * 60
    assert lines(reading) == [("counted", 420), ("closed", 1020)]


def test_a_pause_moves_the_due_moment_by_the_open_time_it_took() -> None:
    log: list[tuple[str, Kind]] = [("10-09 09:00", "start"), ("10-09 09:30", "pause")]
    paused = clock(TWO_HOURS, "10-09 15:00", *log)
    assert (paused.state, paused.due_at, paused.left) == ("paused", None, 90)
    resumed = clock(TWO_HOURS, "10-09 16:00", *log, ("10-09 15:30", "resume"))
    assert resumed.due_at == at("10-09 17:00")
    assert lines(resumed) == [("counted", 30), ("paused", 360), ("counted", 30)]
    assert [line.reason for line in resumed.sum_lines] == ["", "pause", ""]


def test_what_was_late_before_a_pause_stays_late() -> None:
    reading = clock(TWO_HOURS, "10-09 17:00", ("10-09 09:00", "start"), ("10-09 11:30", "pause"))
    assert (reading.is_late, reading.due_at, reading.late_by) == (True, at("10-09 11:00"), 30)


def test_a_matter_done_in_the_minute_it_is_due_is_on_time() -> None:
    log: tuple[str, Kind] = ("10-09 09:00", "start")
    assert not clock(TWO_HOURS, "10-20 09:00", log, ("10-09 11:00:59", "stop")).is_late
    assert clock(TWO_HOURS, "10-20 09:00", log, ("10-09 11:01", "stop")).late_by == 1


def test_late_is_late_also_on_a_closed_day() -> None:
    reading = clock(THREE_DAYS, "10-19 10:00", ("10-14 10:00", "start"))
    assert (reading.is_late, reading.late_by, reading.due_at) == (True, 0, at("10-17 18:00"))


def test_calendar_time_runs_at_night() -> None:
    assert clock(FULL_DAY, "10-02 09:00", ("10-01 21:00", "start")).due_at == at("10-02 21:00")


def test_calendar_days_end_at_midnight() -> None:
    assert clock(Limit(30, "days"), "10-02 09:00", ("10-01 21:00", "start")).due_at == at("11-01 00:00")


def test_an_extension_by_days_ends_with_a_working_day() -> None:
    log = [Tick(at("10-09 09:00"), "start"), Tick(at("10-10 09:00"), "extend", days=2)]
    assert read(log, THREE_DAYS, CHINA, at("10-10 10:00")).due_at == at("10-15 18:00")


def test_an_extension_by_calendar_days_keeps_midnight() -> None:
    log = [Tick(at("10-01 09:00"), "start"), Tick(at("10-01 10:00"), "extend", days=2)]
    assert read(log, Limit(1, "days"), CHINA, at("10-01 11:00")).due_at == at("10-05 00:00")


def test_an_extension_while_paused_waits_for_the_resume() -> None:
    log = [
        Tick(at("10-09 09:00"), "start"),
        Tick(at("10-09 10:00"), "pause"),
        Tick(at("10-09 15:00"), "extend", minutes=30),
    ]
    assert read(log, TWO_HOURS, CHINA, at("10-09 16:00")).left == 90


def test_a_resume_after_a_stop_goes_on_and_shows_the_gap() -> None:
    reading = clock(
        TWO_HOURS, "10-09 11:30", ("10-09 09:00", "start"), ("10-09 10:00", "stop"), ("10-09 11:00", "resume")
    )
    assert lines(reading) == [("counted", 60), ("stopped", 60), ("counted", 30)]
    assert reading.left == 30


def test_a_restart_begins_again() -> None:
    reading = clock(
        TWO_HOURS,
        "10-09 11:30",
        ("10-09 09:00", "start"),
        ("10-09 10:00", "pause"),
        ("10-09 11:00", "restart"),
    )
    assert (reading.state, reading.started_at, reading.used) == ("running", at("10-09 11:00"), 30)


def test_a_stop_while_paused_shows_when_it_would_have_been_due() -> None:
    reading = clock(
        TWO_HOURS, "10-20 09:00", ("10-09 09:00", "start"), ("10-09 10:00", "pause"), ("10-09 15:00", "stop")
    )
    assert (reading.due_at, reading.is_late) == (at("10-09 16:00"), False)


def test_of_one_moment_the_given_order_holds() -> None:
    start, pause = (Tick(at("10-09 09:00"), kind) for kind in ("start", "pause"))
    now = at("10-09 10:00")
    assert read([start, pause], TWO_HOURS, CHINA, now).state == "paused"
    assert read([pause, start], TWO_HOURS, CHINA, now).state == "running"


@pytest.mark.parametrize("build", [lambda: Limit(-1, "days"), lambda: Tick(at("10-09 09:00"), "extend", days=-1)])
def test_negative_time_is_refused(build: object) -> None:
    assert callable(build)
    with pytest.raises(ValueError, match="negative"):
        build()


@given(logs, limits, moments)
def test_the_lines_add_up(log: Sequence[Tick], limit: Limit, now: datetime) -> None:
    reading = read(log, limit, CHINA, now)
    if reading.started_at is None:
        assert reading.sum_lines == ()
        return
    end = reading.stopped_at or whole_minute(now)
    assert sum(line.minutes for line in reading.sum_lines) == (end - reading.started_at) // MINUTE
    assert reading.used + reading.left - reading.late_by == reading.allowed
    assert reading.used == sum(m for key, m in lines(reading) if key == "counted")
    assert all(line.minutes > 0 and line.start < line.end for line in reading.sum_lines)


@given(logs, limits, moments)
def test_a_due_moment_agrees_with_what_is_left(log: Sequence[Tick], limit: Limit, now: datetime) -> None:
    reading = read(log, limit, CHINA, now)
    end = reading.stopped_at or whole_minute(now)
    if reading.due_at is not None and not reading.is_late:
        assert reading.due_at >= end
        assert limit.calendar(CHINA).working_minutes_between(end, reading.due_at) == reading.left
    if reading.is_late:
        assert reading.left == 0


@given(logs, limits, moments, moments)
def test_after_the_stop_time_changes_nothing(log: Sequence[Tick], limit: Limit, now: datetime, later: datetime) -> None:
    now, later = sorted([now, later])
    log = [tick for tick in log if tick.at <= now]
    reading = read(log, limit, CHINA, now)
    if reading.state == "stopped":
        assert read(log, limit, CHINA, later) == reading


@given(moments, limits, st.lists(moments, min_size=2, max_size=6))
def test_pausing_never_makes_it_due_earlier(start: datetime, limit: Limit, cuts: list[datetime]) -> None:
    cuts = sorted(cut for cut in cuts if cut > start)
    pauses = [
        tick for a, b in zip(cuts[::2], cuts[1::2], strict=False) for tick in (Tick(a, "pause"), Tick(b, "resume"))
    ]
    now = datetime(2025, 12, 1, tzinfo=BEIJING)
    plain = read([Tick(start, "start")], limit, CHINA, now)
    paused = read([Tick(start, "start"), *pauses], limit, CHINA, now)
    assert plain.due_at is not None
    assert paused.due_at is not None
    assert paused.due_at >= plain.due_at
    assert paused.used <= plain.used


@given(logs, limits, moments, st.integers(0, 5000))
def test_an_extension_adds_exactly_its_minutes(log: Sequence[Tick], limit: Limit, now: datetime, minutes: int) -> None:
    before = read(log, limit, CHINA, now)
    after = read([*log, Tick(now, "extend", minutes=minutes)], limit, CHINA, now)
    if before.state in ("running", "paused"):
        assert after.allowed == before.allowed + minutes
        assert after.used == before.used
    else:
        assert after == before


@given(moments, st.integers(0, 10), st.integers(0, 10))
def test_days_given_later_are_as_long_as_days_given_first(start: datetime, first: int, more: int) -> None:
    extended = [Tick(start, "start"), Tick(start, "extend", days=more)]
    once = read([Tick(start, "start")], Limit(first + more, "working_days"), CHINA, start)
    if first:
        assert read(extended, Limit(first, "working_days"), CHINA, start) == replace(once)


@given(logs, limits, moments)
def test_the_order_of_the_log_on_disk_does_not_matter(log: list[Tick], limit: Limit, now: datetime) -> None:
    unique = list({tick.at: tick for tick in log}.values())
    assert read(unique, limit, CHINA, now) == read(unique[::-1], limit, CHINA, now)
