"""Giving matters out of the house: written down first, with the reason and the number."""

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Subject
from shouwang.kernel.matters import lifecycle
from shouwang.kernel.matters.models import Matters
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor, rooms


@dataclass(frozen=True)
class Release:
    """How many matters go out, and of which rooms the reporters may go with them."""

    count: int
    reporter_rooms: frozenset[UUID]


@transaction.atomic
def release(*, by: Account, matters: Matters, shape: str, reason: str, with_reporters: bool = False) -> Release:
    """Write down that these matters are given out: one record in each room they belong to.

    Raises PermissionDenied where one of the rooms (or no room) lets the account export, lifecycle.Missing
    without a reason. Reporters go along only from rooms where the account may see them.
    """
    if not reason.strip():
        raise lifecycle.Missing("export", ("reason",))
    counts = dict(matters.order_by().values_list("room").annotate(Count("pk")))
    allowed = set(rooms(by, Permission.MATTER_EXPORT).values_list("pk", flat=True))
    if not allowed or not set(counts) <= allowed:
        raise PermissionDenied(Permission.MATTER_EXPORT)
    named = rooms(by, Permission.REPORTER_SEE).filter(pk__in=counts).values_list("pk", flat=True)
    reporter_rooms = frozenset(named) if with_reporters else frozenset()
    for room in Room.objects.filter(pk__in=counts).order_by("pk"):
        reporters = "with reporters" if room.pk in reporter_rooms else "without reporters"
        journal.record(
            by=actor(by),
            verb="matter.exported",
            of=Subject("room", str(room.pk), room.code),
            room=room.pk,
            detail=f"{shape}, {counts[room.pk]}, {reporters}: {reason.strip()[:300]}",
        )
    return Release(sum(counts.values()), reporter_rooms)
