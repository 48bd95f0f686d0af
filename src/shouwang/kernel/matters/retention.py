"""What of a room's matters is past its time, before anything is emptied: counts and the oldest."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min, QuerySet

from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters.models import Attachment, Matter, Matters
from shouwang.kernel.matters.models.matter import KEPT_YEARS, years_before
from shouwang.kernel.people.models import Account, Person
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import rooms


@dataclass(frozen=True)
class Preview:
    """What would go tonight. `oldest` is when the oldest of them ended."""

    matters: int
    persons: int
    files: int
    oldest: datetime | None
    kept_since: datetime


def past_their_time(room: Room, now: datetime) -> Matters:
    """The room's matters that are due to be emptied, the oldest first."""
    return Matter.objects.filter(room=room).past_their_time(now).order_by("ended_at", "id")


def preview(viewer: Account, room: Room, now: datetime) -> Preview:
    """What emptying would take in the room; nothing for who may not erase there. Three queries."""
    due = past_their_time(room, now)
    if not rooms(viewer, Permission.PERSON_ERASE).filter(pk=room.pk).exists():
        due = due.none()
    told = due.order_by().aggregate(oldest=Min("ended_at"))
    return Preview(
        matters=due.count(),
        persons=persons_only_in(due).count(),
        files=Attachment.objects.filter(matter__in=due.order_by()).count(),
        oldest=told["oldest"],
        kept_since=years_before(now, KEPT_YEARS),
    )


def persons_only_in(matters: Matters) -> QuerySet[Person]:
    """Persons whose every matter is among these: with them they go too."""
    keys = matters.order_by().values("pk")
    elsewhere = Matter.objects.filter(reporter__isnull=False).exclude(pk__in=keys)
    here = Person.objects.filter(matters__in=keys, erased_at=None)
    return here.exclude(pk__in=elsewhere.values("reporter")).distinct()
