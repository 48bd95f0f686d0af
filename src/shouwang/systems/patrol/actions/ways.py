"""Ways out of files: taken over as they were looked at, and taken out again. Rounds given out as files."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction

from shouwang.kernel.ground import actions as ground
from shouwang.kernel.ground.models import Room, WayImport
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Subject
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor, may
from shouwang.systems.patrol.actions.nights import require
from shouwang.systems.patrol.models import Plan
from shouwang.systems.patrol.surveying import Found, metres_of


def take_over(*, by: Account, room: Room, found: Sequence[Found], sorts: set[str]) -> WayImport:
    """Draw what the files hold. Raises PermissionDenied, BadShape."""
    require(by, room)
    ways = [
        ground.NewWay(
            kind=one.line.kind,
            geometry={"type": "LineString", "coordinates": one.line.points.tolist()},
            name=one.line.name,
            level=one.line.level,
            is_gated=one.line.gated,
            walks=one.walks,
        )
        for one in found
    ]
    sort = next(iter(sorts)) if len(sorts) == 1 else WayImport.Sort.SEVERAL
    metres = sum(metres_of(one.line) for one in found)
    return ground.bring_ways(by=actor(by), room=room, sort=sort, metres=metres, ways=ways)


def drop(*, by: Account, brought: WayImport) -> int:
    """Take out again what came in together. Returns how many ways went. Raises PermissionDenied."""
    require(by, brought.room)
    return ground.drop_ways(by=actor(by), brought=brought)


@transaction.atomic
def note_round(*, by: Account, plan: Plan, number: int) -> None:
    """Write down that a round went out as a file: whoever has it knows where somebody will be when.

    Raises PermissionDenied.
    """
    if not may(by, Permission.PATROL_SEE, plan.room_id):
        raise PermissionDenied(Permission.PATROL_SEE)
    of = Subject("patrol_plan", str(plan.pk), plan.night.isoformat())
    journal.record(by=actor(by), verb="patrol.round_given_out", of=of, room=plan.room_id, detail=str(number))
