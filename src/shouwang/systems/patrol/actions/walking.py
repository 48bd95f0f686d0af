"""A shift as it is walked, told by the phone of whoever walks it: begun, at a place, left it, found, told on, done.

Phones tell it late, twice and in any order. So every step says all it needs, ids are made on the phone, and of two
words about one moment the earlier beginning and the later end hold: whatever comes first, the rows are the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from shouwang.kernel.ground.models import Place
from shouwang.kernel.journal.actions import PUBLIC, Actor
from shouwang.kernel.matters.actions.intake import Brought, IdTaken, Receipt, receive
from shouwang.kernel.people.actions import count_attempt
from shouwang.lib.coordinates import distance_m
from shouwang.systems.patrol.actions.nights import note_shift
from shouwang.systems.patrol.models import CheckIn, Finding, HandOver, Shift, Turn, Volunteer
from shouwang.systems.patrol.models.volunteers import FROM_A_PHONE
from shouwang.systems.patrol.queries.places import is_code_of

EARLY: Final = timedelta(hours=2)  # before a shift begins nobody is in it yet
FAR: Final = timedelta(days=366)  # no word is older than that; further back there is no calendar to count in
LATE: Final = timedelta(hours=6)  # after it ended nobody is in it any more
OVERRUN: Final = timedelta(hours=1)  # whoever says late that they are done was there no longer than this past the end
TRUSTED: Final = timedelta(minutes=5)  # a phone's clock as near as this to ours is believed as it is
HERE: Final = 80  # metres: so near to a place one is there
SLACK: Final = timedelta(minutes=2)  # two clocks never agree, and a finger is slower than a satellite
MOST_UNSURE: Final = 200  # metres: a position less sure than that proves nothing
MOST_LETTERS: Final = 5000


class NotNow(Exception):
    """The shift takes no such word: it was called off, is not out yet, or they are in it no more; `why` says which."""

    CANCELLED, NOT_SENT, GONE, TOO_EARLY = "cancelled", "not_sent", "gone", "too_early"

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Taken(Exception):
    """The id belongs to something else."""


class TooLong(ValueError):
    """A hand-over of more than MOST_LETTERS: half of what somebody wrote is worse than being asked to shorten it."""


@dataclass(frozen=True)
class Told:
    """When it happened and when the phone told it, both by the phone's clock. Without them: now."""

    at: datetime | None = None
    sent_at: datetime | None = None


@dataclass(frozen=True)
class Here:
    """How somebody says that they are at a place. What does not prove it is kept as said."""

    id: UUID
    place: Place
    way: str = CheckIn.Way.SAID
    code: str = ""
    latitude: float | None = None
    longitude: float | None = None
    accuracy: float | None = None


@transaction.atomic
def begin_turn(*, volunteer: Volunteer, turn: Turn, told: Told) -> None:
    """They begin. Pressed twice, the first counts. Raises PermissionDenied, NotNow."""
    current, at = _open(volunteer, turn, told)
    _begins(current, at)


@transaction.atomic
def check_in(*, volunteer: Volunteer, turn: Turn, here: Here, told: Told) -> CheckIn:
    """They are at a place, and so have begun. Raises PermissionDenied, NotNow, Taken."""
    current, at = _open(volunteer, turn, told)
    found, is_new = _arrive(current, here, at)
    _begins(current, at)
    if is_new:
        _note(volunteer, "patrol.checked_in", current, str(here.place.pk))
    return found


@transaction.atomic
def leave(*, volunteer: Volunteer, turn: Turn, here: Here, arrived: Told, told: Told) -> CheckIn:
    """They leave a place; that they came may be told later or not at all. Raises PermissionDenied, NotNow, Taken."""
    current, at = _open(volunteer, turn, told)
    came = min(_moment(arrived, current.shift), at)
    found, is_new = _arrive(current, here, came)
    _begins(current, came)
    if is_new:
        _note(volunteer, "patrol.checked_in", current, str(here.place.pk))
    before = found.left_at
    found.left_at = max(at, found.at, before or at)
    if before != found.left_at:
        found.save(update_fields=["left_at"])
    if before is None:
        _note(volunteer, "patrol.left_place", current, str(here.place.pk))
    return found


@transaction.atomic
def finding(*, volunteer: Volunteer, turn: Turn, brought: Brought, is_settled: bool) -> Receipt:
    """What they found becomes a matter of the room, also when the shift was called off meanwhile.

    Raises PermissionDenied, NotNow, intake.IdTaken.
    """
    current = _own(volunteer, turn)
    if current.shift.sent_at is None:
        raise NotNow(NotNow.NOT_SENT)
    receipt = receive(by=PUBLIC, room=current.shift.room, brought=brought)
    kept, is_new = Finding.objects.get_or_create(
        matter=receipt.matter, defaults={"shift": current.shift, "is_settled": is_settled}
    )
    if kept.shift_id != current.shift_id:
        raise IdTaken(str(receipt.matter.pk))
    if is_new:
        _note(volunteer, "patrol.found", current, receipt.matter.reference)
    return receipt


