"""Plans of a night: the newest, the one that was sent, what stands in it, and how each place was visited before."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Max, QuerySet
from django.utils import timezone

from shouwang.kernel.ground.models import Room
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import rooms
from shouwang.systems.patrol import nights
from shouwang.systems.patrol.models import CheckIn, Plan, Shift, Stand, Stop, Work

LOOKED_BACK_NIGHTS = 28


def plans(room: Room, night: date) -> QuerySet[Plan]:
    """All plans of a night, newest first."""
    return Plan.objects.filter(room=room, night=night).order_by("-made_at", "-id")


def newest(room: Room, night: date) -> Plan | None:
    """The plan that was made last, sent or not; one put aside is none."""
    return plans(room, night).exclude(state=Plan.State.DROPPED).first()


def sent(room: Room, night: date) -> Plan | None:
    """The plan that the phones show."""
    return plans(room, night).filter(state=Plan.State.SENT).first()


def plan_of(viewer: Account, key: UUID) -> Plan | None:
    """One plan, for those who see patrols there."""
    here = rooms(viewer, Permission.PATROL_SEE)
    return Plan.objects.filter(room__in=here, pk=key).select_related("room__station").first()


def stops_in(shift: Shift) -> QuerySet[Stop]:
    """The stops of a round, as the newest plan of its night has it: the sent one unless a draft came after."""
    plan = newest(shift.room, nights.night_of(shift.starts_at, timezone.get_default_timezone()))
    return Stop.objects.filter(plan=plan, shift=shift).select_related("place").order_by("number")


def stand_in(shift: Shift) -> Stand | None:
    """Where a post stands by that plan."""
    plan = newest(shift.room, nights.night_of(shift.starts_at, timezone.get_default_timezone()))
    return Stand.objects.filter(plan=plan, shift=shift).select_related("place").first()


def stops_of_round(plan: Plan, number: int) -> list[Stop]:
    """The stops of one round, in the order in which they are walked."""
    stops = plan.stops.filter(shift__work=Work.ROUND, shift__number=number)
    return list(stops.select_related("place", "shift__place").order_by("number"))


def arrivals_before(room: Room, night: date) -> dict[UUID, list[tuple[date, datetime]]]:
    """When each place was to be visited in the nights before, as it was sent: what somebody watching could have learnt."""
    since = night - timedelta(days=LOOKED_BACK_NIGHTS)
    found: dict[UUID, list[tuple[date, datetime]]] = {}
    stops = Stop.objects.filter(plan__room=room, plan__state=Plan.State.SENT, plan__night__gte=since)
    for place, when, at in stops.filter(plan__night__lt=night).values_list("place", "plan__night", "arrives_at"):
        found.setdefault(place, []).append((when, at))
    return found


def last_visits(room: Room, before: datetime) -> dict[UUID, datetime]:
    """When somebody was last at each place, by check-in."""
    here = CheckIn.objects.filter(place__room=room, at__lt=before)
    return dict(here.values_list("place").annotate(last=Max("at")).values_list("place", "last"))
