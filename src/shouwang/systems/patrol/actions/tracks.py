"""Where somebody was in a shift: only of those who agreed, only while they walk, gone at once when they take it back."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from shouwang.kernel.journal.actions import Actor
from shouwang.kernel.people.actions import give_consent, withdraw_consent
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor, may
from shouwang.systems.patrol.actions.nights import note_shift
from shouwang.systems.patrol.actions.walking import OVERRUN, SLACK
from shouwang.systems.patrol.models import CheckIn, TrackerKey, TrackPoint, Turn, Volunteer
from shouwang.systems.patrol.models.volunteers import FROM_A_PHONE
from shouwang.systems.patrol.models.walking import TRACKS_KEPT
from shouwang.systems.patrol.queries.tracks import TRACK, agreed_since

WORST_ACCURACY = 100_000  # metres; beyond that a phone only guesses the country


@dataclass(frozen=True)
class Point:
    """A position at a moment, WGS-84; `accuracy` in metres where the phone says it."""

    at: datetime
    latitude: float
    longitude: float
    accuracy: float | None = None


@transaction.atomic
def agree(*, volunteer: Volunteer, text_version: str, channel: str, by: Actor | None = None) -> None:
    """They agree to be located while they are in a shift; twice is enough. Without `by` they say it on their own phone."""
    held = _locked(volunteer)
    if agreed_since(held) is None and held.left_at is None:
        give_consent(
            by=by or _phone(held), person=held.person, purpose=TRACK, text_version=text_version, channel=channel
        )


@transaction.atomic
def withdraw(*, volunteer: Volunteer, by: Actor | None = None) -> None:
    """They agree no more: what is kept of where they were goes with it, now, and so does the key of a program that tells it.

    Their check-ins stay, without the position of the phone. Nothing else changes for them.
    """
    held = _locked(volunteer)
    for consent in held.person.consents.filter(purpose=TRACK, withdrawn_at=None):
        withdraw_consent(by=by or _phone(held), consent=consent)
    TrackPoint.objects.filter(turn__volunteer=held).delete()
    CheckIn.objects.filter(turn__volunteer=held).update(latitude=None, longitude=None, accuracy=None)
    TrackerKey.objects.filter(volunteer=held).delete()


@transaction.atomic
def note_points(*, volunteer: Volunteer, points: Sequence[Point], now: datetime | None = None) -> int:
    """Keep those that may be kept; how many of them were new.

    Kept is what lies after the consent that stands, in a turn of theirs that they began, and not past its time. All else
    is passed over without a word and not counted either: how often somebody's phone spoke outside a shift is nobody's
    business. The volunteer's row is the lock, so that nothing slips in beside a withdrawal.
    """
    moment = now or timezone.now()
    held = _locked(volunteer)
    since = agreed_since(held)
    kept_from, until = moment - TRACKS_KEPT, moment + SLACK
    usable = [one for one in points if _is_somewhere(one) and kept_from <= one.at <= until]
    if since is None or held.left_at is not None or not usable:
        return 0
    first, last = min(one.at for one in usable) - SLACK, max(one.at for one in usable) + SLACK
    begun = held.turns.filter(Q(ended_at=None) | Q(ended_at__gte=first), began_at__lte=last, shift__cancelled_at=None)
    spans = [(turn, *_located(turn)) for turn in begun.select_related("shift").order_by("began_at")]
    kept: dict[tuple[object, datetime], TrackPoint] = {}
    for one in usable:
        at = one.at.astimezone(UTC).replace(microsecond=0)
        turn = next((turn for turn, starts, ends in spans if starts <= one.at <= ends), None)
        if turn is not None and since <= one.at:
            kept.setdefault((turn.pk, at), _row(turn, at, one))
    there = TrackPoint.objects.filter(turn__in={turn for turn, _ in kept}, at__in={at for _, at in kept})
    new = set(kept) - set(there.values_list("turn", "at"))
    TrackPoint.objects.bulk_create([kept[key] for key in sorted(new, key=lambda key: key[1])], ignore_conflicts=True)
    return len(new)


@transaction.atomic
def look(*, by: Account, turn: Turn) -> None:
    """Somebody looks at where a volunteer walked: told in the journal. Raises PermissionDenied."""
    if not may(by, Permission.VOLUNTEER_MANAGE, turn.shift.room_id):
        raise PermissionDenied(Permission.VOLUNTEER_MANAGE)
    note_shift(actor(by), "patrol.track_seen", turn.shift, str(turn.volunteer_id or ""))


def _located(turn: Turn) -> tuple[datetime, datetime]:
    """From when to when a turn that was begun is located."""
    began = turn.began_at or turn.shift.starts_at
    ends = turn.ended_at or max(began, turn.shift.ends_at + OVERRUN)
    return began - SLACK, ends + SLACK


def _is_somewhere(one: Point) -> bool:
    return (
        math.isfinite(one.latitude)
        and math.isfinite(one.longitude)
        and -90 <= one.latitude <= 90
        and -180 <= one.longitude <= 180
    )


def _row(turn: Turn, at: datetime, one: Point) -> TrackPoint:
    known = one.accuracy is not None and math.isfinite(one.accuracy) and 0 <= one.accuracy <= WORST_ACCURACY
    accuracy = round(one.accuracy) if known and one.accuracy is not None else None
    return TrackPoint(turn=turn, at=at, latitude=one.latitude, longitude=one.longitude, accuracy=accuracy)


def _locked(volunteer: Volunteer) -> Volunteer:
    return Volunteer.objects.select_for_update(of=("self",)).select_related("person").get(pk=volunteer.pk)


def _phone(volunteer: Volunteer) -> Actor:
    return Actor(str(volunteer.pk), FROM_A_PHONE)
