"""What goes from hand to hand in an errand: originals taken in and given back, the result handed over, what can't come back."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from shouwang.kernel.matters.actions.leading import need
from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.people.models import Account
from shouwang.systems.services.actions.errand_turn import Signed, Somebody, begin, chosen
from shouwang.systems.services.models import Errand, Original, Slip

State = Original.State


@dataclass(frozen=True)
class Left:
    """One paper that somebody leaves here."""

    what: str
    count: int = 1


@transaction.atomic
def take_in(*, by: Account, errand: Errand, left: Sequence[Left], giver: Somebody, signed: Signed) -> Slip:
    """收件: each original on a receipt, signed by both. Refused "nothing_left"."""
    turn = begin(by, errand, "take_in")
    turn.take()
    if not left:
        raise Refused("nothing_left", "what1")
    slip = turn.slip(Slip.Kind.TAKEN, turn.somebody(giver), signed)
    last = turn.errand.originals.aggregate(last=Max("place"))["last"] or 0
    Original.objects.bulk_create(
        Original(errand=turn.errand, place=place, what=one.what.strip(), count=one.count, taken=slip)
        for place, one in enumerate(left, last + 1)
    )
    turn.tell(of=_named(slip))
    return slip


@transaction.atomic
def give_back(*, by: Account, errand: Errand, originals: Sequence[UUID], taker: Somebody, signed: Signed) -> Slip:
    """归还: these originals, to whom, signed. Refused "nothing_chosen", "gone_already"."""
    turn = begin(by, errand, "give_back")
    turn.take()
    if not originals:
        raise Refused("nothing_chosen", "originals")
    rows = chosen(turn, originals, State.HERE)
    slip = turn.slip(Slip.Kind.RETURNED, turn.somebody(taker), signed)
    for one in rows:
        one.state, one.returned = State.RETURNED, slip
        one.save()
    turn.tell(of=_named(slip))
    return slip


@transaction.atomic
def deliver(*, by: Account, errand: Errand, taker: Somebody, signed: Signed, originals: Sequence[UUID] = ()) -> Slip:
    """送达: the result, to whom, signed; originals that go along stand on the same slip."""
    turn = begin(by, errand, "deliver")
    turn.take()
    rows = chosen(turn, originals, State.HERE)
    slip = turn.slip(Slip.Kind.DELIVERED, turn.somebody(taker), signed)
    for one in rows:
        one.state, one.returned = State.RETURNED, slip
        one.save()
    turn.errand.delivered_at = turn.now
    turn.tell(of=_named(slip))
    return slip


@transaction.atomic
def lose(*, by: Account, errand: Errand, original: Original, because: str, done: str) -> Errand:
    """An original that can't be given back: how it came, and what was done about it. Refused "gone_already"."""
    turn = begin(by, errand, "lose")
    need("lose", because=because, done=done)
    turn.take()
    current = next((one for one in turn.standing.originals if one.pk == original.pk), None)
    if current is None or current.state not in Original.OUT:
        raise Refused("gone_already")
    current.state, current.lost_because, current.lost_done = State.LOST, because.strip(), done.strip()
    current.save()
    return turn.tell(done, reason=because, of=str(current.place))


def _named(slip: Slip) -> str:
    """As the story and the paper call it: 2026-…, then its own number."""
    return f"{slip.errand.matter.reference}-{slip.number}"
