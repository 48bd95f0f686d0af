"""Call lists of heat, cold and flood days."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Subject
from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.sealed import seal, unseal
from shouwang.systems.care.actions import visits
from shouwang.systems.care.actions.writing import must
from shouwang.systems.care.models import Call, Case, Danger, Visit
from shouwang.systems.care.models.case import Way


@dataclass(frozen=True)
class Warned:
    """An official warning with who gave it, its number and level; or, without a source, why the room decided itself."""

    kind: str
    starts_at: datetime
    ends_at: datetime
    level: str = ""
    source: str = ""
    number: str = ""
    reason: str = ""


@transaction.atomic
def open_list(*, by: Account, room: Room, warned: Warned) -> Danger:
    """Every open case is on it; nobody is left out."""
    who = must(by, Permission.CARE_WORK, room)
    if warned.ends_at <= warned.starts_at:
        raise Refused("ends_before", "ends_at")
    if not (warned.source or warned.reason):
        raise Refused("no_source", "reason")
    danger = Danger.objects.create(
        room=room, kind=warned.kind, level=warned.level if warned.source else "", source=warned.source,
        number=warned.number if warned.source else "", reason=warned.reason, starts_at=warned.starts_at,
        ends_at=warned.ends_at, opened_by=by,
    )  # fmt: skip
    cases = Case.objects.filter(room=room, ended_at=None)
    made = Call.objects.bulk_create(Call(danger=danger, case=case) for case in cases)
    of = Subject("room", str(room.pk), room.code)
    journal.record(by=who, verb="care.list_opened", of=of, room=room.pk, detail=f"{warned.kind}: {len(made)}")
    return danger


def put_on_open_lists(*, case: Case) -> None:
    """A case begun while a list is open is on it too."""
    for danger in Danger.objects.filter(room=case.room, closed_at=None):
        Call.objects.get_or_create(danger=danger, case=case)


@transaction.atomic
def tick_call(*, by: Account, call: Call, result: str, words: str = "") -> Call:
    """Rung: well, needs something, or not reached, which begins the chain."""
    must(by, Permission.CARE_WORK, call.case.room)
    if call.danger.closed_at:
        raise Refused("list_closed")
    outcome = {
        Call.Result.WELL: Visit.Outcome.WELL,
        Call.Result.NEEDS: Visit.Outcome.NEEDS,
        Call.Result.NOT_REACHED: Visit.Outcome.NO_ANSWER,
    }[Call.Result(result)]
    if call.result == result and words == unseal(call.words_sealed, record=call.pk):
        return call  # pressed twice: it is one call
    call.result, call.at, call.by = result, timezone.now(), by
    call.words_sealed = seal(words, record=call.pk)
    call.save()
    visits.record(by=by, case=call.case, told=visits.Told(outcome, Way.PHONE, words))
    return call


@transaction.atomic
def close_list(*, by: Account, danger: Danger) -> Danger:
    """The danger is over. Not while somebody on the list was not rung."""
    who = must(by, Permission.CARE_WORK, danger.room)
    left = danger.calls.filter(result="").count()
    if left and danger.ends_at > timezone.now():
        raise Refused("not_all_rung", n=str(left))
    danger.closed_at = timezone.now()
    danger.save(update_fields=["closed_at"])
    of = Subject("room", str(danger.room_id), danger.room.code)
    journal.record(by=who, verb="care.list_closed", of=of, room=danger.room_id, detail=f"{left} not rung")
    return danger
