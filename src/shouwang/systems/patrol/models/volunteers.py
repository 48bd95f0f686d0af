"""Volunteers (义警): who walks, and what makes it safe to send them.

Kept: the row for the count, name and number as a person of the room until they leave, then emptied; trainings,
insurance and wishes until then too.
"""

from django.db import models

from shouwang.kernel.ground.models import Room
from shouwang.kernel.people.models import Account, Person
from shouwang.lib.ids import uuid7


class Volunteer(models.Model):
    """Somebody who walks or stands for the room: a villager with a phone, or somebody with an account."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="volunteers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="volunteers")
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["room", "person"], condition=models.Q(left_at__isnull=True), name="patrol_volunteer_once"
            ),
            models.CheckConstraint(
                condition=models.Q(left_at__isnull=True) | models.Q(left_at__gte=models.F("joined_at")),
                name="patrol_volunteer_left_later",
            ),
        ]
