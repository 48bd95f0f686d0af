"""The journal: who looked at or changed what. Strings only, so that history never blocks a deletion.

Kept: 3 years at least (Cybersecurity Law Art 21(3) asks for 6 months; PIPL Art 56 for 3 years of records).
It holds no villager's name or number: what it points at is named by id and by the room's short number.
"""

from django.db import models

from shouwang.lib.ids import uuid7

CHAIN_START = "0" * 64


class Chain(models.Model):
    """Head of one room's chain; its row is the lock that keeps two writers from the same place."""

    room = models.CharField(max_length=40, primary_key=True)
    length = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64, default=CHAIN_START)


class Record(models.Model):
    """One change or one look. `room` is the room's id, or "" for what belongs to none."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.CharField(max_length=40)
    position = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    actor_label = models.CharField(max_length=130)  # an account's name and a key's, each of 60
    verb = models.CharField(max_length=60)
    object_kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=40)
    object_label = models.CharField(max_length=120)
    detail = models.TextField(blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "position"], name="journal_one_record_a_place")]
        indexes = [
            models.Index(fields=["object_kind", "object_id"], name="journal_object"),
            models.Index(fields=["room", "-at"], name="journal_room_at"),
            # Who worked in a room is asked on every page of accounts; a room's journal grows for years.
            models.Index(
                fields=["room", "object_id"], name="journal_dismissed", condition=models.Q(verb="account.dismissed")
            ),
        ]
