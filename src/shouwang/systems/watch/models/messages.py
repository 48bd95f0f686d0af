"""What the room writes to the phones of its watch net, and how many phones have shown it.

Kept: a message and its count 30 days. That a phone has read it says nothing about when, and is only ever counted: a list
of who has not read would be a list of people.
"""

from datetime import timedelta

from django.db import models

from shouwang.kernel.ground.models import Room
from shouwang.kernel.people.models import Device
from shouwang.lib.ids import uuid7
from shouwang.systems.watch.models.groups import Group

MESSAGES_KEPT = timedelta(days=30)
MOST_LETTERS = 500


class Message(models.Model):
    """A few words to one group, or to all groups of the room."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="watch_messages")
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.CASCADE, related_name="messages")
    text = models.CharField(max_length=MOST_LETTERS)
    sent_by = models.CharField(max_length=80)
    sent_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(taken_back_at__isnull=True) | models.Q(taken_back_at__gte=models.F("sent_at")),
                name="watch_message_back_later",
            ),
        ]
        indexes = [models.Index(fields=["room", "-sent_at"], name="watch_message_log")]


class MessageRead(models.Model):
    """A phone on which a message was opened."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="reads")
    device = models.ForeignKey(Device, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "device"], name="watch_message_read_once")]
