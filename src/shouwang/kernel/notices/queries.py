"""Questions to the outbox: what reached me, what reached nobody, whom to tell."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from shouwang.kernel.ground.models import Room
from shouwang.kernel.notices.models import Delivery, Notice, Robot, State, Trouble, Webhook
from shouwang.kernel.people.models import Account, Appointment
from shouwang.kernel.people.permissions import SEES_WHOLE_ROOM, Permission, roles_with
from shouwang.kernel.people.queries import may, on_duty, rooms
from shouwang.kernel.people.sealed import lookup


def inbox(viewer: Account) -> QuerySet[Notice]:
    """The viewer's own in-app notices, newest first."""
    mine = Notice.objects.filter(account=viewer, channel=Notice.By.APP, state=State.SENT)
    return mine.order_by("-sent_at", "-id")


def unread_count(viewer: Account) -> int:
    """How many of them the viewer has not read."""
    return inbox(viewer).filter(read_at=None).count()


def is_told_of(viewer: Account, about: str) -> bool:
    """Whether something the viewer has not read yet is about this."""
    return inbox(viewer).filter(read_at=None, about_id=about).exists()


def told(key: str) -> list[Account]:
    """Who of those who work here was told under this key (`actions.tell`), each once, by name."""
    return list(Account.objects.filter(notices__key__startswith=f"{key}:").distinct().order_by("name", "pk"))


def is_told(room: Room, endpoint: str, now: datetime) -> bool:
    """Whether the browser with this address is told of what is urgent in the room."""
    return room.phones.filter(endpoint_lookup=lookup(endpoint), expires_at__gt=now).exists()


@dataclass(frozen=True)
class Reached:
    """How many notices about one thing went out of the house, still wait, were called back in time, or reached nobody."""

    sent: int
    waiting: int
    over: int
    lost: int


def reached(kind: str, key: str, *, by: Collection[str] = ()) -> Reached:
    """Of what was told of this, outside the program; `by` these channels alone."""
    told = Notice.objects.filter(about_kind=kind, about_id=key).exclude(channel=Notice.By.APP)
    told = told.filter(channel__in=by) if by else told
    is_over = Q(state=State.BURIED, trouble=Trouble.OVER)
    is_lost = Q(state__in=(State.DEAD, State.BURIED)) & ~is_over
    return Reached(**told.aggregate(
        sent=Count("pk", filter=Q(state=State.SENT)),
        waiting=Count("pk", filter=Q(state__in=(State.WAITING, State.SENDING))),
        over=Count("pk", filter=is_over),
        lost=Count("pk", filter=is_lost),
    ))  # fmt: skip


def about_matters(matters: Collection[UUID]) -> QuerySet[Notice]:
    """What was written about these matters, to whomever: sent, waiting or dead."""
    return Notice.objects.filter(about_kind="matter", about_id__in=[str(key) for key in matters])


def dead(viewer: Account) -> QuerySet[Notice]:
    """Notices that reached nobody, in the rooms whose notices the viewer tends; newest first. What they say
    and to whom is not loaded: a technician tends them and sees no matters."""
    tended = rooms(viewer, Permission.NOTICE_TEND)
    lost = Notice.objects.filter(state=State.DEAD, room__in=tended).select_related("room", "robot")
    return lost.defer("subject", "body", "address_sealed").order_by("-created_at", "-id")


def dead_count() -> int:
    """Of all rooms, notices and deliveries; for the machine's own state."""
    return Notice.objects.filter(state=State.DEAD).count() + Delivery.objects.filter(state=State.DEAD).count()


def robots(viewer: Account, room: Room) -> QuerySet[Robot]:
    """The room's groups outside, for those who tend its notices."""
    return Robot.objects.filter(room__in=rooms(viewer, Permission.NOTICE_TEND).filter(pk=room.pk)).order_by("name")


def webhooks(viewer: Account) -> QuerySet[Webhook]:
    """Webhooks of the rooms whose notices the viewer tends, and the viewer's own."""
    tended = rooms(viewer, Permission.NOTICE_TEND)
    return Webhook.objects.filter(Q(room__in=tended) | Q(created_by=viewer)).order_by("created_at")


def deliveries(viewer: Account) -> QuerySet[Delivery]:
    """The log of those webhooks, newest first."""
    log = Delivery.objects.filter(webhook__in=webhooks(viewer)).select_related("webhook")
    return log.order_by("-created_at", "-id")


def hooks_for(room: Room, event: str) -> list[Webhook]:
    """Who is told of an event in the room. A webhook of all rooms reaches as far as its owner does today."""
    active = Webhook.objects.filter(Q(room=room) | Q(room=None), is_active=True).select_related("created_by")
    return [
        webhook
        for webhook in active.order_by("id")
        if webhook.wants(event) and (webhook.room_id or may(webhook.created_by, Permission.NOTICE_TEND, room))
    ]


def audience(
    room: Room, permission: Permission, at: datetime | None = None, *, besides: str = "", is_trusted: bool = False
) -> list[Account]:
    """Whom to tell of something in the room: those on duty who hold the permission; when nobody on duty does,
    all of the room who do; when the room has none, those of its station. Only who can open it is told, and not
    the actor `besides`. `is_trusted`: only who may see reporters, because others can't open it."""
    reach = Q(room=room) | Q(station=room.station_id) | Q(county__stations=room.station_id)
    roles = roles_with(permission) & SEES_WHOLE_ROOM
    if is_trusted:
        roles &= roles_with(Permission.REPORTER_SEE)
    holders = Appointment.objects.filter(reach, role__in=roles, account__is_active=True)
    by_age = holders.select_related("account").order_by("account__created_at")
    held = [one for one in by_age if str(one.account_id) != besides]
    present = set(on_duty(room, at).values_list("pk", flat=True))
    for chosen in (
        [one.account for one in held if one.account_id in present],
        [one.account for one in held if one.room_id],
        [one.account for one in held if one.station_id],
    ):
        if chosen:
            return list(dict.fromkeys(chosen))
    return []
