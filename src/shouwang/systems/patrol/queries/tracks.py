"""Questions about tracks: who agreed to be located, where a turn led."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import rooms
from shouwang.kernel.people.sealed import digest
from shouwang.systems.patrol.models import TrackerKey, TrackPoint, Turn, Volunteer

TRACK = "patrol.track"


def agreed(volunteer: Volunteer) -> bool:
    """Whether they agreed to be located while they are in a shift, and did not take it back."""
    return agreed_since(volunteer) is not None


def agreed_since(volunteer: Volunteer) -> datetime | None:
    """Since when the consent that stands holds: nothing from before it may be kept."""
    standing = volunteer.person.consents.filter(purpose=TRACK, withdrawn_at=None).order_by("given_at")
    return standing.values_list("given_at", flat=True).first()


def walker_with(secret: str) -> Volunteer | None:
    """Whose program has this key, as long as they walk for the room and agree."""
    found = Volunteer.objects.select_related("person", "room").filter(tracker_key__digest=digest(secret), left_at=None)
    volunteer = found.filter(person__erased_at=None).first() if secret else None
    return volunteer if volunteer and agreed(volunteer) else None


def tracker_since(volunteer: Volunteer) -> datetime | None:
    """Since when they have a key for such a program."""
    return TrackerKey.objects.filter(volunteer=volunteer).values_list("made_at", flat=True).first()


def tracked_turn(viewer: Account, key: UUID) -> Turn | None:
    """A turn whose way may be looked at, for those who look after its volunteer."""
    managed = rooms(viewer, Permission.VOLUNTEER_MANAGE)
    turns = Turn.objects.select_related("shift__room__station", "volunteer__person")
    return turns.filter(shift__room__in=managed, volunteer__isnull=False, pk=key).first()


def track(turn: Turn) -> Sequence[TrackPoint]:
    """Where they were, in order of time. Whoever shows it to somebody journals it first: actions.tracks.look."""
    return list(turn.track.order_by("at"))
