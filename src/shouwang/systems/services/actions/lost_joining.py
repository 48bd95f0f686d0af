"""That a thing sought and a thing found are one: seen by somebody, told to who seeks it, and undone where it was wrong."""

from django.db import transaction
from django.utils.functional import Promise

from shouwang.kernel.matters.actions import story as stories
from shouwang.kernel.matters.actions.leading import lead, need
from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.people.models import Account
from shouwang.systems.services.actions.lost import Turn, begin
from shouwang.systems.services.models import LostThing
from shouwang.systems.services.queries.lost import Side, standing
from shouwang.systems.services.sentences import MAYBE_FOUND, NOT_YOURS, PERHAPS
from shouwang.systems.services.stored import stored


@transaction.atomic
def join(*, by: Account, thing: LostThing, other: LostThing) -> LostThing:
    """Somebody saw that the thing sought and the thing found are one; who seeks it reads that it may be here, or was seen.

    Raises Refused "same_side", "joined_already".
    """
    _hold(thing, other)
    turn = begin(by, thing, "join")
    turn.take("other")
    current = LostThing.objects.select_for_update(of=("self",)).select_related("matter").get(pk=other.pk)
    if current.side == turn.thing.side or current.matter.room_id != turn.matter.room_id:
        raise Refused("same_side")
    if turn.standing.joined or standing(current).joined or not current.is_open:
        raise Refused("joined_already")
    turn.thing.other = current
    turn.tell(after=current.matter.reference)
    is_told = any(one.is_told for one in (turn.thing, current))
    _write(turn, current, MAYBE_FOUND if is_told else PERHAPS)
    return turn.thing


@transaction.atomic
def unjoin(*, by: Account, thing: LostThing, reason: str) -> LostThing:
    """They are two things after all: both stand as before, and who seeks reads that it is not theirs. Raises Missing "joined"."""
    current = LostThing.objects.select_related("other__matter", "joined_to__matter", "matter").get(pk=thing.pk)
    if joined := standing(current).joined:
        _hold(current, joined)
    turn = begin(by, thing, "unjoin")
    need("unjoin", reason=reason)
    turn.take("reason")
    other = turn.standing.joined
    assert other is not None  # noqa: S101  # the table asks for it
    if turn.thing.other_id:
        turn.thing.other = None
    else:
        other.other = None
        other.save(update_fields=["other"])
    turn.tell(reason=reason, after=other.matter.reference)
    _write(turn, other, NOT_YOURS)
    return turn.thing


def _hold(*things: LostThing) -> None:
    """Both matters, always in the same order: two people may join the same two from either side."""
    for one in sorted(things, key=lambda each: each.pk):
        stories.locked(one.matter)


def _write(turn: Turn, other: LostThing, words: Promise) -> None:
    """The same act in the story of the other; and the words to who seeks, where that matter is still open."""
    matter = stories.locked(other.matter)
    line = stories.Line(field=turn.verb, after=turn.matter.reference)
    stories.add(matter, by=turn.who, verb="step", line=line)
    sought = matter if other.side == Side.LOST else turn.matter
    if sought.is_open:
        sought = lead(turn.who, sought, ("accept", ""), ("start", ""))
        told = stories.Line(text=stored(words), is_public=True)
        stories.add(sought, by=turn.who, verb="answer", line=told)
