"""What the patrols forget by themselves, and what of it stays: counts of a month, which name nobody."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import SYSTEM, Subject
from shouwang.systems.patrol.models import OldMonth, Shift, Turn
from shouwang.systems.patrol.queries.forgetting import expired
from shouwang.systems.patrol.queries.standing import MISSED, Fate, standing
from shouwang.systems.patrol.queries.turns import served

MINUTE = timedelta(minutes=1)
AT_ONCE = 200  # shifts in one transaction, so that nobody waits long for the lock
Counts = dict[str, int]


def forget_old(*, now: datetime) -> dict[str, int]:
    """Delete or empty what is past its time; how many of each that had any. Safe to run twice, and told in the journal."""
    gone = {"tracks": 0, "positions": 0, "shifts": 0, "plans": 0, "one-offs": 0}
    while some := _some_shifts(now):
        gone["shifts"] += some
    with transaction.atomic():
        due = expired(now)
        gone["positions"] = due["positions"].update(latitude=None, longitude=None, accuracy=None)
        for name in ("tracks", "plans", "one-offs"):
            label = due[name].model._meta.label
            gone[name] = due[name].delete()[1].get(label, 0)
        gone = {name: number for name, number in gone.items() if number}
        if gone:
            detail = ", ".join(f"{name} {number}" for name, number in gone.items())
            journal.record(by=SYSTEM, verb="patrol.forgotten", of=Subject("patrols", ""), detail=detail, at=now)
    return gone


@transaction.atomic
def _some_shifts(now: datetime) -> int:
    """The oldest shifts past their time: counted into their months, then deleted with all that hangs on them."""
    due = expired(now)["shifts"].order_by("starts_at", "pk").prefetch_related("turns")
    shifts: list[Shift] = list(due.select_for_update(of=("self",))[:AT_ONCE])
    months: dict[tuple[UUID, date], Counts] = defaultdict(lambda: defaultdict(int))
    for shift in shifts:
        month = months[shift.room_id, _month(shift.starts_at)]
        fate = standing(shift, shift.turns.all()).fate
        month["held"] += fate in (Fate.HELD, Fate.LATE)
        month["late"] += fate == Fate.LATE
        month["missed"] += fate in MISSED
        month["called_off"] += fate == Fate.CALLED_OFF
    for turn in served(Turn.objects.filter(shift__in=shifts)).select_related("shift"):
        if turn.began_at and turn.ended_at:
            month = months[turn.shift.room_id, _month(turn.began_at)]
            month["person_times"] += 1
            month["minutes"] += (turn.ended_at - turn.began_at) // MINUTE
    for (room, first), counts in months.items():
        _add(room, first, counts)
    Shift.objects.filter(pk__in=[shift.pk for shift in shifts]).delete()
    return len(shifts)


def _add(room: UUID, first: date, counts: Counts) -> None:
    month, _made = OldMonth.objects.select_for_update(of=("self",)).get_or_create(room_id=room, first=first)
    for name, number in counts.items():
        setattr(month, name, getattr(month, name) + number)
    month.save()


def _month(moment: datetime) -> date:
    return timezone.localtime(moment).date().replace(day=1)
