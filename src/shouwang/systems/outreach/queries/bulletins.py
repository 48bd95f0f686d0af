"""Questions about bulletins."""

from datetime import datetime

from django.db.models import Q, QuerySet

from shouwang.kernel.ground.models import Room
from shouwang.kernel.people.models import Account, Appointment
from shouwang.kernel.people.permissions import Permission, roles_with
from shouwang.kernel.people.queries import rooms
from shouwang.systems.outreach.models import Bulletin


def on_the_wall(room: Room, now: datetime) -> QuerySet[Bulletin]:
    """What everybody may read in the room at that moment, newest first."""
    released = Bulletin.objects.filter(room=room, state=Bulletin.State.RELEASED, released_at__lte=now)
    return released.filter(Q(expires_at=None) | Q(expires_at__gt=now)).order_by("-released_at", "-id")


def bulletins(viewer: Account, room: Room) -> QuerySet[Bulletin]:
    """Every bulletin of the room, drafts too, for those who write them; newest first."""
    written = rooms(viewer, Permission.BULLETIN_WRITE).filter(pk=room.pk)
    return Bulletin.objects.filter(room__in=written).select_related("written_by", "released_by").order_by("-id")


def others_who_release(room: Room, account: Account) -> QuerySet[Account]:
    """Who besides the account could release a bulletin of the room: the second pair of eyes."""
    return who_release(room).exclude(pk=account.pk)


def who_release(room: Room) -> QuerySet[Account]:
    """Whoever may release what goes out in the room."""
    reach = Q(room=room) | Q(station=room.station_id) | Q(county=room.station.county_id)
    holders = Appointment.objects.filter(reach, role__in=roles_with(Permission.BULLETIN_RELEASE))
    return Account.objects.filter(pk__in=holders.values("account"), is_active=True).order_by("name")
