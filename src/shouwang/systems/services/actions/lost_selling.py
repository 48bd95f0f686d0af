"""What could not be kept is sold, and its money stands in its place: paid out to whoever lost it, or the State's after a year.

Civil Code Art 316 (kept with care), 317 (whoever gets it bears the necessary costs), 318 (the State's after a year).
"""

from decimal import Decimal

from django.db import transaction

from shouwang.kernel.matters.actions import story as stories
from shouwang.kernel.matters.actions.leading import lead, need
from shouwang.kernel.matters.course import Missing
from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.people.models import Account
from shouwang.systems.services.actions.lost import Claim, begin, return_sought, write_claim
from shouwang.systems.services.models import LostThing
from shouwang.systems.services.sentences import PAID, PAID_OUT, SOLD
from shouwang.systems.services.stored import stored


@transaction.atomic
def sell(*, by: Account, thing: LostThing, reason: str, proceeds: Decimal) -> LostThing:
    """It spoils, or costs more to keep than it is worth: the money (yuan) is kept in its place. Raises Refused "no_money"."""
    turn = begin(by, thing, "sell")
    need("sell", reason=reason)
    if proceeds <= 0:
        raise Refused("no_money", "proceeds")
    turn.take("reason", "proceeds")
    turn.thing.proceeds = proceeds
    turn.matter = lead(turn.who, turn.matter, ("accept", ""), ("start", ""))
    sought = turn.standing.joined
    if sought and sought.matter.is_open:
        told = stories.Line(text=stored(SOLD), is_public=True)
        stories.add(stories.locked(sought.matter), by=turn.who, verb="answer", line=told)
    return turn.tell(reason, after=f"{proceeds:.2f}")


@transaction.atomic
def pay_out(*, by: Account, thing: LostThing, claim: Claim) -> LostThing:
    """The money to whoever lost it, less the costs they bear; they sign for it. Kept a year, as of a thing handed back.

    Raises Missing "receipt" without a signature, Refused "costs_more", files.Refused.
    """
    turn = begin(by, thing, "pay_out")
    need("pay_out", who=claim.name, knew=claim.knew, seen=claim.seen)
    if not claim.signature:
        raise Missing("pay_out", ("receipt",))
    if claim.costs and turn.thing.proceeds is not None and claim.costs > turn.thing.proceeds:
        raise Refused("costs_more", "costs")
    turn.take("who", "knew", "seen", "receipt")
    write_claim(turn, claim)
    return_sought(turn, PAID)
    turn.end_matter(PAID_OUT)
    return turn.tell(after=f"{turn.thing.paid_out:.2f}")
