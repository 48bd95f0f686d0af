"""Questions about the room's messages: what a phone shows, what was sent, how many phones have read it."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from shouwang.kernel.ground.models import Room
from shouwang.kernel.people.models import Account, Device, Person
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import rooms
from shouwang.systems.watch.models import Group, Member, Message, MessageRead
from shouwang.systems.watch.models.messages import MESSAGES_KEPT
from shouwang.systems.watch.models.messages import MOST_LETTERS as MOST_LETTERS

SHOWN_TO_PHONES = 100


def messages_for(person: Person) -> list[Message]:
    """What this person's phones show: to their groups and to all, since they joined; newest first, not taken back."""
    now_in = Member.objects.filter(person=person, left_at=None, group__is_active=True)
    joined = list(now_in.values_list("group_id", "joined_at"))
    if not joined:
        return []
    reach = Q(group=None, sent_at__gte=min(since for _group, since in joined))
    for group, since in joined:
        reach |= Q(group=group, sent_at__gte=since)
    since = timezone.now() - MESSAGES_KEPT
    found = Message.objects.filter(reach, room=person.room_id, taken_back_at=None, sent_at__gt=since)
    return list(found.order_by("-sent_at", "-id")[:SHOWN_TO_PHONES])


def messages(viewer: Account, room: Room) -> QuerySet[Message]:
    """What was sent, newest first, for those who look after the groups."""
    managed = rooms(viewer, Permission.WATCH_MANAGE).filter(pk=room.pk)
    return Message.objects.filter(room__in=managed).select_related("group", "room").order_by("-sent_at", "-id")


def message_of(viewer: Account, key: UUID) -> Message | None:
    """One message, for those who look after its room's groups."""
    managed = rooms(viewer, Permission.WATCH_MANAGE)
    return Message.objects.select_related("group", "room__station").filter(room__in=managed, pk=key).first()


def phones(room: Room, group: Group | None = None, joined_by: datetime | None = None) -> QuerySet[Device]:
    """The phones in use in a group, or in all groups of the room; of those who had joined by then."""
    now_in = Member.objects.filter(left_at=None, group__is_active=True, group__room=room)
    if joined_by:
        now_in = now_in.filter(joined_at__lte=joined_by)
    people = (now_in.filter(group=group) if group else now_in).values("person")
    return Device.objects.filter(person__in=people, person__erased_at=None, revoked_at=None)


def read_by(message: Message) -> tuple[int, int]:
    """On how many of the phones that can show it, it was read: 7 of 12. Never which."""
    here = phones(message.room, message.group, joined_by=message.sent_at)
    read = MessageRead.objects.filter(message=message, device__in=here.values("pk"))
    return read.count(), here.count()
