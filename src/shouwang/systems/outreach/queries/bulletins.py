"""Questions about bulletins."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from shouwang.kernel.ground.models import Room
from shouwang.kernel.people.models import Account, Appointment
from shouwang.kernel.people.permissions import Permission, roles_with
from shouwang.kernel.people.queries import rooms
from shouwang.systems.outreach import redacting
from shouwang.systems.outreach.models import Bulletin

ARCHIVE = timedelta(days=90)


def on_the_wall(room: Room, now: datetime) -> QuerySet[Bulletin]:
    """What everybody may read in the room at that moment, newest first."""
    released = Bulletin.objects.filter(room=room, state=Bulletin.State.RELEASED, released_at__lte=now)
    hanging = released.filter(Q(expires_at=None) | Q(expires_at__gt=now)).select_related("room", "audio")
    return hanging.order_by("-released_at", "-id")


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


def shown(room: Room, now: datetime) -> QuerySet[Bulletin]:
    """What hung on the wall in the last 90 days and is over; what was taken down is shown no more."""
    out = Bulletin.objects.filter(room=room, released_at__lte=now, released_at__gt=now - ARCHIVE)
    over = out.filter(state__in=(Bulletin.State.RELEASED, Bulletin.State.EXPIRED), expires_at__lte=now)
    return over.select_related("room").order_by("-released_at", "-id")


def public(room: Room, short: str) -> Bulletin | None:
    """The one of that short name if it was ever released; a draft is nobody's to see."""
    found = Bulletin.objects.filter(room=room, short=short.lower(), released_at__isnull=False)
    return found.select_related("room__station", "audio").first()


def by_short(short: str) -> Bulletin | None:
    """The one of that short name, in whichever room, if it was ever released."""
    return Bulletin.objects.filter(short=short.lower(), released_at__isnull=False).select_related("room").first()


def alerts(room: Room, now: datetime) -> QuerySet[Bulletin]:
    """What is told to other programs as an alert: urgent notices of the room and warnings passed on, of the last 90 days,
    those over and taken down too, because a program must hear that an alert is over."""
    urgent = Bulletin.objects.filter(Q(kind=Bulletin.Kind.WARNING) | Q(is_urgent=True), room=room)
    hangs = Q(state=Bulletin.State.RELEASED)
    out = urgent.filter(hangs | Q(changed_at__gt=now - ARCHIVE), released_at__lte=now)
    return (
        out.select_related("room__station", "updates__room", "audio")
        .prefetch_related("updated_by")
        .order_by("-changed_at", "-id")
    )


def looks_personal(bulletin: Bulletin) -> list[str]:
    """What in its words looks personal and is not passed yet."""
    whole = "\n".join((bulletin.title, bulletin.text, bulletin.title_en, bulletin.text_en))
    passed = set(bulletin.passed.values_list("said", flat=True))
    return [said for said in redacting.findings(whole, own_phone=bulletin.room.phone) if said[:60] not in passed]
