"""A room says how it counts its rates. What was said before stands in the journal."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Subject
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor, may
from shouwang.lib import formula
from shouwang.systems.patrol.models import Formula
from shouwang.systems.patrol.queries.formulas import formulas
from shouwang.systems.patrol.rates import USUAL, Count, Rate


@transaction.atomic
def say(*, by: Account, room: Room, rate: Rate, text: str) -> None:
    """From now on the rate is counted so, for every period. Raises PermissionDenied, formula.Wrong."""
    _require(by, room)
    said, before = formula.read(text, set(Count)).text, formulas(room)[rate].text
    if said == before:
        return
    if said == USUAL[rate]:
        reset(by=by, room=room, rate=rate)
        return
    who = actor(by)
    Formula.objects.update_or_create(
        room=room, rate=rate, defaults={"text": said, "set_by": who.label[:80], "set_at": timezone.now()}
    )
    journal.record(by=who, verb="patrol.formula_set", of=_rate(rate), room=room.pk, detail=f"{before} → {said}")


@transaction.atomic
def reset(*, by: Account, room: Room, rate: Rate) -> None:
    """It is counted as is usual again. Raises PermissionDenied."""
    _require(by, room)
    before = formulas(room)[rate].text
    if Formula.objects.filter(room=room, rate=rate).delete()[0]:
        detail = f"{before} → {USUAL[rate]}"
        journal.record(by=actor(by), verb="patrol.formula_reset", of=_rate(rate), room=room.pk, detail=detail)


def _require(by: Account, room: Room) -> None:
    if not may(by, Permission.ROOM_EDIT, room):
        raise PermissionDenied(Permission.ROOM_EDIT)


def _rate(rate: Rate) -> Subject:
    return Subject("patrol_rate", rate.value, rate.value)
