"""Cases: which a viewer may see, who is due, when somebody was last seen or heard."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max, Min, Q, QuerySet
from django.utils import timezone

from shouwang.kernel.ground.models import Room
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import may, roles_in, rooms
from shouwang.systems.care import rhythm
from shouwang.systems.care.models import Agreement, Aide, Call, Case, Danger, Helper, Need, Planned, Visit
from shouwang.systems.care.queries.circumstances import usable

FIRST = ("lives_alone", "cannot_manage", "severely_disabled")  # on a call list


def cases(viewer: Account) -> QuerySet[Case]:
    """Those of the viewer's rooms, by number. The caller journals the look at names."""
    here = Case.objects.filter(room__in=rooms(viewer, Permission.CARE_WORK))
    return here.select_related("room", "person", "lead", "place").order_by("room", "number")


def case_of(viewer: Account, key: UUID) -> Case | None:
    return cases(viewer).filter(pk=key).first()


def reads_notes(viewer: Account, case: Case) -> bool:
    """Health and money are read by the officers and by whoever answers for the case: so it was promised (texts.py)."""
    if not may(viewer, Permission.CARE_NOTES, case.room):
        return False
    return case.lead_id == viewer.pk or bool(roles_in(viewer, case.room) & {"officer", "chief"})


def agreeing(found: Iterable[Case]) -> set[UUID]:
    """Those whose consent to care stands; of others no name is shown any more."""
    mine = Agreement.objects.filter(case__in=[one.pk for one in found], subject=Agreement.Subject.CARE)
    return set(mine.filter(consent__withdrawn_at=None).values_list("case_id", flat=True))


@dataclass(frozen=True)
class Standing:
    """A case with its next visit: the day it is due by, and the day somebody is to go by the plan, if one is."""

    case: Case
    due: rhythm.Due
    last_seen: date | None
    planned: date | None


def last_seen(found: Iterable[Case]) -> dict[UUID, date]:
    """The last day each was seen or heard; nothing for who was not yet. One query."""
    seen = Visit.objects.filter(case__in=[one.pk for one in found], outcome__in=Visit.SEEN)
    return {
        key: timezone.localdate(at) for key, at in seen.values("case").annotate(at=Max("at")).values_list("case", "at")
    }


def standings(found: Iterable[Case], today: date) -> list[Standing]:
    """Open cases by how soon the next visit is due, the latest overdue first."""
    rows = [one for one in found if one.is_open]
    seen = last_seen(rows)
    ahead = Planned.objects.filter(case__in=[one.pk for one in rows], visit=None, day__gte=today)
    days = dict(ahead.values("case").annotate(first=Min("day")).values_list("case", "first"))
    told = [
        Standing(
            one, rhythm.due(one.begun_on, seen.get(one.pk), one.rhythm_days, today), seen.get(one.pk), days.get(one.pk)
        )
        for one in rows
    ]  # fmt: skip
    return sorted(told, key=lambda one: (one.due.day, one.case.number))


def helpers(case: Case) -> list[Helper]:
    """Who helps there, family first."""
    order = list(Helper.Role.values)
    found = case.helpers.select_related("aide__account", "aide__person")
    return sorted(found, key=lambda one: (order.index(one.role), one.pk))


def helper_of(viewer: Account, key: UUID) -> Helper | None:
    mine = Helper.objects.filter(case__in=cases(viewer)).select_related("case__room", "case__person", "aide__person")
    return mine.select_related("case__room", "case__person", "aide__account", "aide__person").filter(pk=key).first()


def need_of(viewer: Account, key: UUID) -> Need | None:
    return Need.objects.filter(case__in=cases(viewer), pk=key).select_related("case__room").first()


def aides(viewer: Account, room: Room) -> QuerySet[Aide]:
    """Who helps in the room's care."""
    here = rooms(viewer, Permission.CARE_WORK).filter(pk=room.pk)
    found = Aide.objects.filter(room__in=here).select_related("account", "person", "room")
    return found.order_by("id")


def aide_of(viewer: Account, key: UUID) -> Aide | None:
    found = Aide.objects.filter(room__in=rooms(viewer, Permission.CARE_WORK), pk=key)
    return found.select_related("account", "person", "room").first()


def planned_of(viewer: Account, key: UUID) -> Planned | None:
    mine = Planned.objects.filter(case__in=cases(viewer), pk=key)
    return mine.select_related("case__room", "case__person", "aide__account", "aide__person").first()


def dangers(viewer: Account, room: Room) -> QuerySet[Danger]:
    """Call lists of the room, the open ones first."""
    here = rooms(viewer, Permission.CARE_WORK).filter(pk=room.pk)
    return Danger.objects.filter(room__in=here).select_related("opened_by", "room").order_by("closed_at", "-starts_at")


def danger_of(viewer: Account, key: UUID) -> Danger | None:
    found = Danger.objects.filter(room__in=rooms(viewer, Permission.CARE_WORK), pk=key)
    return found.select_related("room", "opened_by").first()


def call_of(viewer: Account, key: UUID) -> Call | None:
    mine = Call.objects.filter(danger__room__in=rooms(viewer, Permission.CARE_WORK), pk=key)
    return mine.select_related("danger__room", "case__room", "case__person", "case__lead").first()


def to_ring(danger: Danger) -> list[Call]:
    """The whole list: not rung yet first, then not reached; among them who lives alone first, then who can't manage."""
    rows = list(danger.calls.select_related("case__person", "case__room", "by"))
    there = usable(one.case for one in rows)
    order = {"": 0, Call.Result.NOT_REACHED: 1, Call.Result.NEEDS: 2, Call.Result.WELL: 3}
    open_needs = set(
        Need.objects.filter(Q(state=Need.State.OPEN), case__calls__danger=danger).values_list("case_id", flat=True)
    )
    return sorted(
        rows,
        key=lambda one: (
            order[one.result], *(name not in there[one.case_id] for name in FIRST), not there[one.case_id],
            one.case_id not in open_needs, one.case.number,
        ),
    )  # fmt: skip
