"""A visit is written down, from the desk or a helper's phone; planning the visits of two weeks."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import cast
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Actor, Subject
from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.people.models import Account, Person
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor
from shouwang.kernel.people.sealed import seal
from shouwang.lib.planning.visiting import Slot, spread
from shouwang.systems.care.actions.chains import begin_chain, end_by_visit, tell_mistaken
from shouwang.systems.care.actions.matters import ask_for_help
from shouwang.systems.care.actions.writing import must, subject_of
from shouwang.systems.care.models import Aide, Case, Helper, Planned, Visit
from shouwang.systems.care.models.case import Way
from shouwang.systems.care.queries import plan as queries

DAYS = 14
NEAR = timedelta(
    days=3
)  # a visit some days off its plan is still that visit, if it is nearer to that than to the one before
TOGETHER = timedelta(hours=2)  # an assumption: told by two within it, with the same outcome, it was one visit


@dataclass(frozen=True)
class Told:
    """What a visit came to. `id` is made on the phone; `at` is when it was, by the phone's clock."""

    outcome: str
    way: str = Way.HOME
    words: str = ""
    at: datetime | None = None
    id: UUID | None = None


class OtherVisit(Exception):
    """The id belongs to a visit of another case or by another helper."""


@transaction.atomic
def record(*, by: Account, case: Case, told: Told) -> Visit:
    """Somebody at the desk went or rang."""
    must(by, Permission.CARE_WORK, case.room)
    aide = Aide.objects.filter(room=case.room, account=by).first()
    return _keep(actor(by), case, told, aide, by)


@transaction.atomic
def record_from_phone(*, person: Person, case_id: UUID, told: Told) -> Visit:
    """A helper's phone tells of a visit, once however often it is sent. Raises PermissionDenied where they don't help, Refused
    where the case has ended. Where two went together and both tell of it, it is kept twice and counts once."""
    sent_before = Visit.objects.filter(pk=told.id).select_related("aide", "case").first() if told.id else None
    if sent_before:
        if sent_before.case_id != case_id or sent_before.aide is None or sent_before.aide.person_id != person.pk:
            raise OtherVisit(str(told.id))
        return sent_before
    helping = Helper.objects.filter(aide__person=person, case_id=case_id)
    helper = helping.select_related("case__room", "case__person", "case__lead", "aide").first()
    if helper is None:
        raise PermissionDenied("care")
    return _keep(Actor(str(person.pk), "care helper"), helper.case, told, helper.aide, None)


@transaction.atomic
def mistaken_from_phone(*, person: Person, visit_id: UUID) -> None:
    """A helper's phone tells that "nobody answered" was a slip, once however often it is sent. Raises PermissionDenied
    where it was not they who told it."""
    mine = Visit.objects.select_for_update(of=("self",)).filter(
        pk=visit_id, aide__person=person, outcome=Visit.Outcome.NO_ANSWER
    )
    visit = mine.select_related("case__room").first()
    if visit is None:
        raise PermissionDenied("care")
    if visit.mistaken_at is None:
        visit.mistaken_at = timezone.now()
        visit.save(update_fields=["mistaken_at"])
        tell_mistaken(author=Actor(str(person.pk), "care helper"), visit=visit)


@transaction.atomic
def phone_told(*, person: Person, room: Room, count: int) -> None:
    """A helper's phone fetched names: how many, no name."""
    of = Subject("person", str(person.pk))
    journal.record(
        by=Actor(str(person.pk), "care helper"), verb="care.phone_told", of=of, room=room.pk, detail=str(count)
    )


def _keep(author: Actor, case: Case, told: Told, aide: Aide | None, by: Account | None) -> Visit:
    if not case.is_open:
        raise Refused("case_over")
    now = timezone.now()
    at = min(told.at or now, now)  # a phone's clock may go ahead
    visit = Visit(
        case=case, aide=aide, by=by, at=at, kept_at=now, way=told.way, outcome=told.outcome,
        **({"id": told.id} if told.id else {}),
    )  # fmt: skip
    visit.words_sealed = seal(told.words, record=visit.pk)
    visit.same_as = _told_by_another(visit)
    visit.save(force_insert=True)
    _tick_plan(visit)
    journal.record(
        by=author, verb="care.visited", of=subject_of(case), room=case.room_id, detail=f"{told.way}: {told.outcome}"
    )
    if told.outcome in Visit.SEEN:
        end_by_visit(author=author, visit=visit)
    if told.outcome == Visit.Outcome.NEEDS and visit.same_as is None:
        ask_for_help(author=author, case=case)
    if told.outcome == Visit.Outcome.NO_ANSWER and not _was_seen_since(case, at):
        begin_chain(author=author, case=case, at=at)
    return visit


