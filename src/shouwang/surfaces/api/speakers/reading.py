"""What a player tells, read from its JSON. Wrong words are refused whole, so that the player keeps its reports."""

import json
from datetime import datetime
from math import isfinite
from typing import Any
from uuid import UUID

from django.utils.dateparse import parse_datetime

from shouwang.systems.outreach.actions.playing import Health, Told

MOST_BYTES = 256 * 1024
MOST_REPORTS = 500
OUTCOMES = ("played", "cut", "skipped", "failed")
WHYS = ("", "expired", "quiet", "late", "checksum", "device", "preempted", "stopped", "called_off")


class Unreadable(ValueError):
    """Not what the contract says; the words say where."""


def reports(body: bytes) -> tuple[list[Told], Health | None]:
    """The reports and how the player is, if it says so. Raises Unreadable."""
    try:
        said = json.loads(body)
    except ValueError:
        raise Unreadable("this is no JSON") from None
    if not isinstance(said, dict) or not isinstance(said.get("reports"), list):
        raise Unreadable("reports is missing")
    if len(said["reports"]) > MOST_REPORTS:
        raise Unreadable(f"more than {MOST_REPORTS} reports at once")
    return [_told(one) for one in said["reports"]], _health(said.get("health"))


def _told(said: Any) -> Told:
    if not isinstance(said, dict):
        raise Unreadable("a report is no object")
    try:
        item = UUID(str(said["item"]))
    except (KeyError, ValueError):
        raise Unreadable("item is no UUID") from None
    outcome, why = said.get("outcome"), said.get("why", "")
    if outcome not in OUTCOMES or why not in WHYS:
        raise Unreadable("outcome or why is not known")
    began, ended = _moment(said.get("began_at"), "began_at"), _moment(said.get("ended_at"), "ended_at")
    if outcome == "played" and began is None:
        raise Unreadable("began_at of what was played is missing")
    return Told(item, outcome, why, began, ended, _number(said.get("seconds", 0), "seconds") or 0.0)


def _health(said: Any) -> Health | None:
    if said is None:
        return None
    if not isinstance(said, dict):
        raise Unreadable("health is no object")
    free = _number(said.get("free_bytes"), "free_bytes")
    if free is not None and not 0 <= free < 2**62:
        raise Unreadable("free_bytes is out of range")
    return Health(
        version=_text(said.get("version")),
        output=_text(said.get("output")),
        free_bytes=None if free is None else int(free),
        clock_offset=_number(said.get("clock_offset"), "clock_offset"),
    )


def _text(said: Any) -> str:
    return said.replace("\x00", "") if isinstance(said, str) else ""


def _moment(said: Any, name: str) -> datetime | None:
    if said is None:
        return None
    try:
        moment = parse_datetime(said) if isinstance(said, str) else None
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise Unreadable(f"{name} is no time with its zone")
    return moment


def _number(said: Any, name: str) -> float | None:
    if said is None:
        return None
    if isinstance(said, bool) or not isinstance(said, int | float) or not isfinite(said) or abs(said) > 2**62:
        raise Unreadable(f"{name} is no number")
    return float(said)
