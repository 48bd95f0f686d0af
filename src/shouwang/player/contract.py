"""What room and player say to one another, read strictly: `docs/reference/speakers.md` is the same in words."""

import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, TypeVar
from uuid import UUID

from shouwang.player.programme import Item, Quiet, Sound

SHA256 = re.compile(r"[0-9a-f]{64}")
MOST_SOUND_BYTES = 64 * 1024 * 1024
MOST_MESSAGE_BYTES = 64 * 1024  # a message names one item; the programme has the rest
Kind = TypeVar("Kind")


class Unreadable(Exception):
    """What came is not what was agreed; says which part."""


@dataclass(frozen=True)
class Wake:
    """The broker that wakes the player, and the topic it listens to."""

    host: str
    port: int
    tls: bool
    username: str
    password: str
    topic: str


@dataclass(frozen=True)
class Programme:
    """What the room wants heard today and tomorrow. `broken`: items that could not be read, with the reason."""

    speaker: UUID
    name: str
    quiet: tuple[Quiet, ...]
    volume: int
    items: tuple[Item, ...]
    called_off: frozenset[UUID]
    wake: Wake | None
    broken: tuple[str, ...] = ()


@dataclass(frozen=True)
class Message:
    """One word from the broker, proved to come from the room."""

    id: UUID
    kind: str
    expires_at: datetime
    item: Item | None = None
    items: tuple[UUID, ...] = ()


def read_programme(text: str) -> Programme:
    """Raises Unreadable for a programme that can't be understood; one broken item does not silence the others."""
    body = _object(text)
    items, broken = [], []
    with_words = body.get("sounds")
    sounds = with_words if isinstance(with_words, dict) else {}
    for raw in _of(body, "items", list):
        try:
            items.append(_read_item(raw, sounds))
        except Unreadable as error:
            broken.append(str(error))
    speaker = _of(body, "speaker", dict)
    return Programme(
        speaker=_uuid(speaker, "id"),
        name=_of(speaker, "name", str),
        quiet=tuple(_read_quiet(pair) for pair in _of(body, "quiet", list)),
        volume=max(0, min(100, int(_number(body, "volume")))),
        items=tuple(items),
        called_off=frozenset(_read_uuid(one, "called_off") for one in _of(body, "called_off", list)),
        wake=_read_wake(body.get("wake")),
        broken=tuple(broken),
    )


def read_message(payload: bytes, token: str) -> Message:
    """Raises Unreadable for a message whose mac is not the room's, or that can't be understood."""
    if len(payload) > MOST_MESSAGE_BYTES:
        raise Unreadable(f"{len(payload)} bytes are too many")
    try:
        body = _object(payload.decode())
        is_the_rooms = hmac.compare_digest(str(body.get("mac", "")).encode(), mac_of(body, token).encode())
    except (ValueError, RecursionError) as error:  # not UTF-8, half a letter (\ud800), nested past all bounds
        raise Unreadable("no text that can be read") from error
    if not is_the_rooms:
        raise Unreadable("the mac is wrong")
    kind = _of(body, "kind", str)
    if kind not in {"programme", "play", "stop"}:
        raise Unreadable(f"kind {kind!r} is not known")
    return Message(
        id=_uuid(body, "id"),
        kind=kind,
        expires_at=_moment(body, "expires_at"),
        item=read_pushed(_of(body, "item", dict)) if kind == "play" else None,
        items=tuple(_read_uuid(one, "items") for one in _of(body, "items", list)) if kind == "stop" else (),
    )


def read_pushed(raw: Mapping[str, Any]) -> Item:
    """An item that brings its sound along, as `play` does."""
    sound = {"url": raw.get("sound_url"), "size": raw.get("size"), "seconds": raw.get("seconds")}
    return _read_item(raw, {str(raw.get("sound")): sound})


