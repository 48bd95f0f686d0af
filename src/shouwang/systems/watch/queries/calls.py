"""Questions about units and calls: who is nearest, who is rung in which order, how fast they answered."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Prefetch, QuerySet
from django.utils import timezone

from shouwang.kernel.ground.models import Place, Room
from shouwang.kernel.ground.queries import nearest_place
from shouwang.kernel.matters import kinds
from shouwang.kernel.matters.kinds import Words
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.models import Account, Person
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import may, rooms
from shouwang.lib.coordinates import Point, distance_m
from shouwang.systems.watch.answering import Times, times
from shouwang.systems.watch.models import Call, Called, Group, Unit, UnitMember
from shouwang.systems.watch.queries.related import position

SHOWN_TO_PHONES = timedelta(hours=12)
SHOWN_AFTER_END = timedelta(hours=24)  # whoever rang them can still thank them, or ask
CallKind = Call.Kind


def units(viewer: Account, room: Room) -> QuerySet[Unit]:
    """The units of a room for those who look after them, with how many are in each."""
    managed = rooms(viewer, Permission.WATCH_MANAGE).filter(pk=room.pk)
    here = Unit.objects.filter(room__in=managed, is_active=True).select_related("place")
    return here.annotate(people=Count("members")).order_by("name")


def unit_of(viewer: Account, key: UUID) -> Unit | None:
    """One unit, for those who look after it."""
    managed = rooms(viewer, Permission.WATCH_MANAGE)
    found = Unit.objects.select_related("room__station", "place").filter(room__in=managed, is_active=True, pk=key)
    return found.first()


def is_being_called(unit: Unit) -> bool:
    """Whether a call to it goes on."""
    return unit.calls.filter(ended_at=None).exists()


def is_unit_name_taken(room: Room, name: str) -> bool:
    """Whether a unit of the room is called so, also one that was given up."""
    return Unit.objects.filter(room=room, name=name).exists()


def watchers(viewer: Account, room: Room) -> QuerySet[Person]:
    """Everybody in a group of the room: who can be put into a unit."""
    managed = rooms(viewer, Permission.WATCH_MANAGE).filter(pk=room.pk)
    return (
        Person.objects.filter(room__in=managed, erased_at=None, watch_memberships__left_at=None)
        .filter(watch_memberships__isnull=False)
        .distinct()
        .order_by("pk")
    )


def nearest_unit(matter: Matter) -> Unit | None:
    """The unit whose place is nearest to the matter; one without a place comes last; None in a room without any.

    One with nobody in it but who reported the matter comes for nothing.
    """
    here = position(matter)
    others = UnitMember.objects.filter(person__erased_at=None)
    if matter.reporter_id:
        others = others.exclude(person=matter.reporter_id)
    found = Unit.objects.filter(room=matter.room_id, is_active=True, pk__in=others.values("unit"))
    ready = list(found.select_related("place").order_by("name"))
    if not ready:
        return None
    if here is None:
        return ready[0]
    away = [
        (distance_m(here, (unit.place.latitude, unit.place.longitude)) if unit.place else float("inf"), number)
        for number, unit in enumerate(ready)
    ]
    return ready[min(away)[1]]


def what_of(call: Call) -> Words:
    """What it is about: its matter's topic, never the title, which a villager wrote; the words of an exercise."""
    return kinds.topic_name(call.matter.kind, call.matter.topic) if call.matter else call.words


@dataclass(frozen=True)
class Scene:
    """Where those who are called shall go: a place or what is near, what was said of it, and the point; all may be unknown."""

    place: Place | None = None
    is_near: bool = False
    said: str = ""
    point: Point | None = None


def scene_of(call: Call) -> Scene:
    """Where the matter is; an exercise has none and is at its unit's own place."""
    matter = call.matter
    if matter is None:
        return Scene(call.unit.place if call.unit else None)
    here = position(matter)
    if matter.place:
        return Scene(matter.place, said=matter.where, point=here)
    near = nearest_place(matter.room, *here) if here else None
    return Scene(near[0] if near else None, near is not None, matter.where, here)


def phone_tree(*, unit: Unit | None, group: Group | None) -> list[Person]:
    """Who is rung, in order, each once: the unit with its lead first, then the group in its order."""
    people: dict[UUID, Person] = {}
    if unit:
        for member in unit.members.select_related("person").order_by("-is_lead", "id"):
            people[member.person_id] = member.person
    if group:
        for one in group.members.filter(left_at=None).select_related("person").order_by("turn", "joined_at"):
            people[one.person_id] = one.person
    return [person for person in people.values() if person.erased_at is None]


def calls(viewer: Account, room: Room) -> QuerySet[Call]:
    """The room's calls, those that go on first, newest first, for those who hand out its matters."""
    seen = rooms(viewer, Permission.MATTER_ASSIGN).filter(pk=room.pk)
    return _with_called(Call.objects.filter(room__in=seen)).order_by("-called_at", "-id")


def call_of(viewer: Account, key: UUID) -> Call | None:
    """One call, for those who hand out its room's matters."""
    seen = rooms(viewer, Permission.MATTER_ASSIGN)
    return _with_called(Call.objects.filter(room__in=seen, pk=key)).first()


def may_see_called(viewer: Account, call: Call, now: datetime) -> bool:
    """Whether the viewer sees names and numbers of who was called. Who is called is no reporter, and has to be rung:
    so whoever hands out the room's matters sees them until a day after the end; later only who sees reporters."""
    if may(viewer, Permission.REPORTER_SEE, call.room):
        return True
    # One that nobody ended, a drill above all, counts as ended when it began.
    is_fresh = now < (call.ended_at or call.called_at) + SHOWN_AFTER_END
    return is_fresh and may(viewer, Permission.MATTER_ASSIGN, call.room)


def of_matter(matter: Matter) -> QuerySet[Call]:
    """Who was called to a matter."""
    return _with_called(Call.objects.filter(matter=matter)).order_by("-called_at", "-id")


def times_of(call: Call) -> Times:
    """How fast it was answered so far."""
    people = list(call.called.all())
    return times(
        call.called_at,
        acknowledged=[one.acknowledged_at for one in people],
        on_scene=[one.on_scene_at for one in people],
        done=[one.done_at for one in people],
        police_at=call.police_at,
    )


def calls_to(person: Person) -> list[Called]:
    """What this person is or was called to in the last hours, newest first."""
    since = timezone.now() - SHOWN_TO_PHONES
    found = Called.objects.filter(person=person, call__called_at__gt=since).exclude(call__matter__reporter=person)
    return list(found.select_related("call__matter__place", "call__unit").order_by("-call__called_at"))


def _with_called(found: QuerySet[Call]) -> QuerySet[Call]:
    people = Called.objects.select_related("person").order_by("turn")
    return found.select_related("room__station", "matter", "unit").prefetch_related(Prefetch("called", people))
