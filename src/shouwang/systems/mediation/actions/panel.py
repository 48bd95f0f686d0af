"""Who sits at the table: appointed, invited, answering, agreed to by the parties, taken away again."""

from dataclasses import dataclass

from django.db import transaction

from shouwang.kernel.journal.actions import Actor, Subject
from shouwang.kernel.matters.actions import progress
from shouwang.kernel.matters.actions.leading import need
from shouwang.kernel.matters.lifecycle import STEPS as MATTER_STEPS
from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.notices import actions as notices
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.queries import actor
from shouwang.systems.mediation import lifecycle
from shouwang.systems.mediation.actions.hearing import call_too
from shouwang.systems.mediation.actions.turn import Turn, begin
from shouwang.systems.mediation.because import DECLINED
from shouwang.systems.mediation.models import Consent, Dispute, Member, Party, Seat
from shouwang.systems.mediation.queries.conflicts import same_name, same_phone

NOTICE = "mediation.invited"


@dataclass(frozen=True)
class Place:
    """Whom to ask to the table: a member, or a guest by name with what they are to the parties."""

    role: str
    member: Member | None = None
    guest: str = ""
    guest_words: str = ""
    chosen_by: str = "committee"
    conflict: str = ""
    conflict_words: str = ""


@transaction.atomic
def invite(*, by: Account, dispute: Dispute, place: Place) -> Seat:
    """Appoint a mediator or ask somebody to the table. Whoever works with the program is told and answers there.

    A session that is called already calls them too. Raises Refused: "nobody", "not_mediator", "is_party", "conflict",
    "same_name", "seated", "has_lead", "no_longer_serves", "clash".
    """
    turn = begin(by, dispute, "invite")
    turn.take()
    _check(turn, place)
    seat = Seat.objects.create(
        dispute=turn.dispute,
        member=place.member,
        guest=place.guest.strip(),
        guest_words=place.guest_words,
        role=place.role,
        chosen_by=place.chosen_by,
        conflict=place.conflict,
        conflict_words=place.conflict_words,
        reply=Seat.Reply.WAITING if place.member and place.member.account_id else Seat.Reply.COMES,
    )
    if place.role == Seat.Role.LEAD:
        turn.dispute.lead = place.member
        _hand_to(turn, place.member)
    _ask(turn, seat)
    call_too(turn, seat)
    turn.tell(of=seat.name)
    return seat


def _check(turn: Turn, place: Place) -> None:
    member = place.member
    if member is None and not place.guest.strip():
        raise Refused("nobody", "member")
    if member is None and place.role in (Seat.Role.LEAD, Seat.Role.MEDIATOR):
        raise Refused("not_mediator", "role")
    if member and place.role in (Seat.Role.LEAD, Seat.Role.MEDIATOR) and not member.mediates:
        raise Refused("not_mediator", "role")
    if member and not member.serves_on(turn.today):
        raise Refused("no_longer_serves", "member")
    if place.conflict not in ("", Seat.Conflict.NONE):
        raise Refused("conflict", "conflict")
    if any(seat.member_id == member.pk for seat in turn.standing.seats if member and seat.left_at is None):
        raise Refused("seated", "member")
    has_lead = any(seat.role == Seat.Role.LEAD and seat.stands for seat in turn.standing.seats)
    if place.role == Seat.Role.LEAD and has_lead:
        raise Refused("has_lead", "role")
    if member and same_phone(member, turn.standing.parties):
        raise Refused("is_party", "member")
    if same_name(member.name if member else place.guest, turn.standing.parties) and not place.conflict_words.strip():
        raise Refused("same_name", "conflict_words")


def _hand_to(turn: Turn, member: Member | None) -> None:
    """The matter follows: whoever leads the mediation has it."""
    if member and member.account and turn.matter.state in MATTER_STEPS["assign"].sources:
        turn.matter = progress.assign(by=turn.who, matter=turn.matter, owner=member.account)


def _ask(turn: Turn, seat: Seat) -> None:
    account = seat.member.account if seat.member else None
    if account is None or actor(account).id == turn.who.id:
        return
    notices.tell(
        key=f"{seat.pk}",
        account=account,
        room=turn.matter.room,
        template=NOTICE,
        words={"number": turn.matter.reference},
        about=Subject("matter", str(turn.matter.pk), turn.matter.reference),
    )


@transaction.atomic
def reply(*, by: Account, seat: Seat, comes: bool, conflict: str = "", conflict_words: str = "") -> Seat:
    """Whoever was asked says whether they come, and whether anything speaks against them. Only for themselves."""
    if seat.member is None or seat.member.account_id != by.pk:
        raise Refused("not_yours")
    turn = begin(actor(by), seat.dispute, "invite")
    current = Seat.objects.select_related("member").get(pk=seat.pk)
    if not current.stands:
        raise Refused("gone_already")
    if comes and not conflict:
        raise Refused("declare", "conflict")
    if conflict not in ("", Seat.Conflict.NONE):
        comes = False  # somebody who can't be fair does not sit there, whatever was pressed
    current.reply = Seat.Reply.COMES if comes else Seat.Reply.DECLINES
    current.replied_at, current.conflict, current.conflict_words = turn.now, conflict, conflict_words[:200]
    if not comes and current.role == Seat.Role.LEAD:
        current.left_at, current.left_because = turn.now, DECLINED
        turn.dispute.lead = None
    current.save()
    turn.tell(of=current.name, told="reply")
    return current


@transaction.atomic
def agree_to_seat(*, by: Account | Actor, dispute: Dispute, said: dict[Seat, dict[Party, bool]]) -> Dispute:
    """Write down what each party says to each seat. Somebody they do not agree to leaves the table by `unseat`."""
    turn = begin(by, dispute, "agree_to_seat")
    turn.take()
    for seat, answers in said.items():
        if seat.dispute_id != turn.dispute.pk:
            raise ValueError("seat of another dispute")
        for party, agrees in answers.items():
            values = {"agrees": agrees, "at": turn.now}
            Consent.objects.update_or_create(seat=seat, party=party, defaults=values)
    return turn.tell()


@transaction.atomic
def unseat(*, by: Account, dispute: Dispute, seat: Seat, reason: str) -> Dispute:
    """Somebody no longer sits there: a party objects, or they can't be fair, or are ill."""
    turn = begin(by, dispute, "unseat")
    need("unseat", reason=reason)
    turn.take("reason")
    current = turn.dispute.seats.filter(pk=seat.pk, left_at=None).first()
    if current is None:
        raise Refused("gone_already")
    current.left_at, current.left_because = turn.now, reason[:300]
    current.save()
    if current.role == Seat.Role.LEAD:
        turn.dispute.lead = None
    return turn.tell(of=current.name, reason=reason)


def may_reply(by: Account, seat: Seat) -> bool:
    """Whether this is an invitation to them that waits for their answer."""
    is_theirs = seat.member is not None and seat.member.account_id == by.pk
    return is_theirs and seat.stands and seat.dispute.stage in lifecycle.STEPS["invite"].sources
