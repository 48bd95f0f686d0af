"""Matters that belong together: links, merges that can be undone, handing over to another kind."""

from uuid import UUID

from django.db import transaction

from shouwang.kernel.journal.actions import Actor
from shouwang.kernel.matters import kinds, lifecycle
from shouwang.kernel.matters.actions import intake, story
from shouwang.kernel.matters.clock import ANSWERED
from shouwang.kernel.matters.models import Entry, Link, Matter
from shouwang.kernel.matters.queries import public_story_of
from shouwang.kernel.matters.thread import is_answered_since_merge
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor


@transaction.atomic
def link(*, by: Account | Actor, matter: Matter, other: Matter) -> Link:
    """Note that two matters of a room belong together."""
    current = story.locked(matter)
    who = story.require(by, Permission.MATTER_WORK, current)
    _same_room(current, other)
    if current.pk == other.pk:
        raise ValueError("a matter is not linked to itself")
    made, is_new = Link.objects.get_or_create(matter=current, other=other)
    if is_new:
        story.add(current, by=who, verb="link", line=story.Line(other=other))
    return made


@transaction.atomic
def merge(*, by: Account | Actor, matter: Matter, into: Matter) -> Matter:
    """Make it one with another open matter: answers there reach this reporter too. Undone by unmerge."""
    current, target = story.locked(matter), story.locked(into)
    who = story.require(by, Permission.MATTER_MERGE, current)
    _same_room(current, target)
    led = kinds.is_led_by_part(current.kind) or kinds.is_led_by_part(target.kind)
    if current.pk == target.pk or not target.is_open or led or kinds.holds(current.kind, "merge", current.pk):
        raise lifecycle.NotAllowedNow("merge", target.state)
    before = current.state
    current.state = lifecycle.take("merge", current.state, frozenset({"target"}))
    current.state_before, current.merged_into = before, target
    story.add(current, by=who, verb="merge", line=story.Line(other=target, is_public=True))
    Matter.objects.filter(merged_into=current).update(merged_into=target)
    story.add(target, by=who, verb="merged_in", line=story.Line(other=current))
    return current


@transaction.atomic
def unmerge(*, by: Account | Actor, matter: Matter, reason: str) -> Matter:
    """Take it apart again: it stands where it stood before, and what had been merged into it goes with it."""
    current = story.locked(matter)
    who = story.require(by, Permission.MATTER_MERGE, current)
    if current.state != lifecycle.MERGED:
        raise lifecycle.NotAllowedNow("unmerge", current.state)
    if not reason.strip():
        raise lifecycle.Missing("unmerge", ("reason",))
    return _part(current, who, reason)


@transaction.atomic
def release(*, by: Account | Actor, target: Matter) -> None:
    """Take apart what was merged into a withdrawn matter: nobody sees to that one now, and others still wait."""
    direct = [key for key, into in _last_merges(target).items() if into == target.pk]
    for one in Matter.objects.filter(pk__in=direct).order_by("id"):
        _part(story.locked(one), by if isinstance(by, Actor) else actor(by), "")


def _part(current: Matter, who: Actor, reason: str) -> Matter:
    target = current.merged_into
    after = ANSWERED if is_answered_since_merge(public_story_of(current)) else ""
    current.state, current.state_before, current.merged_into = current.state_before, "", None
    line = story.Line(reason=reason, after=after, other=target, is_public=True)
    story.add(current, by=who, verb="unmerge", line=line)
    Matter.objects.filter(pk__in=_came_with(current, target)).update(merged_into=current)
    return current


def _came_with(matter: Matter, target: Matter | None) -> set[UUID]:
    """Those of the target's merged matters that had been merged into this one, or into one of those."""
    last = _last_merges(target)
    found: set[UUID] = set()
    ahead = {matter.pk}
    while ahead:
        ahead = {key for key, into in last.items() if into in ahead} - found
        found |= ahead
    return found


def _last_merges(target: Matter | None) -> dict[UUID, UUID | None]:
    """What each of the target's merged matters was merged into itself; it came here with that one, if with another."""
    merges = Entry.objects.filter(matter__merged_into=target, verb="merge").order_by("at", "id")
    return dict(merges.values_list("matter", "other"))


@transaction.atomic
def hand_over(
    *, by: Account | Actor, matter: Matter, to_kind: str, topic: str = "", words: str = "", inside: str = "",
    is_by_part: bool = False,
) -> Matter:  # fmt: skip
    """Open a linked matter of another kind with the same words, reporter and place; both stories name each other.

    `words` take the place of the reporter's and are read under both follow codes; `inside` is a note for the room alone.
    Only its own part opens a kind that asks for more than words (`is_by_part`), since it writes the row beside it.
    """
    if kinds.get(to_kind).is_opened_by_part and not is_by_part:
        raise ValueError(f"a matter of {to_kind} is opened by its part alone")
    current = story.locked(matter)
    who = story.require(by, Permission.MATTER_WORK, current)
    brought = intake.Brought(
        kind=to_kind,
        topic=topic,
        title=current.title,
        text=words or current.text,
        channel=current.channel,
        place=current.place,
        where=current.where,
        is_urgent=current.is_urgent,
    )
    opened = intake.receive(by=who, room=current.room, brought=brought).matter
    Matter.objects.filter(pk=opened.pk).update(
        reporter=current.reporter,
        is_anonymous=current.is_anonymous,
        latitude=current.latitude,
        longitude=current.longitude,
        position_source=current.position_source,
        # What is sheltered because of its kind alone leaves that behind with the kind.
        is_sheltered=opened.is_sheltered or (current.is_sheltered and not kinds.get(current.kind).is_sheltered),
    )
    opened.refresh_from_db()
    Link.objects.create(matter=current, other=opened, bond=Link.Bond.HANDED_OVER)
    story.add(current, by=who, verb="hand_over", line=story.Line(other=opened, text=words, is_public=True))
    if inside:
        story.add(opened, by=who, verb="note", line=story.Line(text=inside))
    return opened


def _same_room(matter: Matter, other: Matter) -> None:
    if matter.room_id != other.room_id:
        raise ValueError("matters of two rooms")
