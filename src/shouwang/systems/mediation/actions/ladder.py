"""The ladder 村→镇→县: passed up with a reason, receipt, what came back. The clock of the month runs on meanwhile."""

from django.db import transaction
from django.utils.translation import gettext

from shouwang.kernel.matters.actions import timing
from shouwang.kernel.matters.actions.leading import need
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.people.models import Account
from shouwang.systems.mediation.actions.safety import all_reported, shelter
from shouwang.systems.mediation.actions.turn import begin
from shouwang.systems.mediation.models import Dispute, Passing
from shouwang.systems.mediation.models.dispute import SHIELDED


@transaction.atomic
def pass_up(*, by: Account, dispute: Dispute, body: str, reason: str) -> Dispute:
    """Pass it one level up. Refused "top" from the county: then it is the court's."""
    turn = begin(by, dispute, "pass_up")
    need("pass_up", body=body, reason=reason)
    turn.take("body", "reason")
    before = turn.matter.level
    if before == Matter.Level.COUNTY:
        raise Refused("top")
    # The move is public, its reason is not: it may speak of people.
    turn.matter = timing.move(
        by=turn.who, matter=turn.matter, up=True, reason=gettext("The committee one level up is asked to take it on.")
    )
    Passing.objects.create(
        dispute=turn.dispute, from_level=before, to_level=turn.matter.level, body=body[:120], reason=reason[:500],
        sent_at=turn.now,
    )  # fmt: skip
    return turn.tell(of=body, reason=reason)


@transaction.atomic
def receipt(*, by: Account, dispute: Dispute, receipted_by: str) -> Dispute:
    """They signed for it (签收)."""
    turn = begin(by, dispute, "receipt")
    need("receipt", body=receipted_by)
    turn.take("body")
    passing = turn.standing.passing
    if passing is None or passing.receipted_at:
        raise Refused("gone_already")
    passing.receipted_at, passing.receipted_by = turn.now, receipted_by.strip()[:80]
    passing.save()
    return turn.tell(of=receipted_by)


@transaction.atomic
def come_back(*, by: Account, dispute: Dispute, feedback: str) -> Dispute:
    """It comes back down, with what they said: it stands where it stood before."""
    turn = begin(by, dispute, "come_back")
    need("come_back", words=feedback)
    turn.take("words")
    passing = turn.standing.passing
    if passing is not None:
        passing.feedback, passing.returned_at = feedback, turn.now
        passing.save()
    turn.matter = timing.move(by=turn.who, matter=turn.matter, up=False, reason=gettext("It goes on here."))
    if passing and any(one.kind in SHIELDED and one.noted_at >= passing.sent_at for one in turn.standing.dangers):
        shelter(turn)  # noted while it was away: an officer looks into it before it goes on
    return turn.tell(feedback)


@transaction.atomic
def settled_above(*, by: Account, dispute: Dispute, feedback: str) -> Dispute:
    """They ended it up there, with an agreement or without: this file ends with what they fed back."""
    turn = begin(by, dispute, "settled_above")
    need("settled_above", words=feedback)
    all_reported(turn)
    turn.take("words")
    passing = turn.standing.passing
    if passing is not None:
        passing.feedback, passing.returned_at, passing.settled_there = feedback, turn.now, True
        passing.save()
    current = turn.dispute
    current.result, current.over_date, current.ended_because = Dispute.Result.PASSED, turn.today, feedback
    return turn.tell(feedback)
