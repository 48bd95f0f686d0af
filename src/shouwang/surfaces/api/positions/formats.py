"""What OwnTracks and Traccar Client send, read into points. What says no place or no usable moment is no point."""

import json
import re
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from shouwang.systems.patrol.actions.tracks import Point

MILLISECONDS = 100_000_000_000  # a number as great as this counts thousandths: in seconds it would be the year 5138
WRITTEN = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?")


class Unreadable(ValueError):
    """This is not what such a program sends."""


def json_object(body: bytes) -> Mapping[str, Any]:
    """The JSON object; nothing for an empty body, which OwnTracks sends too. Raises Unreadable."""
    if not body.strip():
        return {}
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        raise Unreadable from None
    if not isinstance(said, dict):
        raise Unreadable
    return said


def password(header: str) -> str:
    """The password of HTTP Basic; "" where there is none. What stands as the user is not looked at."""
    scheme, _, said = header.partition(" ")
    if scheme.lower() != "basic":
        return ""
    try:
        return b64decode(said.strip(), validate=True).decode().partition(":")[2]
    except (NotBase64, ValueError):
        return ""


def owntracks(said: Mapping[str, Any]) -> list[Point]:
    """One message of OwnTracks; of its kinds only `location` says where somebody is."""
    if said.get("_type") != "location":
        return []
    return _point(_moment(said.get("tst")), said.get("lat"), said.get("lon"), said.get("acc"))


def traccar_json(said: Mapping[str, Any]) -> tuple[str, list[Point]]:
    """Traccar Client 9 and later: the device's identifier and where it is."""
    location = said.get("location")
    coords = location.get("coords") if isinstance(location, dict) else None
    points: list[Point] = []
    if isinstance(location, dict) and isinstance(coords, dict):
        moment = _moment(location.get("timestamp"))
        points = _point(moment, coords.get("latitude"), coords.get("longitude"), coords.get("accuracy"))
    return _text(said.get("device_id")), points


def osmand(said: Mapping[str, str], now: datetime) -> tuple[str, list[Point]]:
    """Traccar Client before 9 and OsmAnd, as a query or a form. Without a time it is now."""
    secret = said.get("id") or said.get("deviceid") or ""
    if said.get("valid") in ("false", "0"):
        return secret, []
    latitude, longitude = said.get("lat"), said.get("lon")
    if latitude is None and "," in said.get("location", ""):
        latitude, _, longitude = said["location"].partition(",")
    moment = _moment(said["timestamp"]) if said.get("timestamp") else now
    return secret, _point(moment, latitude, longitude, said.get("accuracy"))


def _point(moment: datetime | None, latitude: object, longitude: object, accuracy: object) -> list[Point]:
    lat, lon = _number(latitude), _number(longitude)
    return [] if moment is None or lat is None or lon is None else [Point(moment, lat, lon, _number(accuracy))]


def _moment(said: object) -> datetime | None:
    """Seconds or thousandths since 1970, or a date with a time, which without a zone is UTC in these programs."""
    number = _number(said)
    try:
        if number is not None:
            return datetime.fromtimestamp(number / 1000 if abs(number) >= MILLISECONDS else number, UTC)
        if not isinstance(said, str) or not WRITTEN.fullmatch(said.strip()):
            return None
        written = datetime.fromisoformat(said.strip())
        return written.replace(tzinfo=UTC) if written.tzinfo is None else written.astimezone(UTC)
    except (OverflowError, OSError, ValueError):
        return None


def _number(said: object) -> float | None:
    if isinstance(said, bool) or not isinstance(said, int | float | str):
        return None
    try:
        return float(said)
    except (OverflowError, ValueError):
        return None


def _text(said: object) -> str:
    return said if isinstance(said, str) else ""
