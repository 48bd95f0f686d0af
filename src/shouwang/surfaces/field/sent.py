"""What a phone sent, read and checked. It waited there perhaps for days, so what can be understood is taken."""

import json
import math
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, UnreadablePostError
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from shouwang.kernel.ground.models import Place, Room, Source
from shouwang.kernel.matters import kinds
from shouwang.kernel.matters.actions.intake import Position
from shouwang.surfaces.public.forms import MOST_LETTERS
from shouwang.surfaces.public.position import doubt
from shouwang.systems.watch.actions.reports import Written
from shouwang.systems.watch.queries import KIND

MOST_BYTES = 1 << 20
MOST_WHERE = 200
MOST_FILES = 7


class Wrong(ValueError):
    """Something in it can't be taken; `field` says what, the words say what to do."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field = field


@dataclass(frozen=True)
class Sent:
    """A report as it left the phone. `notes` are words for the person about what was left out.

    `choices` is what was chosen besides the words, as it was said and not as it was understood: a place that the room
    struck off meanwhile makes no other report of it.
    """

    id: UUID
    topic: str
    text: str
    where: str
    place: Place | None
    position: Position | None
    is_urgent: bool
    is_anonymous: bool
    files: tuple[str, ...]
    written: Written
    notes: tuple[str, ...]
    choices: str = ""


def body(request: HttpRequest) -> Mapping[str, Any]:
    """The JSON object of a request. Raises Wrong."""
    try:
        said = json.loads(request.body) if len(request.body) <= MOST_BYTES else None
    except (ValueError, RecursionError, UnreadablePostError):
        said = None
    if not isinstance(said, dict):
        raise Wrong("", _("The phone sent something that can’t be read. Please open the page again."))
    return said


def key(said: Mapping[str, Any]) -> UUID:
    """The id made on the phone: a UUIDv7. Raises Wrong."""
    try:
        found = UUID(str(said.get("id")))
    except ValueError:
        found = None
    if found is None or found.version != 7:
        raise Wrong("id", _("The phone sent something that can’t be read. Please open the page again."))
    return found


def keys(said: Mapping[str, Any]) -> set[UUID]:
    """The ids of things of the room it names, the first hundred; what is none is left out."""
    named = said.get("ids")
    found = set()
    for one in (named if isinstance(named, list) else [])[:100]:
        with suppress(ValueError):
            found.add(UUID(str(one)))
    return found


def words(said: Mapping[str, Any], field: str = "text") -> str:
    """What was typed, without what no database takes, at most MOST_LETTERS. Raises Wrong."""
    text = _taken(said.get(field))
    if len(text) > MOST_LETTERS:
        raise Wrong(
            field,
            _("This is %(count)s characters long; at most %(most)s can be sent. It is still on your phone: shorten it.")
            % {"count": f"{len(text):,}", "most": f"{MOST_LETTERS:,}"},
        )
    return text


def report(said: Mapping[str, Any], room: Room) -> Sent:
    """A report of this room. Raises Wrong."""
    topic = str(said.get("topic") or "")
    if topic not in kinds.get(KIND).by_key:
        raise Wrong("topic", _("Please choose what it is about."))
    where = _taken(said.get("where"))
    if len(where) > MOST_WHERE:
        raise Wrong("where", _("Please say where in at most 200 characters."))
    files = tuple(str(one) for one in said.get("files") or ())[:MOST_FILES]
    text = words(said)
    if not text and not files:
        raise Wrong("text", _("Please write a few words, or say it."))
    place = _place(said, room)
    position, notes = where_it_was(said, room, place)
    return Sent(
        id=key(said),
        topic=topic,
        text=text,
        where=where,
        place=place,
        position=position,
        is_urgent=bool(said.get("urgent")),
        is_anonymous=bool(said.get("anonymous")),
        files=files,
        written=written(said),
        notes=() if where or place else notes,  # the phone said so before it was sent, and was told where
        choices=_choices(said, files),
    )


def _taken(value: object) -> str:
    """Without NUL and halves of characters (lone surrogates), which no database takes."""
    return str(value or "").replace("\x00", "").encode(errors="ignore").decode().strip()


def _choices(said: Mapping[str, Any], files: tuple[str, ...]) -> str:
    chosen = [said.get(name) or None for name in ("urgent", "anonymous", "place", "position")]
    return json.dumps([*chosen, sorted(files)], sort_keys=True)


def written(said: Mapping[str, Any]) -> Written:
    """By the phone's clock; what is no moment is left out."""
    return Written(moment(said.get("said_at")), moment(said.get("left_at")))


def moment(value: object) -> datetime | None:
    """A moment with its zone, or nothing."""
    try:
        found = parse_datetime(str(value or ""))
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None


def _place(said: Mapping[str, Any], room: Room) -> Place | None:
    try:
        chosen = UUID(str(said.get("place") or ""))
    except ValueError:
        return None
    return Place.objects.filter(room=room, pk=chosen).first()


def where_it_was(
    said: Mapping[str, Any], room: Room, place: Place | None = None
) -> tuple[Position | None, tuple[str, ...]]:
    """The phone's position, or its place's; with a word about one that can't be right. Nobody is there to be asked."""
    at_place = Position(place.latitude, place.longitude, Source.PLACE) if place else None
    found = said.get("position")
    given = found if isinstance(found, dict) else {}
    latitude, longitude, accuracy = degrees(given)
    if latitude is None or longitude is None:
        return at_place, ()
    if unsure := doubt(room, latitude, longitude):
        return at_place, (_far(unsure.kilometres),)
    source = Source.MAP if given.get("source") == "map" else Source.GPS
    return Position(latitude, longitude, source, accuracy if accuracy and accuracy > 0 else None), ()


def degrees(given: Mapping[str, Any]) -> tuple[float | None, float | None, float | None]:
    """Latitude, longitude and how sure they are in metres; what is no place on earth is left out."""
    latitude, longitude, accuracy = (_number(given.get(name)) for name in ("latitude", "longitude", "accuracy"))
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        return None, None, None
    return latitude, longitude, accuracy if accuracy is not None and 0 <= accuracy <= 1_000_000 else None


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if math.isfinite(value) else None


def _far(kilometres: int | None) -> str:
    if kilometres is None:
        return _("The phone’s position can’t be right, so it was left out. Please add where it is.")
    return _("The phone’s position is %(count)s km from the village, so it was left out. Please add where it is.") % {
        "count": f"{kilometres:,}"
    }
