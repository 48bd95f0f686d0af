"""Looking for more than usual after a report and once a day, telling of it once, and what the officer makes of it."""

import logging
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from shouwang.kernel.ground.models import Room
from shouwang.kernel.ground.queries import nearest_place
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import SYSTEM, Actor, Subject
from shouwang.kernel.matters import kinds
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.notices import actions as notices
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor, may, on_duty
from shouwang.lib.coordinates import distance_m
from shouwang.systems.watch import warning
from shouwang.systems.watch.models import EarlyWarning, Night
from shouwang.systems.watch.models.warnings import WARNINGS_KEPT
from shouwang.systems.watch.queries import KIND, landmarks, located, looks_on, positions
from shouwang.systems.watch.warning import Centre, Cluster, Event

log = logging.getLogger(__name__)

WINDOW_DAYS = 365
SAME_M = 400  # a cluster this near to one that was told of, of the same kind, is that one grown
SAME_DAYS = timedelta(days=14)
GROWN = 1.5  # times as many as when it was decided on: then it is told of again


def look(*, room: Room, now: datetime, at_night: bool) -> list[EarlyWarning]:
    """Scan the room's reports up to the day of `now`; write and tell what is striking and new. Twice is once.

    The room is told at the level of `warning.level`, so that a night with an alarm for nothing stays under one in a hundred.
    The scan takes a second in a busy room: call it outside a transaction, or every other writer waits for it.
    """
    today = timezone.localtime(now).date()
    level = warning.level(looks_on(room, today), at_night=at_night)
    if level <= 0 or room.latitude is None or room.longitude is None:
        return []
    found = warning.scan(
        _events(room, today),
        today=today,
        window_days=WINDOW_DAYS,
        seed=today.toordinal(),
        up_to=level,
        places=_centres(room),
    )
    origin = (room.latitude, room.longitude)
    return [one for cluster in found if (one := _told(room, cluster, origin, now))]


def look_at_nights(*, now: datetime) -> int:
    """The look of every day that is over and has none yet, the latest only; how many rooms. A room's PC is off at night."""
    day = timezone.localtime(now).date() - timedelta(days=1)
    waiting = Room.objects.exclude(pk__in=Night.objects.filter(day=day).values("room"))
    for room in waiting.order_by("code"):
        try:
            _night(room, day, now)
        except Exception:  # one room's must not keep the others waiting
            log.exception("look at the night of %s", room.code)
    return len(waiting)


@transaction.atomic
def act(*, by: Account, warned: EarlyWarning, decision: str) -> None:
    """What the room does about it. Raises PermissionDenied, ValueError without words or when it was decided before."""
    _decide(by, warned, EarlyWarning.State.ACTED, decision)


@transaction.atomic
def dismiss(*, by: Account, warned: EarlyWarning, reason: str) -> None:
    """Why it means nothing. Raises PermissionDenied, ValueError without words or when it was decided before."""
    _decide(by, warned, EarlyWarning.State.DISMISSED, reason)


def forget_old(*, now: datetime) -> int:
    """Delete warnings and evenings past their time; how many warnings."""
    Night.objects.filter(day__lt=(now - WARNINGS_KEPT).date()).delete()
    return EarlyWarning.objects.filter(found_at__lt=now - WARNINGS_KEPT).delete()[1].get("watch.EarlyWarning", 0)


def _night(room: Room, day: date, now: datetime) -> None:
    evening = timezone.make_aware(datetime.combine(day, time(23, 59)))
    told = look(room=room, now=evening, at_night=True)
    Night.objects.get_or_create(room=room, day=day, defaults={"looked_at": now, "told": len(told)})


def _events(room: Room, today: date) -> list[Event]:
    """The newest of the window: a room with very many looks less far back."""
    found = sorted(located(room, today - timedelta(days=WINDOW_DAYS), today), key=lambda one: one.day)
    return [Event(str(one.key), one.topic, one.day, *one.metres) for one in found[-warning.MOST :]]


def _centres(room: Room) -> list[Centre]:
    """The room's named places and the middles of its grids: circles are drawn around them too."""
    return [Centre(one.key, *one.metres) for one in landmarks(room)]


@transaction.atomic
def _told(room: Room, cluster: Cluster, origin: tuple[float, float], now: datetime) -> EarlyWarning | None:
    """Write it down and tell; None when the same was told of before, which then grows by what is new."""
    matters = Matter.objects.filter(pk__in=[UUID(key) for key in cluster.keys])
    latitude, longitude = positions(origin, cluster.x, cluster.y)
    if before := _before(room, cluster, (latitude, longitude), now):
        if before.state == EarlyWarning.State.OPEN:
            EarlyWarning.objects.filter(pk=before.pk).update(**_counted(cluster))
        before.reports.add(*matters)
        return None
    near = nearest_place(room, latitude, longitude)
    made = EarlyWarning.objects.create(
        room=room,
        topic=cluster.kind or "",
        where=near[0].name if near else room.name,
        latitude=latitude,
        longitude=longitude,
        found_at=now,
        **_counted(cluster),
    )
    made.reports.add(*matters)
    _note(SYSTEM, "watch.warned", made)
    _tell(made)
    return made


def _counted(cluster: Cluster) -> dict[str, Any]:
    return {
        "radius_m": max(round(cluster.radius_m), 1),
        "days": cluster.days,
        "observed": cluster.observed,
        "expected": cluster.expected,
        "p": cluster.p,
    }


def _before(room: Room, cluster: Cluster, here: tuple[float, float], now: datetime) -> EarlyWarning | None:
    """What was told of there lately, unless it was decided and half as many again have come since."""
    recent = EarlyWarning.objects.filter(room=room, topic=cluster.kind or "", found_at__gt=now - SAME_DAYS)
    return next(
        (
            one
            for one in recent.order_by("-found_at")
            if distance_m((one.latitude, one.longitude), here) <= SAME_M
            and (one.state == EarlyWarning.State.OPEN or cluster.observed < GROWN * one.observed)
        ),
        None,
    )


def _tell(made: EarlyWarning) -> None:
    topic = str(kinds.topic_name(KIND, made.topic)) if made.topic else ""
    words = {"where": made.where, "topic": topic, "observed": str(made.observed), "days": str(made.days)}
    about = Subject("watch_warning", str(made.pk), made.where)
    for account in on_duty(made.room):
        notices.tell(
            key=f"watch.warned:{made.pk}",
            account=account,
            room=made.room,
            template="watch.warned",
            words=words,
            about=about,
        )


def _decide(by: Account, warned: EarlyWarning, state: str, words: str) -> None:
    if not may(by, Permission.MATTER_ACCEPT, warned.room):
        raise PermissionDenied(Permission.MATTER_ACCEPT)
    current = EarlyWarning.objects.select_for_update(of=("self",)).get(pk=warned.pk)
    if current.state != EarlyWarning.State.OPEN or not words.strip():
        raise ValueError("decided before, or no words")
    current.state, current.decision = state, words.strip()[:200]
    current.decided_at, current.decided_by = timezone.now(), by.name[:80]
    current.save()
    _note(actor(by), f"watch.warning_{state}", current, current.decision)


def _note(by: Actor, verb: str, made: EarlyWarning, detail: str = "") -> None:
    of = Subject("watch_warning", str(made.pk), made.where)
    journal.record(by=by, verb=verb, of=of, room=made.room_id, detail=detail)
