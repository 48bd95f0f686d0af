"""The calendar as two independent parsers read it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import icalendar
import vobject
from hypothesis import given
from hypothesis import strategies as st

from shouwang.surfaces.api.feeds.calendar import Event, build

NOW = datetime(2026, 3, 3, 4, 0, tzinfo=UTC)
LONG = "河湾村警务室每月一次的警民座谈会，请各家各户派一人参加，地点在村委会二楼会议室，会后发放反诈宣传材料。"


def event(**changes: Any) -> Event:
    told: dict[str, Any] = {
        "uid": "0190@room.invalid",
        "title": LONG,
        "starts_at": NOW,
        "ends_at": NOW + timedelta(hours=2),
        "changed_at": NOW - timedelta(days=1),
    }
    return Event(**told | changes)


def by_icalendar(raw: bytes) -> icalendar.Event:
    [found] = icalendar.Calendar.from_ical(raw).walk("VEVENT")
    return found


def by_vobject(raw: bytes) -> Any:
    return vobject.readOne(raw.decode())


def test_two_parsers_read_the_same() -> None:
    raw = build("河湾村", [event(place="村委会", text="一行\n二行；a,b;c\\d", sequence=3)])
    one, other = by_icalendar(raw), by_vobject(raw).vevent
    assert str(one["SUMMARY"]) == other.summary.value == LONG
    assert str(one["DESCRIPTION"]) == other.description.value == "一行\n二行；a,b;c\\d"
    assert one["DTSTART"].dt == other.dtstart.value == NOW
    assert one["DTEND"].dt == other.dtend.value == NOW + timedelta(hours=2)
    assert int(one["SEQUENCE"]) == int(other.sequence.value) == 3
    assert str(one["UID"]) == other.uid.value == "0190@room.invalid"


def test_no_line_is_longer_than_75_octets_and_no_character_is_cut() -> None:
    raw = build("河湾村", [event(text=LONG * 5)])
    lines = raw.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode() is not None for line in lines), "each line alone is UTF-8"
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_times_name_china_and_the_calendar_says_what_that_is() -> None:
    raw = build("河湾村", [event()])
    assert b"DTSTART;TZID=Asia/Shanghai:20260303T120000\r\n" in raw
    [zone] = icalendar.Calendar.from_ical(raw).walk("VTIMEZONE")
    assert zone["TZID"] == "Asia/Shanghai"
    assert zone.walk("STANDARD")[0]["TZOFFSETTO"].td == timedelta(hours=8)


def test_the_stamp_is_when_it_was_changed_in_utc() -> None:
    assert b"DTSTAMP:20260302T040000Z\r\n" in build("河湾村", [event()])


def test_the_same_events_give_the_same_bytes() -> None:
    assert build("河湾村", [event()]) == build("河湾村", [event()])


def test_what_is_called_off_stays_and_says_so() -> None:
    assert by_icalendar(build("河湾村", [event(is_cancelled=True, sequence=1)]))["STATUS"] == "CANCELLED"
    assert by_icalendar(build("河湾村", [event()]))["STATUS"] == "CONFIRMED"


def test_a_time_by_which_something_is_due_has_no_end() -> None:
    assert "DTEND" not in by_icalendar(build("河湾村", [event(ends_at=None)]))


def test_an_empty_calendar_is_a_calendar() -> None:
    calendar = icalendar.Calendar.from_ical(build("河湾村", []))
    assert (calendar["VERSION"], str(calendar["X-WR-CALNAME"])) == ("2.0", "河湾村")


@given(title=st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=120))
def test_nothing_that_is_typed_breaks_out_of_its_line(title: str) -> None:
    calendar = icalendar.Calendar.from_ical(build("河湾村", [event(title=title)]))
    assert [part.name for part in calendar.walk()] == ["VCALENDAR", "VTIMEZONE", "STANDARD", "VEVENT"]
    assert calendar.walk("VEVENT")[0]["UID"] == "0190@room.invalid"


def test_a_line_break_in_a_title_starts_no_property() -> None:
    found = by_icalendar(build("河湾村", [event(title="a\r\nATTENDEE:mailto:x@example.invalid")]))
    assert "ATTENDEE" not in found
