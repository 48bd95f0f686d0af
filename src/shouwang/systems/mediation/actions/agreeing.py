"""How a mediation ends: an agreement drafted, signed by all, in effect; by word of mouth; or no agreement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from shouwang.kernel.files.models import File
from shouwang.kernel.matters.actions.leading import need
from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.papers.actions import revoke_copies
from shouwang.kernel.people.models import Account
from shouwang.systems.mediation import lifecycle
from shouwang.systems.mediation.actions.parties import called
from shouwang.systems.mediation.actions.safety import all_reported
from shouwang.systems.mediation.actions.turn import Turn, begin
from shouwang.systems.mediation.because import DRAFTED_ANEW
from shouwang.systems.mediation.models import Agreement, Dispute, Obligation, Party, Seat, Signature
from shouwang.systems.mediation.papers.agreement import AGREEMENT as PAPER
from shouwang.systems.mediation.papers.agreement import ORAL
from shouwang.systems.mediation.queries.standing import AGREEMENT


@dataclass(frozen=True)
class Duty:
    """One thing owed: by whom, to whom, what, by when."""

    obligor: Party
    what: str
    due_date: date
    obligee: Party | None = None
    amount: Decimal | None = None
    way: str = ""
    where: str = ""


@dataclass(frozen=True)
class Terms:
    """What was agreed. `duties` may be empty where they only make peace, which then stands in `content`."""

    facts: str
    points: str
    content: str
    reached_date: date
    duties: Sequence[Duty] = ()
    recorder: str = ""
    is_about_ownership: bool = False


@transaction.atomic
def draft(*, by: Account, dispute: Dispute, terms: Terms) -> Agreement:
    """Write the agreement to be signed; anew, while nobody has signed it. What stood before is kept, struck."""
    turn = begin(by, dispute, "draft")
    _check(turn, terms)
    standing = turn.standing.agreement
    if standing and any(turn.standing.signed):
        raise Refused("signed_already")
    turn.take("terms")
    if standing:
        strike(turn, standing, DRAFTED_ANEW)
    made = _keep(turn, terms, Agreement.Form.WRITTEN)
    turn.tell(terms.content)
    return made


@transaction.atomic
def redraft(*, by: Account, dispute: Dispute, reason: str) -> Dispute:
    """They do not sign it so: back to the table. The draft and its signatures are kept, struck."""
    turn = begin(by, dispute, "redraft")
    need("redraft", reason=reason)
    turn.take("reason")
    if turn.standing.agreement:
        strike(turn, turn.standing.agreement, reason)
    return turn.tell(reason=reason)


@transaction.atomic
def sign(
    *,
    by: Account,
    dispute: Dispute,
    how: str,
    party: Party | None = None,
    seat: Seat | None = None,
    signer: str = "self",
    file: File | None = None,
) -> Signature:
    """Note that a party, or a mediator of the table, has signed the agreement. Once each.

    Raises Refused: "signed_already", "not_a_signer" (who was invited has no place on it), and those of may_sign.
    """
    turn = begin(by, dispute, "sign")
    turn.take()
    agreement = turn.standing.agreement
    if agreement is None:
        raise lifecycle.Missing("sign", ("terms",))
    parties, seats = turn.standing.signed
    if (party and party.pk in parties) or (seat and seat.pk in seats):
        raise Refused("signed_already")
    if party:
        may_sign(turn, party, signer)
    if seat and (seat.dispute_id != turn.dispute.pk or not seat.stands):
        raise Refused("gone_already")
    if seat and not seat.mediates:
        raise Refused("not_a_signer", "who")
    made = Signature.objects.create(
        dispute=turn.dispute, paper=AGREEMENT, row=agreement.pk, party=party, seat=seat, signer=signer, how=how, at=turn.now,
        file=file,
    )  # fmt: skip
    turn.tell(of=seat.name if seat else called(party) if party else "")
    return made


def may_sign(turn: Turn, party: Party, signer: str, *, binds: bool = True) -> None:
    """Whether this hand signs for the party; `binds`: the paper settles something, so that an agent must be allowed to.

    Raises Refused: "gone_already", "agent_may_not" (who may only speak, or whose letter is missing or over),
    "guardian_signs" (a minor), "nobody_there" (no such guardian or spokesman is written down).
    """
    if party.dispute_id != turn.dispute.pk or (binds and not party.is_here):
        raise Refused("gone_already")
    if signer == "agent":
        is_allowed = party.agent_authority == Party.Authority.SPECIAL or not binds
        is_over = bool(party.agent_until and party.agent_until < turn.today)
        if not party.agent_id or not party.has_letter or not is_allowed or is_over:
            raise Refused("agent_may_not", "signer")
    if party.is_minor and signer != "guardian":
        raise Refused("guardian_signs", "signer")
    if signer in ("guardian", "spokesman") and not getattr(party, f"{signer}_id"):
        raise Refused("nobody_there", "signer")


@transaction.atomic
def take_effect(*, by: Account, dispute: Dispute, sealed: bool, effective_date: date | None = None) -> Dispute:
    """The committee's seal is on it and all have signed: it binds from the day that was so (Art 29), by default today.

    The thirty days to the court run from it, so that it is the day on the paper, not of the typing.
    Raises Refused "before_reached", "in_the_future".
    """
    turn = begin(by, dispute, "take_effect")
    turn.take(*(["sealed"] if sealed else []))
    agreement = turn.standing.agreement
    if agreement is None:
        raise lifecycle.Missing("take_effect", ("terms",))
    day = effective_date or turn.today
    if day < agreement.reached_date:
        raise Refused("before_reached", "effective_date")
    if day > turn.today:
        raise Refused("in_the_future", "effective_date")
    agreement.is_sealed, agreement.effective_date = True, day
    agreement.save()
    return _agreed(turn, Dispute.Result.WRITTEN, day)


@transaction.atomic
def agree_orally(*, by: Account, dispute: Dispute, terms: Terms, want_no_paper: bool) -> Agreement:
    """By word of mouth: all say that no paper is needed; it binds from the day it was reached (Art 28, 30)."""
    turn = begin(by, dispute, "agree_orally")
    _check(turn, terms)
    if turn.standing.answers.get("contract_land"):
        raise Refused("must_be_written")
    turn.take("terms", *(["wants_oral"] if want_no_paper else []))
    turn.dispute.parties.filter(left_at=None).update(wants_oral=want_no_paper)
    made = _keep(turn, terms, Agreement.Form.ORAL)
    made.effective_date = terms.reached_date
    made.save(update_fields=["effective_date"])
    _agreed(turn, Dispute.Result.ORAL, terms.reached_date)
    return made


@transaction.atomic
def terminate(*, by: Account, dispute: Dispute, reason: str, routes: str, a_party_left: bool = False) -> Dispute:
    """No agreement: ended, and the ways to arbitration, authority and court are told (Art 23, 26)."""
    turn = begin(by, dispute, "terminate")
    need("terminate", reason=reason, routes=routes)
    all_reported(turn)
    turn.take("reason", "routes")
    current = turn.dispute
    current.ended_because, current.routes_told, current.over_date = reason, routes, turn.today
    current.result = Dispute.Result.LEFT if a_party_left else Dispute.Result.NONE
    if turn.standing.agreement:
        strike(turn, turn.standing.agreement, reason)
    return turn.tell(routes, reason=reason)


def _agreed(turn: Turn, result: str, day: date) -> Dispute:
    turn.dispute.result, turn.dispute.over_date = result, day
    turn.lead_matter(("start", ""))
    return turn.tell()


def _check(turn: Turn, terms: Terms) -> None:
    """Raises Refused: "in_the_future", "before_accepted", "past_duty", "not_a_party", "to_oneself"; Missing for empty words."""
    need("draft", facts=terms.facts, content=terms.content)
    if terms.reached_date > turn.today:
        raise Refused("in_the_future", "reached_date")
    if turn.dispute.runs_from and terms.reached_date < turn.dispute.runs_from:
        raise Refused("before_accepted", "reached_date")
    here = {party.pk for party in turn.standing.here}
    for number, duty in enumerate(terms.duties, 1):
        if duty.due_date < terms.reached_date:  # what was paid at the table may be typed days later
            raise Refused("past_duty", "duties", number=str(number))
        if duty.obligor.pk not in here or (duty.obligee and duty.obligee.pk not in here):
            raise Refused("not_a_party", "duties", number=str(number))
        if duty.obligee and duty.obligee.pk == duty.obligor.pk:
            raise Refused("to_oneself", "duties", number=str(number))


def _keep(turn: Turn, terms: Terms, form: str) -> Agreement:
    made = Agreement.objects.create(
        dispute=turn.dispute,
        form=form,
        facts=terms.facts,
        points=terms.points,
        content=terms.content,
        reached_date=terms.reached_date,
        recorder=terms.recorder,
        is_about_ownership=terms.is_about_ownership or turn.standing.answers.get("ownership", False),
    )
    Obligation.objects.bulk_create(
        Obligation(agreement=made, number=number, **vars(duty)) for number, duty in enumerate(terms.duties, 1)
    )
    return made


def strike(turn: Turn, agreement: Agreement, reason: str) -> None:
    """It holds no longer: kept as it was, and the copies that were given of it open nothing."""
    agreement.struck_at, agreement.struck_because = turn.now, reason[:300]
    agreement.save(update_fields=["struck_at", "struck_because"])
    titles = {title for paper in (PAPER, ORAL) for title in (paper.title.zh, paper.title.en)}
    revoke_copies(by=turn.who, kind="matter", key=str(turn.dispute.pk), titles=titles)
