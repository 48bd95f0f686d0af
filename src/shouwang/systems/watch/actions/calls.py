"""Verbs of the smallest units and of calling people out."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from shouwang.kernel.ground.models import Place, Room
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import PUBLIC, SYSTEM, Actor, Subject
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.models import Account, Person
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor, may
from shouwang.systems.watch.actions import ringing
from shouwang.systems.watch.actions.reports import Written
from shouwang.systems.watch.kinds import CRY
from shouwang.systems.watch.models import Call, Called, Group, Unit, UnitMember
from shouwang.systems.watch.models.calls import CALLS_KEPT
from shouwang.systems.watch.queries.calls import is_being_called, may_see_called, nearest_unit, phone_tree

NOW = Written()  # pressed just now
CALLED_ANEW_AFTER = timedelta(minutes=15)
STEPS = {"ack": "acknowledged_at", "here": "on_scene_at", "done": "done_at", "cannot": "cannot_at"}


class BeingCalled(Exception):
    """A call goes to the unit right now."""


@transaction.atomic
def form_unit(
    *, by: Account, room: Room, name: str, place: Place | None, equipment: str = "", name_en: str = ""
) -> Unit:
    """A new unit, empty at first. Raises PermissionDenied."""
    _require(by, Permission.WATCH_MANAGE, room)
    unit = Unit.objects.create(room=room, name=name, name_en=name_en, place=place, equipment=equipment)
    _note_unit(actor(by), "watch.unit_formed", unit)
    return unit


@transaction.atomic
def change_unit(
    *, by: Account, unit: Unit, name: str, place: Place | None, equipment: str = "", name_en: str = ""
) -> None:
    """Another name, place or equipment. Raises PermissionDenied."""
    _require(by, Permission.WATCH_MANAGE, unit.room)
    unit.name, unit.name_en, unit.place, unit.equipment = name, name_en, place, equipment
    unit.save()
    _note_unit(actor(by), "watch.unit_changed", unit)


@transaction.atomic
def give_up_unit(*, by: Account, unit: Unit) -> None:
    """It is not called any more; its calls stay. Raises PermissionDenied, BeingCalled."""
    _require(by, Permission.WATCH_MANAGE, unit.room)
    if is_being_called(unit):
        raise BeingCalled
    unit.is_active = False
    unit.save(update_fields=["is_active"])
    _note_unit(actor(by), "watch.unit_given_up", unit)


@transaction.atomic
def put_into_unit(*, by: Account, unit: Unit, people: Sequence[Person], lead: Person | None) -> None:
    """Exactly these are in the unit from now on. Raises PermissionDenied, ValueError for somebody of another room."""
    _require(by, Permission.WATCH_MANAGE, unit.room)
    if any(person.room_id != unit.room_id for person in people):
        raise ValueError("somebody of another room")
    unit.members.all().delete()
    UnitMember.objects.bulk_create(
        UnitMember(unit=unit, person=person, is_lead=lead is not None and person.pk == lead.pk) for person in people
    )
    _note_unit(actor(by), "watch.unit_members", unit, str(len(people)))


@transaction.atomic
def call_out(*, by: Account, matter: Matter, unit: Unit | None = None, group: Group | None = None) -> Call:
    """Call a unit, a group, or the nearest unit to a matter. Pressed twice is once; when everybody who was called before is
    done or can't come, or they were called a while ago, they are called anew.

    Raises PermissionDenied, ValueError when there is nobody.
    """
    _require(by, Permission.MATTER_ASSIGN, matter.room)
    Matter.objects.select_for_update(of=("self",)).get(pk=matter.pk)  # pressed twice at once
    if group is None and (running := _running(matter, unit or nearest_unit(matter))):
        return running
    return _call(actor(by), matter.room, Call.Kind.ALARM, matter=matter, unit=unit, group=group)


@transaction.atomic
def drill(*, by: Account, unit: Unit, kind: str, words: str = "") -> Call:
    """A roll-call (拉动测试) or a drill. Raises PermissionDenied, ValueError when nobody is in it."""
    _require(by, Permission.WATCH_MANAGE, unit.room)
    if kind == Call.Kind.ALARM:
        raise ValueError("an alarm needs a matter")
    return _call(actor(by), unit.room, kind, unit=unit, words=words)


@transaction.atomic
def answer_cry(*, matter: Matter) -> Call | None:
    """A cry for help came: the nearest unit is called at once, or the group of whoever cried; None when there is nobody."""
    if Call.objects.filter(matter=matter).exists():
        return None
    report = getattr(matter, "watch_report", None)
    try:
        return _call(SYSTEM, matter.room, Call.Kind.ALARM, matter=matter, group=report.group if report else None)
    except ValueError:
        return None


@transaction.atomic
def answer(*, person: Person, call: Call, step: str, written: Written = NOW) -> Called:
    """What somebody who was called does: "ack", "here", "done", "cannot", at the moment it was pressed, though it may
    arrive when there is a network again. Twice is once. Raises ValueError, PermissionDenied."""
    field = STEPS.get(step)
    if field is None:
        raise ValueError(step)
    one = Called.objects.select_for_update(of=("self",)).filter(call=call, person=person).first()
    if one is None:
        raise PermissionDenied("was not called")
    at = max(written.by_our_clock(timezone.now()), call.called_at)
    if getattr(one, field) is None:
        setattr(one, field, at)
        if step in ("here", "done") and one.acknowledged_at is None:
            one.acknowledged_at = at  # whoever is there has heard
        if step == "done" and one.on_scene_at is None:
            one.on_scene_at = at
        one.save()
        _note_call(PUBLIC, f"watch.call_{step}", call)
    return one


@transaction.atomic
def note_police(*, by: Account, call: Call) -> None:
    """The police are on the scene. Raises PermissionDenied."""
    _require(by, Permission.MATTER_ASSIGN, call.room)
    if Call.objects.filter(pk=call.pk, police_at=None).update(police_at=timezone.now()):
        _note_call(actor(by), "watch.call_police", call)


@transaction.atomic
def end(*, by: Account, call: Call) -> None:
    """Nobody need come any more. Raises PermissionDenied."""
    _require(by, Permission.MATTER_ASSIGN, call.room)
    if Call.objects.filter(pk=call.pk, ended_at=None).update(ended_at=timezone.now()):
        _note_call(actor(by), "watch.call_ended", call)
        ringing.settle(call)


@transaction.atomic
def look(*, by: Account, call: Call) -> None:
    """Somebody looked at who was called, by name. Raises PermissionDenied."""
    if not may_see_called(by, call, timezone.now()):
        raise PermissionDenied(Permission.REPORTER_SEE)
    _note_call(actor(by), "watch.called_seen", call)


@transaction.atomic
def look_at_unit(*, by: Account, unit: Unit) -> None:
    """Somebody looked at who is in a unit. Raises PermissionDenied."""
    _require(by, Permission.WATCH_MANAGE, unit.room)
    _note_unit(actor(by), "watch.unit_seen", unit)


@transaction.atomic
def look_at_watchers(*, by: Account, unit: Unit) -> None:
    """Somebody looked at everybody who could be put into a unit. Raises PermissionDenied."""
    _require(by, Permission.WATCH_MANAGE, unit.room)
    _note_unit(actor(by), "watch.watchers_seen", unit)


def forget_old(*, now: datetime) -> int:
    """Delete calls past their time; how many."""
    return Call.objects.filter(called_at__lt=now - CALLS_KEPT).delete()[1].get("watch.Call", 0)


def _call(
    by: Actor,
    room: Room,
    kind: str,
    *,
    matter: Matter | None = None,
    unit: Unit | None = None,
    group: Group | None = None,
    words: str = "",
) -> Call:
    if unit is None and matter is not None:
        unit = nearest_unit(matter) if group is None or matter.topic == CRY else None
    people = phone_tree(unit=unit, group=group)
    # Who reported stands in the list like everybody else: a gap would name them. Their phone does not show it (`calls_to`).
    if all(matter is not None and person.pk == matter.reporter_id for person in people):
        raise ValueError("there is nobody to call")
    call = Call.objects.create(
        room=room,
        kind=kind,
        matter=matter,
        unit=unit,
        words=words[:200],
        called_by=by.label[:80],
        called_at=timezone.now(),
    )
    Called.objects.bulk_create(
        Called(call=call, person=person, turn=turn) for turn, person in enumerate(people, start=1)
    )
    _note_call(by, "watch.called", call, str(len(people)))
    ringing.ring(call, by=by)
    return call


def _running(matter: Matter, unit: Unit | None) -> Call | None:
    here = Call.objects.filter(matter=matter, unit=unit, unit__isnull=False, ended_at=None)
    lately = here.filter(called_at__gt=timezone.now() - CALLED_ANEW_AFTER).order_by("-called_at").first()
    waits_for = Called.objects.filter(call=lately, done_at=None, cannot_at=None)
    return lately if lately and waits_for.exists() else None


def _require(by: Account, permission: Permission, room: Room) -> None:
    if not may(by, permission, room):
        raise PermissionDenied(permission)


def _note_unit(by: Actor, verb: str, unit: Unit, detail: str = "") -> None:
    of = Subject("watch_unit", str(unit.pk), unit.name)
    journal.record(by=by, verb=verb, of=of, room=unit.room_id, detail=detail)


def _note_call(by: Actor, verb: str, call: Call, detail: str = "") -> None:
    label = call.matter.reference if call.matter else call.get_kind_display()
    of = Subject("watch_call", str(call.pk), str(label))
    journal.record(by=by, verb=verb, of=of, room=call.room_id, detail=detail)
