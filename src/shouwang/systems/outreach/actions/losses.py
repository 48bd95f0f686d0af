"""Verbs of losses and rescues: write one down, change it with the reason, strike it; and what the clock forgets."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Subject
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.matters.models.matter import years_before
from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor
from shouwang.systems.outreach.actions.releasing import require
from shouwang.systems.outreach.models import FraudCase
from shouwang.systems.outreach.scam.types import TYPES

KEPT_YEARS = 3
Outcome = FraudCase.Outcome


@dataclass(frozen=True)
class Told:
    """What is known of one; sums in yuan, empty when not known."""

    outcome: str
    type: str
    channel: str
    day: date
    lost: Decimal | None = None
    saved: Decimal | None = None
    stopped_by: str = ""


@transaction.atomic
def write(*, by: Account, room: Room, told: Told, matter: Matter | None = None) -> FraudCase:
    """Raises PermissionDenied; Refused "future", "type", "lost_by_a_loss", "who_stopped"."""
    require(by, Permission.OUTREACH_WORK, room)
    _check(told)
    case = FraudCase.objects.create(room=room, matter=matter, written_by=by, written_at=timezone.now(), **asdict(told))
    _note(by, "fraud_case.written", case, told.outcome)
    return case


@transaction.atomic
def change(*, by: Account, case: FraudCase, told: Told, reason: str) -> FraudCase:
    """What was wrong is put right; the journal has which fields and why. Raises as `write`, and Refused "reason", "struck"."""
    current = _held(by, case, reason)
    _check(told)
    changed = [name for name, value in asdict(told).items() if getattr(current, name) != value]
    for name, value in asdict(told).items():
        setattr(current, name, value)
    current.save()
    _note(by, "fraud_case.changed", current, f"{', '.join(changed)}: {reason.strip()}")
    return current


@transaction.atomic
def strike(*, by: Account, case: FraudCase, reason: str) -> FraudCase:
    """It counts no longer, with the reason. Raises PermissionDenied, Refused "reason", "struck"."""
    current = _held(by, case, reason)
    current.struck_at, current.struck_because = timezone.now(), reason.strip()[:200]
    current.save()
    _note(by, "fraud_case.struck", current, current.struck_because)
    return current


@transaction.atomic
def forget_due(*, now: datetime) -> int:
    """The clock's step: three years after the day. How many."""
    return int(FraudCase.objects.filter(day__lt=timezone.localdate(years_before(now, KEPT_YEARS))).delete()[0])


def _held(by: Account, case: FraudCase, reason: str) -> FraudCase:
    current = FraudCase.objects.select_for_update(of=("self",)).select_related("room").get(pk=case.pk)
    require(by, Permission.OUTREACH_WORK, current.room)
    if current.struck_at:
        raise Refused("struck")
    if not reason.strip():
        raise Refused("reason", "reason")
    return current


def _check(told: Told) -> None:
    if told.day > timezone.localdate():
        raise Refused("future", "day")
    if told.type not in TYPES:
        raise Refused("type", "type")
    if told.lost and told.outcome != Outcome.LOSS:
        raise Refused("lost_by_a_loss", "lost")
    if told.outcome == Outcome.STOPPED and not told.stopped_by:
        raise Refused("who_stopped", "stopped_by")


def _note(by: Account, verb: str, case: FraudCase, detail: str) -> None:
    about = Subject("fraud_case", str(case.pk))
    journal.record(by=actor(by), verb=verb, of=about, room=case.room_id, detail=detail)
