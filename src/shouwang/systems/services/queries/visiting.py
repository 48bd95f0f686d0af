"""When somebody visits, and what for."""

from datetime import date, time
from uuid import UUID

from django.db.models import QuerySet

from shouwang.kernel.ground.models import Room
from shouwang.kernel.ground.queries import work_calendar
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import working
from shouwang.lib.clock import Spans
from shouwang.systems.services import visiting
from shouwang.systems.services.models import VisitingDay, VisitingHours, VisitingRules, VisitPurpose

Sort = VisitPurpose.Sort


def rules(room: Room) -> VisitingRules:
    """The room's, or those assumed where nobody said anything."""
    return VisitingRules.objects.filter(room=room).first() or VisitingRules(room=room)


def purposes(room: Room, *, all_of: bool = False) -> QuerySet[VisitPurpose]:
    """What one can be visited for, in the room's order."""
    found = VisitPurpose.objects.filter(room=room).order_by("place", "name")
    return found if all_of else found.filter(is_offered=True)


def purpose_for(room: Room, errand: str) -> VisitPurpose | None:
    """What to be visited for when that errand of the catalogue can't be done at the room; None where it isn't offered."""
    sort = VisitPurpose.Sort.CARD if errand.startswith("card_") else VisitPurpose.Sort.PAPERS
    return purposes(room).filter(sort=sort).first()


def purpose_of(room: Room, key: UUID) -> VisitPurpose | None:
    return VisitPurpose.objects.filter(room=room, pk=key).first()


def visitors(room: Room) -> QuerySet[Account]:
    """Who has hours for visits there and still works on services in the room."""
    here = VisitingHours.objects.filter(room=room).values("account")
    return working(room, Permission.SERVICE_WORK).filter(pk__in=here).order_by("name", "pk")


def is_bookable(room: Room) -> bool:
    """Whether anybody can book at all: there is a purpose, and somebody has hours."""
    return purposes(room).exists() and visitors(room).exists()


def hours(room: Room) -> list[VisitingHours]:
    """By officer and weekday."""
    return list(
        VisitingHours.objects.filter(room=room).select_related("account").order_by("account__name", "weekday", "opens")
    )


def days(room: Room, since: date) -> list[VisitingDay]:
    """The days from then on that are not as usual."""
    found = VisitingDay.objects.filter(room=room, date__gte=since).select_related("account")
    return list(found.order_by("date", "account__name"))


def day_of(room: Room, key: UUID) -> VisitingDay | None:
    return VisitingDay.objects.filter(room=room, pk=key).select_related("account").first()


def hours_on(room: Room, account: Account, day: date) -> Spans:
    """When somebody is out on visits that day: what was said of the day, else as usual and not on holidays."""
    said = VisitingDay.objects.filter(room=room, account=account, date=day).first()
    if said:
        return () if said.is_off else ((said.opens or time(), said.closes or time()),)
    week: dict[int, Spans] = {}
    for one in VisitingHours.objects.filter(room=room, account=account).order_by("weekday", "opens"):
        week[one.weekday] = (*week.get(one.weekday, ()), (one.opens, one.closes))
    return visiting.usual(work_calendar(), week, day)