def as_pushed(item: Item) -> dict[str, object]:
    """The same item in the words that `read_pushed` reads."""
    return {
        "id": str(item.id),
        "campaign": str(item.campaign),
        "title": item.title,
        "sound": item.sound.sha256,
        "sound_url": item.sound.url,
        "size": item.sound.size,
        "seconds": item.sound.seconds,
        "at": item.at.isoformat(),
        "late": item.late.total_seconds(),
        "expires_at": item.expires_at.isoformat(),
        "urgent": item.urgent,
        "over_quiet": item.over_quiet,
    }


def mac_of(body: Mapping[str, Any], token: str) -> str:
    """HMAC-SHA256, keyed with the token, over the message without its mac: keys sorted, no spaces, UTF-8; hex."""
    rest = {name: value for name, value in body.items() if name != "mac"}
    text = json.dumps(rest, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hmac.new(token.encode(), text.encode(), hashlib.sha256).hexdigest()


def _read_item(raw: object, sounds: Mapping[str, Any]) -> Item:
    if not isinstance(raw, dict):
        raise Unreadable("an item is no object")
    sha256 = _of(raw, "sound", str)
    sound = sounds.get(sha256)
    if not SHA256.fullmatch(sha256) or not isinstance(sound, dict):
        raise Unreadable(f"item {raw.get('id')}: its sound is not described")
    size = int(_number(sound, "size"))
    if not 0 < size <= MOST_SOUND_BYTES:
        raise Unreadable(f"item {raw.get('id')}: a sound of {size} bytes")
    url = _of(sound, "url", str)
    if not url.startswith("/") or url.startswith("//"):
        raise Unreadable(f"item {raw.get('id')}: its sound lies elsewhere")
    return Item(
        id=_uuid(raw, "id"),
        campaign=_uuid(raw, "campaign"),
        title=_of(raw, "title", str),
        sound=Sound(sha256, url, size, max(0.0, _number(sound, "seconds"))),
        at=_moment(raw, "at"),
        late=timedelta(seconds=max(0.0, _number(raw, "late"))),
        expires_at=_moment(raw, "expires_at"),
        urgent=raw.get("urgent") is True,
        over_quiet=raw.get("over_quiet") is True,
    )


def _read_quiet(pair: object) -> Quiet:
    try:
        begins, ends = (time.fromisoformat(one) for one in (pair if isinstance(pair, list) else ()))
        return Quiet(begins, ends)
    except (TypeError, ValueError) as error:
        raise Unreadable(f"quiet hours {pair!r}") from error


def _read_wake(raw: object) -> Wake | None:
    if raw is None:
        return None
    if not isinstance(raw, dict):
        raise Unreadable("wake is no object")
    return Wake(
        host=_of(raw, "host", str),
        port=int(_number(raw, "port")),
        tls=raw.get("tls") is True,
        username=str(raw.get("username") or ""),
        password=str(raw.get("password") or ""),
        topic=_of(raw, "topic", str),
    )


def _object(text: str) -> dict[str, Any]:
    try:
        body = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable("not JSON") from error
    if not isinstance(body, dict):
        raise Unreadable("not a JSON object")
    return body


def _of(body: Mapping[str, Any], name: str, kind: type[Kind]) -> Kind:
    value = body.get(name)
    if not isinstance(value, kind):
        raise Unreadable(f"{name}: {kind.__name__} expected")
    return value


def _number(body: Mapping[str, Any], name: str) -> float:
    value = body.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 1e12:
        raise Unreadable(f"{name}: a number expected")
    return value


def _uuid(body: Mapping[str, Any], name: str) -> UUID:
    return _read_uuid(body.get(name), name)


def _read_uuid(value: object, name: str) -> UUID:
    try:
        return UUID(str(value))
    except ValueError as error:
        raise Unreadable(f"{name}: no uuid") from error


def _moment(body: Mapping[str, Any], name: str) -> datetime:
    try:
        moment = datetime.fromisoformat(_of(body, name, str))
    except ValueError as error:
        raise Unreadable(f"{name}: no time") from error
    if moment.tzinfo is None:
        raise Unreadable(f"{name}: without a time zone")
    return moment
