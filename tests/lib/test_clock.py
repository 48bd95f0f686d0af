"""Working time in China: hours, holidays, make-up days, and sums that are exact."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shouwang.lib.clock import (
    BEIJING,
    OFFICE_HOURS,
    ROUND_THE_CLOCK,
    WHOLE_DAYS,
    WorkCalendar,
    china_calendar,
)

CHINA = china_calendar()
LONG_DAYS = WorkCalendar(hours=dict.fromkeys(range(7), ((time(8), time(20)),)))
moments = st.integers(0, 3 * 366 * 86400).map(lambda seconds: at("2024-01-01 00:00") + timedelta(seconds=seconds))
calendars = st.sampled_from([CHINA, LONG_DAYS, ROUND_THE_CLOCK])
minutes = st.integers(0, 5000)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2025-10-01", False),  # National Day, a Wednesday
        ("2025-10-09", True),
        ("2025-10-11", True),  # a Saturday worked for the long holiday
        ("2025-10-12", False),
        ("2025-01-26", True),  # a Sunday before the Spring Festival
        ("2025-01-28", False),
        ("2026-02-14", True),  # a Saturday
        ("2026-02-23", False),  # the last day of the Spring Festival, a Monday
    ],
)
def test_holidays_and_make_up_days_are_those_of_the_state_council(day: str, works: bool) -> None:
    assert CHINA.is_working_day(date.fromisoformat(day)) is works


def test_a_make_up_saturday_has_the_hours_of_a_working_day() -> None:
    day_long = CHINA.working_minutes_between(at("2025-10-11 00:00"), at("2025-10-12 00:00"))
    assert day_long == 7 * 60


def test_a_make_up_day_may_have_hours_of_its_own() -> None:
    saturday = date(2026, 3, 7)
    calendar = WorkCalendar(hours=OFFICE_HOURS, workdays=frozenset([saturday]), makeup=((time(9), time(12)),))
    assert calendar.working_minutes_between(at("2026-03-07 00:00"), at("2026-03-08 00:00")) == 180


def test_the_rooms_own_table_wins_over_the_package() -> None:
    calendar = china_calendar(extra_holidays=[date(2025, 10, 11)], extra_workdays=[date(2025, 10, 1)])
    assert not calendar.is_working_day(date(2025, 10, 11))
    assert calendar.is_working_day(date(2025, 10, 1))


def test_a_date_cannot_be_both_holiday_and_make_up_day() -> None:
    with pytest.raises(ValueError, match="2027-02-06 is both"):
        china_calendar([date(2027, 2, 6)], [date(2027, 2, 6)])


def test_a_year_not_yet_published_is_said_to_be_unknown_and_has_weekends_only() -> None:
    assert CHINA.knows(2025)
    assert not CHINA.knows(2050)
    assert CHINA.is_working_day(date(2050, 10, 3))  # a Monday
    assert not CHINA.is_working_day(date(2050, 10, 1))  # a Saturday
    assert china_calendar(extra_years=[2050]).knows(2050)


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        ("2025-09-29 10:00", 1, "2025-09-30 18:00"),
        ("2025-09-30 10:00", 1, "2025-10-09 18:00"),  # over the holiday
        ("2025-10-10 23:59", 1, "2025-10-11 18:00"),  # the make-up Saturday counts
        ("2025-10-10 09:00", 2, "2025-10-13 18:00"),
        ("2025-10-12 09:00", 0, "2025-10-13 18:00"),
        ("2025-10-13 09:00", 0, "2025-10-13 18:00"),
        ("2025-10-13 19:00", 0, "2025-10-13 18:00"),
    ],
)
def test_a_limit_in_working_days_ends_with_the_last_day(start: str, days: int, due: str) -> None:
    assert CHINA.add_working_days(at(start), days) == at(due)


@pytest.mark.parametrize(
    ("start", "added", "end"),
    [
        ("2025-10-09 11:30", 60, "2025-10-09 15:00"),  # over lunch
        ("2025-10-09 11:30", 30, "2025-10-09 12:00"),
        ("2025-10-09 17:59", 2, "2025-10-10 08:31"),
        ("2025-10-10 17:00", 120, "2025-10-11 09:30"),  # into the make-up Saturday
        ("2025-10-11 17:00", 120, "2025-10-13 09:30"),
        ("2025-10-12 03:00", 0, "2025-10-12 03:00"),
    ],
)
def test_minutes_pass_only_while_the_room_is_open(start: str, added: int, end: str) -> None:
    assert CHINA.add_working_minutes(at(start), added) == at(end)


def test_a_room_may_be_open_to_midnight() -> None:
    late = WorkCalendar(hours=dict.fromkeys(range(7), ((time(18), time(0)),)))
    assert late.add_working_minutes(at("2026-01-01 23:00"), 61) == at("2026-01-02 18:01")
    assert late.add_working_days(at("2026-01-01 09:00"), 1) == at("2026-01-03 00:00")


def test_the_closing_minute_is_closed() -> None:
    assert CHINA.is_open(at("2025-10-09 11:59"))
    assert not CHINA.is_open(at("2025-10-09 12:00"))
    assert not CHINA.is_open(at("2025-10-01 10:00"))


@given(calendars, moments, moments)
def test_a_later_end_never_counts_less(cal: WorkCalendar, a: datetime, b: datetime) -> None:
    a, b = sorted([a, b])
    counted = cal.working_minutes_between(a, b)
    assert 0 <= counted <= (b - a) / timedelta(minutes=1) + 1
    assert cal.working_minutes_between(b, a) == -counted


@given(calendars, moments, moments, moments)
def test_counts_add_up(cal: WorkCalendar, a: datetime, b: datetime, c: datetime) -> None:
    between = cal.working_minutes_between
    assert between(a, b) + between(b, c) == between(a, c)


@given(calendars, moments, minutes, minutes)
def test_adding_twice_is_adding_the_sum(cal: WorkCalendar, start: datetime, first: int, second: int) -> None:
    add = cal.add_working_minutes
    assert add(add(start, first), second) == add(start, first + second)


@given(calendars, moments, minutes)
def test_as_many_minutes_lie_between_as_were_added(cal: WorkCalendar, start: datetime, added: int) -> None:
    end = cal.add_working_minutes(start, added)
    assert cal.working_minutes_between(start, end) == added
    if added:
        assert cal.working_minutes_between(start, end - timedelta(minutes=1)) == added - 1


@given(calendars, moments, moments, st.integers(0, 40))
def test_a_later_start_is_never_due_earlier(cal: WorkCalendar, a: datetime, b: datetime, days: int) -> None:
    a, b = sorted([a, b])
    assert cal.add_working_days(a, days) <= cal.add_working_days(b, days)
    assert cal.add_working_minutes(a, days) <= cal.add_working_minutes(b, days)


@given(moments, st.integers(1, 40))
def test_working_days_agree_with_counting_days_one_by_one(start: datetime, days: int) -> None:
    due = CHINA.add_working_days(start, days).astimezone(BEIJING).date()
    first = start.date() + timedelta(1)
    passed = [first + timedelta(n) for n in range((due - first).days + 1)]
    assert sum(map(CHINA.is_working_day, passed)) == days


@given(moments, moments)
def test_the_middle_of_a_long_count_agrees_with_counting_minutes(a: datetime, b: datetime) -> None:
    a, b = sorted([a, b])
    assert ROUND_THE_CLOCK.working_minutes_between(a, b) == (
        b.replace(second=0, microsecond=0) - a.replace(second=0, microsecond=0)
    ) // timedelta(minutes=1)


@pytest.mark.parametrize(
    ("build", "words"),
    [
        (lambda: WorkCalendar(hours={}), "at least one open hour"),
        (lambda: WorkCalendar(hours={0: ((time(9), time(9)),)}), "in order"),
        (lambda: WorkCalendar(hours={0: ((time(9), time(12)), (time(11), time(13)))}), "in order"),
        (lambda: CHINA.add_working_minutes(at("2026-01-01 00:00"), -1), "negative"),
        (lambda: CHINA.add_working_days(at("2026-01-01 00:00"), -1), "negative"),
        (lambda: CHINA.add_working_minutes(at("2026-01-01 00:00").replace(tzinfo=None), 1), "time zone"),
    ],
)
def test_bad_input_is_refused_in_words(build: object, words: str) -> None:
    assert callable(build)
    with pytest.raises(ValueError, match=words):
        build()


def test_answers_are_in_utc() -> None:
    assert CHINA.add_working_days(at("2025-09-29 10:00"), 1).tzinfo is UTC
    assert WHOLE_DAYS[6] == ((time(0), time(0)),)