def _told_by_another(visit: Visit) -> Visit | None:
    """Two helpers who went together, each with a phone: the visit that the other has told already."""
    if visit.aide is None:
        return None
    near = visit.case.visits.select_for_update(of=("self",)).filter(
        outcome=visit.outcome,
        way=visit.way,
        at__range=(visit.at - TOGETHER, visit.at + TOGETHER),
        same_as=None,
        mistaken_at=None,
    )
    return near.exclude(aide=visit.aide).exclude(aide=None).order_by("at").first()


def _was_seen_since(case: Case, at: datetime) -> bool:
    """A phone may tell late: meanwhile somebody saw or heard them."""
    return case.visits.filter(outcome__in=Visit.SEEN, at__gt=at).exists()


def _tick_plan(visit: Visit) -> None:
    """The planned visit nearest to the day is this one; somebody who said "not today" is still to be visited."""
    if visit.outcome not in Visit.SEEN or visit.same_as:
        return
    day = timezone.localdate(visit.at)
    early = min(NEAR, timedelta(days=(visit.case.rhythm_days - 1) // 2))  # else nobody would go for longer than agreed
    near = Planned.objects.filter(case=visit.case, visit=None, day__range=(day - NEAR, day + early))
    planned = min(near, key=lambda one: (abs((one.day - day).days), one.day), default=None)
    if planned:
        planned.visit = visit
        planned.save(update_fields=["visit"])


@transaction.atomic
def plan(*, by: Account, room: Room, first: date | None = None) -> int:
    """Plan the next two weeks anew; what was made or moved by hand stays. How many visits were placed."""
    who = must(by, Permission.CARE_MANAGE, room)
    start = first or timezone.localdate()
    problem = queries.problem(room, start, DAYS)
    Planned.objects.filter(case__room=room, visit=None, is_fixed=False, day__gte=start).delete()
    found = spread(problem.wanted, problem.most, start, DAYS, problem.fixed, problem.ways)
    Planned.objects.bulk_create(_row(slot, problem.dues[slot.wanted], start) for slot in found.slots)
    of = Subject("room", str(room.pk), room.code)
    detail = f"{len(found.slots)} planned, {len(found.left)} left"
    journal.record(by=who, verb="care.planned", of=of, room=room.pk, detail=detail)
    return len(found.slots)


def _row(slot: Slot, due: date, start: date) -> Planned:
    is_overdue = due < start == slot.due
    return Planned(
        case_id=cast(UUID, slot.wanted), aide_id=cast(UUID, slot.helper), day=slot.day, turn=slot.turn,
        due=due if is_overdue else slot.due, why=Planned.Why.OVERDUE if is_overdue else Planned.Why.DUE,
        face=slot.face or "",
    )  # fmt: skip


@transaction.atomic
def move(*, by: Account, planned: Planned, day: date, aide: Aide) -> Planned:
    """Somebody puts a visit on another day or gives it to another helper; planning anew leaves it there."""
    case = planned.case
    who = must(by, Permission.CARE_MANAGE, case.room)
    if not case.is_open:
        raise Refused("case_over")
    if planned.visit_id:
        raise Refused("visited_already")
    if day < timezone.localdate():
        raise Refused("day_gone", "day")
    if not Helper.objects.filter(case=case, aide=aide).exists():
        raise Refused("helps_not_there", "aide")
    if Planned.objects.filter(case=case, day=day).exclude(pk=planned.pk).exists():
        raise Refused("planned_that_day", "day")
    if queries.load(aide, day, besides=planned) >= aide.a_week:
        raise Refused("week_full", "aide", n=str(aide.a_week))
    planned.day, planned.aide, planned.is_fixed = day, aide, True
    planned.why, planned.face = Planned.Why.MOVED, ""
    planned.save()
    journal.record(by=who, verb="care.visit_moved", of=subject_of(case), room=case.room_id, detail=day.isoformat())
    return planned
