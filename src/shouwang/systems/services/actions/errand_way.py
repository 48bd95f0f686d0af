"""An errand on its way to the station and back, and its ends: done, advised, handed to a visit, called off."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy

from shouwang.kernel.matters.actions import bonds, talk
from shouwang.kernel.matters.actions import story as stories
from shouwang.kernel.matters.actions.leading import need
from shouwang.kernel.matters.course import NotAllowedNow
from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.people.models import Account
from shouwang.systems.services.actions.errand_turn import begin, chosen
from shouwang.systems.services.actions.visit_asking import Asked, ask_out_of, purpose_for
from shouwang.systems.services.models import Errand, ErrandPerson, Original, Visit
from shouwang.systems.services.sentences import OFFICER_COMES
from shouwang.systems.services.stored import stored

State = Original.State
HELP = "help"
FOR_WHOM: Mapping[str, Visit.For] = {
    Errand.Whom.SELF: Visit.For.SELF, Errand.Whom.FAMILY: Visit.For.RELATIVE, Errand.Whom.OTHER: Visit.For.NEIGHBOUR,
    Errand.Whom.DEAD: Visit.For.SELF,  # those left behind are visited
}  # fmt: skip


@dataclass(frozen=True)
class FourParts:
    """The answer where it can't be done for somebody: reason, procedure, papers, time; beside them where and whom to ask."""

    reason: str
    procedure: str
    documents: str
    time: str
    where: str = ""
    contact: str = ""

    def words(self) -> str:
        """As whoever asked reads it."""
        return "\n".join(
            f"{HEADS[one.name]}\n{said}" for one in fields(self) if (said := getattr(self, one.name).strip())
        )


HEADS = {
    "reason": gettext_lazy("Why it can't be done for you:"),
    "procedure": gettext_lazy("How to do it:"),
    "documents": gettext_lazy("Bring:"),
    "time": gettext_lazy("How long it takes:"),
    "where": gettext_lazy("Where:"),
    "contact": gettext_lazy("Ask:"),
}


@transaction.atomic
def hand_in(
    *, by: Account, errand: Errand, to: str, receipt: str, expected: date, originals: Sequence[UUID] = ()
) -> Errand:
    """送办: when, to whom, their receipt, the expected day, which originals went along. Refused "in_the_past"."""
    turn = begin(by, errand, "hand_in")
    need("hand_in", to=to)
    turn.take()
    if expected < turn.standing.today:
        raise Refused("in_the_past", "expected")
    for one in chosen(turn, originals, State.HERE):
        one.state = State.STATION
        one.save()
    turn.errand.handed_in_at, turn.errand.handed_to = turn.now, to.strip()
    turn.errand.station_receipt, turn.errand.expected_date = receipt.strip(), expected
    return turn.tell(of=to.strip())


@transaction.atomic
def send_back(*, by: Account, errand: Errand, reason: str) -> Errand:
    """The station did not take it: why, and every original is here again."""
    turn = begin(by, errand, "send_back")
    need("send_back", reason=reason)
    turn.take("reason")
    for one in turn.standing.at_station:
        one.state = State.HERE
        one.save()
    turn.errand.expected_date = None
    return turn.tell(reason=reason)


@transaction.atomic
def ready(*, by: Account, errand: Errand, result: str, kept: Sequence[UUID] = ()) -> Errand:
    """办好: what came of it, which whoever asked reads; originals are here again but those the station keeps by its rules."""
    turn = begin(by, errand, "ready")
    need("ready", result=result)
    turn.take()
    stay = {one.pk for one in chosen(turn, kept, State.STATION)}
    for one in turn.standing.at_station:
        one.state = State.KEPT if one.pk in stay else State.HERE
        one.save()
    turn.errand.ready_at, turn.errand.result = turn.now, result.strip()
    talk.answer(by=turn.who, matter=turn.matter, text=result.strip())
    turn.matter = stories.locked(turn.matter)
    return turn.tell(result.strip())


@transaction.atomic
def close(*, by: Account, errand: Errand, answer: str) -> Errand:
    """结案: only when nothing is owed any more. Whoever asked is then asked whether they were satisfied."""
    turn = begin(by, errand, "close")
    need("close", answer=answer)
    turn.take()
    turn.end_matter(answer.strip())
    return turn.tell()


@transaction.atomic
def advise(*, by: Account, errand: Errand, parts: FourParts, how: str) -> Errand:
    """告知: it can't be done for them. All four parts are needed; handed over in print, or read under the follow code."""
    turn = begin(by, errand, "advise")
    need("advise", **{name: getattr(parts, name) for name in ("reason", "procedure", "documents", "time")})
    turn.take("reason", "procedure", "documents", "time")
    for name, words in vars(parts).items():
        setattr(turn.errand, name, words.strip())
    turn.errand.answered_how = how
    turn.end_matter(parts.words())
    return turn.tell(reason=parts.reason)


@transaction.atomic
def send_visit(*, by: Account, errand: Errand, words: str) -> Errand:
    """上门: an officer goes to them; a visit still without a time where the room makes them, else a request for help.

    The words are for who goes, not for the follow page.
    """
    turn = begin(by, errand, "send_visit")
    need("send_visit", words=words)
    turn.take()
    turn.begin_matter()
    purpose = purpose_for(turn.matter.room)
    if purpose is None:
        turn.errand.visit = bonds.hand_over(by=by, matter=turn.matter, to_kind=HELP, inside=words)
    else:
        turn.errand.visit = ask_out_of(by=by, matter=turn.matter, purpose=purpose, asked=_asked(turn.errand, words))
    turn.matter = stories.locked(turn.matter)
    number = turn.errand.visit.reference
    turn.end_matter(stored(OFFICER_COMES, number=number))
    return turn.tell(words, of=number)


def _asked(errand: Errand, words: str) -> Asked:
    owner = errand.people.select_related("person").filter(role=ErrandPerson.Role.OWNER).first()
    return Asked(words, FOR_WHOM[errand.whom], owner.person if owner else None)


@transaction.atomic
def reopen(*, by: Account, errand: Errand, reason: str) -> Errand:
    """It was not over after all. Not once it was emptied: nothing is left to go on with."""
    turn = begin(by, errand, "reopen")
    need("reopen", reason=reason)
    if turn.matter.emptied_at:
        raise NotAllowedNow("reopen", turn.errand.stage)
    turn.take("reason")
    turn.lead(("reopen", reason.strip()))
    return turn.tell(reason=reason.strip())


@transaction.atomic
def call_off(*, by: Account, errand: Errand, reason: str) -> Errand:
    """不办了: whoever asked does not want it any more, or it is not needed."""
    turn = begin(by, errand, "call_off")
    need("call_off", reason=reason)
    turn.take("reason")
    turn.errand.reason = reason.strip()
    turn.begin_matter()
    turn.lead(("withdraw_for", reason.strip()))
    return turn.tell(reason=reason.strip())
