"""Verbs of the room's messages to the watch net: write, take back; and the phone's: read."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Actor, Subject
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor, may
from shouwang.systems.watch.models import Group, Message, MessageRead
from shouwang.systems.watch.models.messages import MESSAGES_KEPT, MOST_LETTERS
from shouwang.systems.watch.queries.groups import Holder
from shouwang.systems.watch.queries.messages import messages_for


@transaction.atomic
def write(*, by: Account, room: Room, text: str, group: Group | None = None) -> Message:
    """Write to a group of the room, or to all. Raises PermissionDenied, ValueError for no words, too many, a strange group."""
    _require(by, room)
    said = text.strip()
    if not 0 < len(said) <= MOST_LETTERS:
        raise ValueError("no words, or too many")
    if group is not None and (group.room_id != room.pk or not group.is_active):
        raise ValueError("a group of another room, or one that is no more")
    who = actor(by)
    made = Message.objects.create(room=room, group=group, text=said, sent_by=who.label[:80], sent_at=timezone.now())
    _note(who, "watch.message_sent", made)
    return made


@transaction.atomic
def take_back(*, by: Account, message: Message) -> None:
    """No phone shows it any more once it has asked again. Twice is once. Raises PermissionDenied."""
    _require(by, message.room)
    if Message.objects.filter(pk=message.pk, taken_back_at=None).update(taken_back_at=timezone.now()):
        _note(actor(by), "watch.message_taken_back", message)


@transaction.atomic
def read(*, held: Holder, ids: Collection[UUID]) -> int:
    """A phone has shown these; how many of them it may see. Others are passed over, for a phone may come late.

    Each phone counts once. No journal: it would say when somebody looked at their phone.
    """
    seen = [one for one in messages_for(held.person) if one.pk in ids]
    MessageRead.objects.bulk_create(
        [MessageRead(message=one, device=held.device) for one in seen], ignore_conflicts=True
    )
    return len(seen)


def forget_old(*, now: datetime) -> int:
    """Delete messages past their time; how many."""
    return Message.objects.filter(sent_at__lt=now - MESSAGES_KEPT).delete()[1].get("watch.Message", 0)


def _require(by: Account, room: Room) -> None:
    if not may(by, Permission.WATCH_MANAGE, room):
        raise PermissionDenied(Permission.WATCH_MANAGE)


def _note(by: Actor, verb: str, message: Message) -> None:
    of = Subject("watch_message", str(message.pk), message.group.name if message.group else message.room.name)
    journal.record(by=by, verb=verb, of=of, room=message.room_id)
