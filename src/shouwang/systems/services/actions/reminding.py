"""Reminders: papers that lie here, notices that do not hang, a year that is over, somebody to be asked whether it helped.

Each is told once. A notice says the number and the day, no person. A PC that was off on a day tells it on the next.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils import timezone

from shouwang.kernel.ground.queries import work_calendar
from shouwang.kernel.journal.actions import Subject
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.notices import actions as notices
from shouwang.kernel.notices.queries import audience
from shouwang.kernel.people.permissions import Permission
from shouwang.systems.services import lost_lifecycle as lifecycle
from shouwang.systems.services.models import HandOver, LostThing
from shouwang.systems.services.queries.lost import CHINA, standing

FIRST_HOUR = 7
# What was missed longer ago is no news; shorter than notices are kept, by whose keys nothing is told twice.
NEWS = timedelta(days=60)


def remind(*, now: datetime | None = None) -> int:
    """Tell of every day that has come; how many notices are new. Safe to run twice."""
    moment = now or timezone.now()
    here = moment.astimezone(CHINA)
    if here.hour < FIRST_HOUR:
        return 0
    due = [*_of_things(moment), *_of_handovers(here.date())]
    return sum(_tell(*one) for one in due if here.date() - one[2] <= NEWS)


def _of_things(now: datetime) -> Iterator[tuple[Matter, str, date]]:
    lying = (
        LostThing.objects.filter(stage__in=lifecycle.HELD)
        .select_related("matter__room", "matter__owner")
        .order_by("pk")
    )
    calendar = work_calendar()
    for thing in lying.iterator(chunk_size=200):
        stands = standing(thing, now, calendar)
        one = stands.deadline
        if one and (stands.today > one.day if one.key == "year" else stands.today >= one.day):
            yield thing.matter, one.key, one.day


def _of_handovers(today: date) -> Iterator[tuple[Matter, str, date]]:
    waiting = HandOver.objects.filter(helped="", ask_on__lte=today).select_related("matter__room", "matter__owner")
    for one in waiting.order_by("pk"):
        yield one.matter, "ask", one.ask_on


def _tell(matter: Matter, key: str, day: date) -> int:
    told = 0
    for account in [matter.owner] if matter.owner else audience(matter.room, Permission.SERVICE_WORK):
        made = notices.tell(
            key=f"services.remind:{matter.pk}:{key}:{day:%Y%m%d}",
            account=account,
            room=matter.room,
            template=f"services.remind.{key}",
            words={"number": matter.reference, "day": day.isoformat()},
            about=Subject("matter", str(matter.pk), matter.reference),
        )
        told += len(list(made))
    return told
