"""What the room promises whoever comes (五心): a sentence each, and the measure it is held to.

Kept: as long as the room makes the promise. No person stands here.
"""

from django.db import models

from shouwang.kernel.ground.models import Room
from shouwang.lib.ids import uuid7
from shouwang.systems.services.pledge import Heart


class Pledge(models.Model):
    """One sentence of the room's own; without a row what is shipped stands (pledge.py)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="pledges")
    heart = models.CharField(max_length=8, choices=Heart)
    words = models.CharField(max_length=200)
    words_en = models.CharField(max_length=200, blank=True)
    measure = models.CharField(max_length=40, blank=True)  # of kernel.figures.measures; "" is not counted
    since = models.DateField(
        null=True, blank=True, help_text="held to another measure than the shipped from that day on"
    )
    is_shown = models.BooleanField(default=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "heart"], name="pledge_once_a_heart")]