@transaction.atomic
def hand_over(*, volunteer: Volunteer, turn: Turn, key: UUID, text: str, told: Told) -> HandOver:
    """Words to whoever comes next. Raises PermissionDenied, NotNow, Taken, TooLong."""
    current, at = _open(volunteer, turn, told)
    words = text.strip()
    if len(words) > MOST_LETTERS:
        raise TooLong
    kept, is_new = HandOver.objects.get_or_create(id=key, defaults={"turn": current, "text": words, "written_at": at})
    if kept.turn_id != current.pk or kept.text != words:
        raise Taken
    if is_new:
        _note(volunteer, "patrol.handed_over", current)
    elif at < kept.written_at:
        kept.written_at = at
        kept.save(update_fields=["written_at"])
    return kept


@transaction.atomic
def end_turn(*, volunteer: Volunteer, turn: Turn, told: Told) -> None:
    """They are done. What they did before may still come. Raises PermissionDenied, NotNow.

    Told very late it counts until an hour past the shift's end; where they were after they were done is not kept.
    """
    current, at = _open(volunteer, turn, told)
    at = min(at, current.shift.ends_at + OVERRUN)
    before = current.ended_at
    _begins(current, at)
    if before is None or at > before:
        current.ended_at = at
        current.save(update_fields=["ended_at"])
    if current.ended_at is not None:
        current.track.filter(at__gt=current.ended_at + SLACK).delete()
    if before is None:
        _note(volunteer, "patrol.ended", current)


def team_seen(*, volunteer: Volunteer, turns: Iterable[Turn]) -> None:
    """Their phone shows who else comes to these shifts: into the journal once a day for each."""
    for turn in turns:
        if count_attempt(key=f"patrol.team:{turn.pk}", most=1, per=timedelta(days=1)):
            _note(volunteer, "patrol.team_seen", turn)


def _begins(turn: Turn, at: datetime) -> None:
    """Who checks in or ends has begun, and the earliest word is the beginning. It is journalled once."""
    is_first = turn.began_at is None
    if turn.began_at is None or at < turn.began_at:
        turn.began_at = at
        turn.save(update_fields=["began_at"])
    if is_first and turn.volunteer:
        _note(turn.volunteer, "patrol.begun", turn)


def _arrive(turn: Turn, here: Here, at: datetime) -> tuple[CheckIn, bool]:
    if here.place.room_id != turn.shift.room_id:
        raise PermissionDenied("a place of another room")
    kept, is_new = CheckIn.objects.get_or_create(
        id=here.id,
        defaults={
            "turn": turn,
            "place": here.place,
            "way": proven(here),
            "at": at,
            "received_at": timezone.now(),
            "latitude": here.latitude,
            "longitude": here.longitude,
            "accuracy": round(here.accuracy) if here.accuracy is not None else None,
        },
    )
    if kept.turn_id != turn.pk or kept.place_id != here.place.pk:
        raise Taken
    if at < kept.at:
        kept.at = at
        kept.save(update_fields=["at"])
    return kept, is_new


def proven(here: Here) -> str:
    """The way they came to be known to be there: the code or the position as claimed, if it says so too."""
    if here.way in (CheckIn.Way.CODE, CheckIn.Way.TAG):
        return here.way if is_code_of(here.place, here.code) else CheckIn.Way.SAID
    if here.way == CheckIn.Way.POSITION and here.latitude is not None and here.longitude is not None:
        unsure = here.accuracy or 0
        if unsure > MOST_UNSURE:
            return CheckIn.Way.SAID
        away = distance_m((here.latitude, here.longitude), (here.place.latitude, here.place.longitude))
        return here.way if away <= HERE + unsure else CheckIn.Way.SAID
    return CheckIn.Way.SAID


def _open(volunteer: Volunteer, turn: Turn, told: Told) -> tuple[Turn, datetime]:
    """The turn, locked, and the moment, if the shift takes words of that moment."""
    current = _own(volunteer, turn)
    shift = current.shift
    if shift.sent_at is None:
        raise NotNow(NotNow.NOT_SENT)
    if timezone.now() < shift.starts_at - EARLY:
        raise NotNow(NotNow.TOO_EARLY)
    if current.state == Turn.State.GONE and current.began_at is None:
        raise NotNow(NotNow.GONE)
    at = _moment(told, shift)
    if shift.cancelled_at is not None and at >= shift.cancelled_at:
        raise NotNow(NotNow.CANCELLED)
    return current, at


def _own(volunteer: Volunteer, turn: Turn) -> Turn:
    turns = Turn.objects.select_for_update(of=("self",)).select_related("shift__room", "volunteer")
    current = turns.filter(pk=turn.pk).first()
    if current is None or current.volunteer_id != volunteer.pk or volunteer.left_at is not None:
        raise PermissionDenied("a turn is its volunteer’s own")
    return current


def _moment(told: Told, shift: Shift) -> datetime:
    """When it happened by our clock. A phone whose clock is off is believed the difference only; the rest is cut off."""
    now = timezone.now()
    at = told.at or now
    if told.at is not None and told.sent_at is not None and abs(now - told.sent_at) > TRUSTED:
        at = now - min(max(told.sent_at - told.at, timedelta()), FAR)
    return max(shift.starts_at - EARLY, min(at, now, shift.ends_at + LATE))


def _note(volunteer: Volunteer, verb: str, turn: Turn, detail: str = "") -> None:
    # By number only, as everything about a turn.
    said = " ".join(part for part in (str(volunteer.pk), detail) if part)
    note_shift(Actor(str(volunteer.pk), FROM_A_PHONE), verb, turn.shift, said)
