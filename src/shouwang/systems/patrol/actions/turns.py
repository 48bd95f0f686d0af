"""Who takes part in a shift: put there by the desk, or by their own phone; swapped, given back.

Every way in goes through `_seat`: with the shift's row locked it asks `volunteering.fit` again, so that twenty phones
at once never overfill a shift, and nobody without insurance stands in a risky one. Locks are taken shift first, then
turn or volunteer; who takes themselves out locks no shift.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from shouwang.kernel.journal.actions import SYSTEM, Actor
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.queries import actor
from shouwang.systems.patrol.actions.nights import note_shift, require
from shouwang.systems.patrol.models import Shift, Skill, Turn, Volunteer
from shouwang.systems.patrol.models.volunteers import FROM_A_PHONE
from shouwang.systems.patrol.queries.fitness import (
    IN,
    asked_by,
    at_work,
    facts_of,
    people_in,
    why_not,
    why_shut,
    with_facts,
)
from shouwang.systems.patrol.volunteering import SWAPPED, THEIRS, Reason, fit

State = Turn.State
LAW = frozenset({Reason.LEFT, Reason.NOT_ADULT, Reason.NOT_TRAINED, Reason.NOT_INSURED})


class NotFit(Exception):
    """This volunteer can't take this shift; `reasons` says everything that stands against it."""

    def __init__(self, reasons: Iterable[Reason]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(", ".join(self.reasons))


@transaction.atomic
def put_on(*, by: Account, shift: Shift, volunteer: Volunteer, leads: bool = False, agreed: bool = False) -> Turn:
    """The desk puts somebody into a shift. `agreed`: they were asked and come although it is not their usual time.

    Raises PermissionDenied, NotFit.
    """
    require(by, shift.room_id)
    turn = _seat(shift, volunteer, State.TAKEN if agreed else State.PLANNED, leads=leads, agreed=agreed)
    _note(actor(by), "patrol.put_on", turn)
    return turn


@transaction.atomic
def sign_up(*, volunteer: Volunteer, shift: Shift) -> Turn:
    """Somebody takes a free place with their own phone: that they come then is their own word. Raises NotFit.

    Twice is enough: whoever is in it already is told so.
    """
    turn = _seat(shift, volunteer, State.TAKEN, agreed=True, is_own=True)
    _note(_phone(volunteer), "patrol.signed_up", turn)
    return turn


@transaction.atomic
def say_yes(*, by: Account | Volunteer, turn: Turn) -> None:
    """Somebody who was put down says that they come. Raises PermissionDenied."""
    who = _who(by, turn)
    if _move(turn, State.TAKEN, (State.PLANNED,)):
        _note(who, "patrol.said_yes", turn)


@transaction.atomic
def offer_swap(*, by: Account | Volunteer, turn: Turn) -> None:
    """Somebody looks for another in their place; until one is found they are the one who comes. Raises PermissionDenied."""
    who = _who(by, turn)
    if _move(turn, State.OFFERED, (State.PLANNED, State.TAKEN)):
        _note(who, "patrol.swap_offered", turn)


@transaction.atomic
def withdraw_offer(*, by: Account | Volunteer, turn: Turn) -> None:
    """They come themselves after all. Raises PermissionDenied."""
    who = _who(by, turn)
    if _move(turn, State.TAKEN, (State.OFFERED,)):
        _note(who, "patrol.swap_withdrawn", turn)


@transaction.atomic
def accept_swap(*, volunteer: Volunteer, turn: Turn) -> Turn:
    """Somebody takes the place that another offers; pressed twice, they have it. Raises NotFit: FULL when it is gone."""
    shift = _locked(turn.shift)
    offered = Turn.objects.filter(pk=turn.pk, state=State.OFFERED, began_at=None).first()
    had = shift.turns.filter(volunteer=volunteer, state=State.TAKEN).first()
    if offered is None and had is not None:
        return had
    if offered is None or offered.volunteer_id == volunteer.pk:
        raise NotFit([Reason.FULL])
    taken = _seat(shift, volunteer, State.TAKEN, agreed=True, is_own=True, instead=offered)
    _note(_phone(volunteer), "patrol.swapped", taken)
    return taken


@transaction.atomic
def cannot_come(*, by: Account | Volunteer, turn: Turn, why: str = "") -> None:
    """They can't come: the place is free again. Nobody has to say why. Raises PermissionDenied."""
    who = _who(by, turn)
    if _move(turn, State.GONE, IN, why):
        _name_lead(turn.shift)
        _note(who, "patrol.cannot_come", turn)


@transaction.atomic
def take_out(*, by: Account, turn: Turn) -> None:
    """The desk takes somebody out of a shift that they have not begun: it plans anew. Raises PermissionDenied.

    Phones that showed the shift say so; of one that no phone showed nothing is left.
    """
    require(by, turn.shift.room_id)
    shift = _locked(turn.shift)  # it may be sent meanwhile
    # The row is the lock: a phone that says meanwhile that they have begun waits and is told no; or it comes first.
    current = Turn.objects.select_for_update(of=("self",)).filter(pk=turn.pk, began_at=None, state__in=IN).first()
    if current is None:
        return
    _note(actor(by), "patrol.taken_out", turn)
    if shift.sent_at is None:
        current.delete()
    else:
        _move(current, State.GONE, IN, Reason.TAKEN_OUT)
    _name_lead(shift)


@transaction.atomic
def recheck_of(*, volunteer: Volunteer, now: datetime | None = None) -> list[Turn]:
    """Take somebody out of the shifts to come that they may not be in by law any more; which."""
    moment = now or timezone.now()
    Volunteer.objects.select_for_update(of=("self",)).get(pk=volunteer.pk)
    turns = volunteer.turns.filter(at_work(moment), began_at=None).select_related("shift")
    return [turn for turn in turns if not _still_fits(turn)]


def _still_fits(turn: Turn) -> bool:
    """Whether they stay; who does not is out, with the reason as why they missed it."""
    if turn.volunteer_id is None:
        return True
    volunteer = with_facts(Volunteer.objects.filter(pk=turn.volunteer_id)).get()
    against = [one for one in fit(facts_of(volunteer, besides=turn.shift), asked_by(turn.shift)) if one in LAW]
    if against and _move(turn, State.GONE, IN, against[0]):
        _name_lead(turn.shift)
        _note(SYSTEM, "patrol.unfit", turn, against[0])
    return not against


def _seat(
    shift: Shift,
    volunteer: Volunteer,
    state: str,
    *,
    leads: bool = False,
    agreed: bool = False,
    is_own: bool = False,
    instead: Turn | None = None,
) -> Turn:
    """The one way into a shift. Raises NotFit."""
    current = _locked(shift)
    Volunteer.objects.select_for_update(of=("self",)).get(pk=volunteer.pk)
    known = with_facts(Volunteer.objects.filter(pk=volunteer.pk)).get()
    own = current.turns.filter(volunteer=known).first()
    shut = why_shut(current, timezone.now())
    if is_own and current.sent_at is None:
        shut = (Reason.NOT_SENT, *shut)
    if instead or (own and own.state in IN):
        shut = tuple(reason for reason in shut if reason != Reason.FULL)
    against = [*shut, *why_not(known, current, leads=leads, instead=instead or own)]
    if known.room_id != current.room_id:
        against.append(Reason.LEFT)
    if instead and own and own.state in IN:
        against.append(Reason.BUSY)
    if is_own and own and own.state == State.GONE and own.why_missed == Reason.TAKEN_OUT:
        against.append(Reason.TAKEN_OUT)
    if against := [reason for reason in against if not (agreed and reason in THEIRS)]:
        raise NotFit(against)
    if instead and not _move(instead, State.GONE, (State.OFFERED,), SWAPPED):
        raise NotFit([Reason.FULL])
    turn = own or Turn(shift=current, volunteer=known)
    stays = turn.state in IN and own is not None and state == State.PLANNED  # put down again: their yes still holds
    turn.state, turn.why_missed = turn.state if stays else state, ""
    turn.save()
    if leads:
        current.turns.filter(is_lead=True).exclude(pk=turn.pk).update(is_lead=False)
        current.turns.filter(pk=turn.pk).update(is_lead=True)
    _name_lead(current)
    turn.refresh_from_db()
    return turn


def _name_lead(shift: Shift) -> None:
    """Somebody who takes part and was trained to lead, as long as there is one; who leads stays the lead."""
    shift.turns.filter(is_lead=True).exclude(state__in=IN).update(is_lead=False)
    if not people_in(shift).filter(is_lead=True).exists():
        trained = people_in(shift).filter(volunteer__skills__kind=Skill.Kind.LEADING)
        first = list(trained.order_by("pk").values_list("pk", flat=True)[:1])
        Turn.objects.filter(pk__in=first, state__in=IN).update(is_lead=True)


def _move(turn: Turn, state: str, before: Sequence[str], why: str = "") -> bool:
    """Whether it came to that state: only from one of those before, and never once they have begun."""
    open_turns = Turn.objects.filter(pk=turn.pk, state__in=before, began_at=None)
    return bool(open_turns.update(state=state, why_missed=why[:120]))


def _locked(shift: Shift) -> Shift:
    return Shift.objects.select_for_update(of=("self",)).get(pk=shift.pk)


def _who(by: Account | Volunteer, turn: Turn) -> Actor:
    if isinstance(by, Account):
        require(by, turn.shift.room_id)
        return actor(by)
    if turn.volunteer_id != by.pk or by.left_at is not None:
        raise PermissionDenied("a turn is its volunteer’s own")
    return _phone(by)


def _phone(volunteer: Volunteer) -> Actor:
    return Actor(str(volunteer.pk), FROM_A_PHONE)


def _note(by: Actor, verb: str, turn: Turn, detail: str = "") -> None:
    # The journal names the volunteer by number only: its rows outlive the name.
    said = " ".join(part for part in (str(turn.volunteer_id or ""), detail) if part)
    note_shift(by, verb, turn.shift, said)
