"""When volunteers can come: every week, for once, and what they wish. The desk writes it down, or their own phone."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time

from django.core.exceptions import PermissionDenied
from django.db import transaction

from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Actor, Subject
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor, may
from shouwang.systems.patrol.models import Availability, OneOff, Volunteer, Wish
from shouwang.systems.patrol.models.volunteers import FROM_A_PHONE, LONGEST_AWAY
from shouwang.systems.patrol.volunteering import Weekly

MOST_AHEAD = 60  # times for once that are kept of one volunteer


class TooMany(Exception):
    """More than MOST_AHEAD times for once."""


@dataclass(frozen=True)
class Wishes:
    """All that somebody wishes; what is not said is not wished."""

    beside: Collection[Volunteer] = ()
    not_before: time | None = None
    not_after: time | None = None
    at_most: int | None = None


@transaction.atomic
def set_week(*, by: Account | Volunteer, volunteer: Volunteer, week: Collection[Weekly]) -> None:
    """When they are free in any week, in place of what was said before. Raises PermissionDenied."""
    who = _who(by, volunteer)
    volunteer.availabilities.all().delete()
    Availability.objects.bulk_create(
        Availability(volunteer=volunteer, weekday=one.weekday, starts=one.starts, ends=one.ends) for one in set(week)
    )
    _note(who, "patrol.week_set", volunteer)


@transaction.atomic
def add_one_off(
    *, by: Account | Volunteer, volunteer: Volunteer, starts_at: datetime, ends_at: datetime, is_free: bool = False
) -> OneOff:
    """Away for once, or free after all. Turns they are in stay: they say themselves if they can't come.

    Raises PermissionDenied, TooMany, ValueError for no time at all or more than LONGEST_AWAY.
    """
    if not starts_at < ends_at <= starts_at + LONGEST_AWAY:
        raise ValueError("from one moment to a later one, within a year")
    who = _who(by, volunteer)
    if volunteer.one_offs.filter(ends_at__gt=starts_at).count() >= MOST_AHEAD:
        raise TooMany
    made = OneOff.objects.create(volunteer=volunteer, is_free=is_free, starts_at=starts_at, ends_at=ends_at)
    _note(who, "patrol.one_off_added", volunteer)
    return made


@transaction.atomic
def drop_one_off(*, by: Account | Volunteer, one_off: OneOff) -> None:
    """It is as every week after all. Raises PermissionDenied."""
    who = _who(by, one_off.volunteer)
    one_off.delete()
    _note(who, "patrol.one_off_dropped", one_off.volunteer)


@transaction.atomic
def set_wishes(*, by: Account | Volunteer, volunteer: Volunteer, wishes: Wishes) -> None:
    """What they wish, in place of what was said before. Raises PermissionDenied."""
    who = _who(by, volunteer)
    kinds = Wish.Kind
    wanted = [Wish(kind=kinds.BESIDE, beside=other) for other in wishes.beside if other.pk != volunteer.pk]
    if wishes.not_before is not None:
        wanted.append(Wish(kind=kinds.NOT_BEFORE, hour=wishes.not_before))
    if wishes.not_after is not None:
        wanted.append(Wish(kind=kinds.NOT_AFTER, hour=wishes.not_after))
    if wishes.at_most is not None:
        wanted.append(Wish(kind=kinds.AT_MOST, times=wishes.at_most))
    volunteer.wishes.all().delete()
    for wish in wanted:
        wish.volunteer = volunteer
    Wish.objects.bulk_create(wanted)
    _note(who, "patrol.wishes_set", volunteer)


def _who(by: Account | Volunteer, volunteer: Volunteer) -> Actor:
    if isinstance(by, Account):
        if not may(by, Permission.VOLUNTEER_MANAGE, volunteer.room):
            raise PermissionDenied(Permission.VOLUNTEER_MANAGE)
        return actor(by)
    if by.pk != volunteer.pk or by.left_at is not None:
        raise PermissionDenied("only they themselves")
    return Actor(str(by.pk), FROM_A_PHONE)


def _note(by: Actor, verb: str, volunteer: Volunteer) -> None:
    # By number only, and not what was said: when somebody is away is nobody else's affair for three years.
    of = Subject("volunteer", str(volunteer.pk))
    journal.record(by=by, verb=verb, of=of, room=volunteer.room_id)
