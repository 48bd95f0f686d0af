"""Changing what a matter says: field by field, never over a colleague's words; and what the public may read."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from shouwang.kernel.ground.models import Place
from shouwang.kernel.journal.actions import Actor
from shouwang.kernel.matters import kinds, lifecycle
from shouwang.kernel.matters.actions import indexing, story
from shouwang.kernel.matters.actions.intake import Position
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission

# The fields people may change; everything else has a verb of its own.
EDITABLE = ("title", "text", "topic", "where", "is_urgent", "kind")


@dataclass(frozen=True)
class Clash:
    """A field that somebody else changed meanwhile: what it was when you began, what stands now, what you wrote."""

    field: str
    base: str
    theirs: str
    yours: str


class Clashes(Exception):
    """Nothing was saved; each clash shows both words so that a person can decide."""

    def __init__(self, clashes: list[Clash]) -> None:
        super().__init__(", ".join(clash.field for clash in clashes))
        self.clashes = clashes


@transaction.atomic
def revise(*, by: Account | Actor, matter: Matter, base: Mapping[str, str], yours: Mapping[str, str]) -> Matter:
    """Three-way merge by field: `base` is what the form showed, `yours` what it says now.

    A field only you changed is saved, one only they changed stays theirs, one both changed alike is no
    quarrel. Where both changed one field differently, nothing is saved and Clashes is raised.
    Raises KeyError for a field that may not be edited.
    """
    if unknown := set(yours) - set(EDITABLE):
        raise KeyError(", ".join(sorted(unknown)))
    current = story.locked(matter)
    who = story.require(by, Permission.MATTER_WORK, current)
    changed = {name: value for name, value in yours.items() if value != base[name]}
    clashes = [
        Clash(name, base[name], text_of(current, name), value)
        for name, value in changed.items()
        if text_of(current, name) not in (base[name], value)
    ]
    if clashes:
        raise Clashes(clashes)
    for name, value in changed.items():
        before = text_of(current, name)
        if before == value:
            continue
        is_fixed = current.state != lifecycle.COLLECTED or current.is_sheltered
        if name == "kind" and kinds.is_led_by_part(current.kind) and is_fixed:
            raise lifecycle.NotAllowedNow("revise", current.state)
        _set(current, name, value)
        story.add(current, by=who, verb="revise", line=story.Line(field=name, before=before, after=value))
    if changed:
        indexing.index(current)
    return current


@transaction.atomic
def locate(*, by: Account | Actor, matter: Matter, place: Place | None, position: Position | None, base: str) -> Matter:
    """Say where it is: a named place of the room, a position on the map, both, or neither.

    `base` is what `position_words` said when you began. When somebody else moved it meanwhile, and elsewhere than
    you, nothing is saved and Clashes is raised. Raises ValueError for a place of another room.
    """
    current = story.locked(matter)
    who = story.require(by, Permission.MATTER_WORK, current)
    if place is not None and place.room_id != current.room_id:
        raise ValueError("place of another room")
    before = position_words(current)
    current.place = place
    current.latitude = position.latitude if position else None
    current.longitude = position.longitude if position else None
    current.position_source = position.source if position else ""
    current.accuracy_m = position.accuracy_m if position else None
    after = position_words(current)
    if after in (base, before):  # nothing of yours is new
        return story.locked(matter)
    if before != base:
        raise Clashes([Clash("position", base, before, after)])
    story.add(current, by=who, verb="revise", line=story.Line(field="position", before=before, after=after))
    return current


def position_words(matter: Matter) -> str:
    """The named place and the point, as the story tells them; empty when neither is known."""
    name = matter.place.name if matter.place else ""
    degrees = "" if matter.latitude is None else f"{matter.latitude:.6f}, {matter.longitude:.6f}"
    return " · ".join(part for part in (name, degrees) if part)


@transaction.atomic
def publish(*, by: Account | Actor, matter: Matter, public_text: str) -> Matter:
    """Let everybody read a text written for them; the reporter's own words never go out by themselves."""
    current = story.locked(matter)
    who = story.require(by, Permission.MATTER_PUBLISH, current)
    topic = kinds.get(current.kind).by_key.get(current.topic)
    if topic is None or not topic.is_public:
        raise lifecycle.NotAllowedNow("publish", current.topic)
    if not public_text.strip():
        raise lifecycle.Missing("publish", ("words",))
    current.public_text, current.published_at = public_text, timezone.now()
    story.add(current, by=who, verb="publish", line=story.Line(text=public_text, is_public=True))
    return current


@transaction.atomic
def unpublish(*, by: Account | Actor, matter: Matter) -> Matter:
    """Take it down again."""
    current = story.locked(matter)
    who = story.require(by, Permission.MATTER_PUBLISH, current)
    if current.published_at is None:
        raise lifecycle.NotAllowedNow("unpublish", current.state)
    current.public_text, current.published_at = "", None
    story.add(current, by=who, verb="unpublish")
    return current


def text_of(matter: Matter, field: str) -> str:
    """A field as forms carry it."""
    value = getattr(matter, field)
    return ("1" if value else "") if isinstance(value, bool) else str(value)


def _set(matter: Matter, field: str, value: str) -> None:
    if field == "kind":
        kinds.get(value)
        matter.topic = matter.topic if matter.topic in kinds.get(value).by_key else ""
    setattr(matter, field, value == "1" if field == "is_urgent" else value)
