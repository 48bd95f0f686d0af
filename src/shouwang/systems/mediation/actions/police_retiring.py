"""Emptying cases of police mediation whose time is over; only in rooms where forgetting was agreed to, as for every matter."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import SYSTEM, Actor, Subject
from shouwang.kernel.matters.actions import retiring
from shouwang.kernel.people.actions import empty_person
from shouwang.kernel.people.models import Account, Person
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor, may
from shouwang.systems.mediation.models import PoliceAgreement, PoliceCase, PoliceDuty, PoliceKeeping
from shouwang.systems.mediation.queries.police_keeping import past_their_time

REASON = "kept for its time"
WORDS = ("facts", "harm", "ended_because")


@transaction.atomic
def keep_for(*, by: Account, room: Room, years: int) -> PoliceKeeping:
    """Say how many years after their end the room keeps its cases; 0 is for ever."""
    if not may(by, Permission.POLICE_MEDIATE, room):
        raise PermissionDenied(Permission.POLICE_MEDIATE)
    kept, _is_new = PoliceKeeping.objects.update_or_create(room=room, defaults={"years": years})
    of = Subject("room", str(room.pk), room.code)
    journal.record(by=actor(by), verb="police.kept_for", of=of, room=room.pk, detail=str(years))
    return kept


def retire_due(*, by: Actor = SYSTEM, now: datetime | None = None) -> int:
    """Empty every case that is past its time; how many. Safe to run twice."""
    moment = now or timezone.now()
    done = 0
    for room in Room.objects.filter(forgets_since__isnull=False).order_by("code"):
        for case in past_their_time(room, moment):
            _retire(by, case, moment)
            done += 1
    return done


@transaction.atomic
def _retire(by: Actor, case: PoliceCase, now: datetime) -> None:
    people = {getattr(side, f"{role}_id") for side in case.sides.all() for role in side.ROLES} - {None}
    PoliceDuty.objects.filter(agreement__case=case).delete()
    PoliceAgreement.objects.filter(case=case).delete()
    case.sessions.all().delete()
    case.sides.all().delete()
    for person in Person.objects.filter(pk__in=people, erased_at=None):
        empty_person(by=by, person=person, reason=REASON)
    for name in WORDS:
        setattr(case, name, "")
    case.answers = {}
    case.save()
    of = Subject("matter", str(case.pk), case.matter.reference)
    journal.record(by=by, verb="police.retired", of=of, room=case.matter.room_id, at=now)
    retiring.empty(by=by, matter=case.matter, now=now)
