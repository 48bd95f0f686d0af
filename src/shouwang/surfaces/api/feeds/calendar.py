"""An iCalendar feed (RFC 5545) from plain data.

An event keeps its UID; each change raises SEQUENCE; what is called off stays, marked CANCELLED, so that calendars
that already have it take it away. Times are China's, with their VTIMEZONE.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Timezone, TimezoneStandard
from icalendar import Event as VEvent

MEDIA_TYPE = "text/calendar; charset=utf-8"
CHINA = ZoneInfo("Asia/Shanghai")
SINCE = datetime(1991, 9, 15)  # noqa: DTZ001 - a VTIMEZONE begins in local time; China has had no summer time since
NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")  # RFC 5545, 3.3.11


@dataclass(frozen=True)
class Event:
    """One event; all moments are aware. Without an end it is a moment, as a time by which something is due."""

    uid: str
    title: str
    starts_at: datetime
    changed_at: datetime
    ends_at: datetime | None = None
    sequence: int = 0
    place: str = ""
    text: str = ""
    url: str = ""
    is_cancelled: bool = False
    rings_at: datetime | None = None


def gathering(one: Any, *, title: str, place: str, url: str, text: str = "") -> Event:
    """A meeting with villagers, a theatre evening or a lecture, for everybody who may come and for those who hold it."""
    return Event(
        uid=f"gathering-{one.pk}@shouwang",
        title=title,
        starts_at=one.starts_at,
        ends_at=one.starts_at + timedelta(minutes=one.minutes_long),
        changed_at=one.changed_at,
        sequence=one.version,
        place=place,
        text=text,
        url=url,
        is_cancelled=one.state == "off",
    )


def visit(one: Any, *, title: str, text: str = "", url: str = "", rings: bool = False) -> Event:
    """A visit by appointment, for whoever comes and for whoever is visited; a half day as long as it was promised.

    `rings`: the calendar says so at seven in the evening before.
    """
    is_half = not one.is_timed and one.window_starts and one.window_ends
    evening = one.starts_at.astimezone(CHINA).replace(hour=19, minute=0, second=0, microsecond=0) - timedelta(days=1)
    return Event(
        uid=f"visit-{one.pk}@shouwang",
        title=title,
        starts_at=one.window_starts if is_half else one.starts_at,
        ends_at=one.window_ends if is_half else one.starts_at + timedelta(minutes=one.minutes),
        changed_at=one.matter.changed_at,
        sequence=one.sequence,
        text=text,
        url=url,
        is_cancelled=one.stage == "off",
        rings_at=evening if rings and one.stage != "off" else None,
    )


def build(name: str, events: Sequence[Event], *, refresh: timedelta = timedelta(hours=1)) -> bytes:
    """The calendar, CRLF, folded at 75 octets without cutting a character."""
    calendar = Calendar()
    calendar.add("prodid", "-//Shouwang//Shouwang//ZH")
    calendar.add("version", "2.0")
    calendar.add("name", _text(name))  # RFC 7986; older programs read the X- name
    calendar.add("x-wr-calname", _text(name))
    calendar.add("refresh-interval", refresh, parameters={"value": "DURATION"})
    calendar.add_component(_china())
    for event in events:
        calendar.add_component(_event(event))
    return bytes(calendar.to_ical())


def _event(event: Event) -> VEvent:
    made = VEvent()
    made.add("uid", event.uid)
    # Without METHOD, DTSTAMP is when the event was last changed (RFC 5545, 3.8.7.2).
    made.add("dtstamp", event.changed_at.astimezone(UTC))
    made.add("last-modified", event.changed_at.astimezone(UTC))
    made.add("sequence", event.sequence)
    made.add("summary", _text(event.title))
    made.add("dtstart", event.starts_at.astimezone(CHINA))
    if event.ends_at:
        made.add("dtend", event.ends_at.astimezone(CHINA))
    for name, value in (("location", event.place), ("description", event.text)):
        if value:
            made.add(name, _text(value))
    if event.url:
        made.add("url", event.url)
    if event.rings_at:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", _text(event.title))
        alarm.add("trigger", event.rings_at - event.starts_at)
        made.add_component(alarm)
    made.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    return made


def _china() -> Timezone:
    standard = TimezoneStandard()
    standard.add("dtstart", SINCE)
    standard.add("tzoffsetfrom", timedelta(hours=8))
    standard.add("tzoffsetto", timedelta(hours=8))
    standard.add("tzname", "CST")
    zone = Timezone()
    zone.add("tzid", "Asia/Shanghai")
    zone.add_component(standard)
    return zone


def _text(text: str) -> str:
    return NOT_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
