"""The short film of a campaign, which the worker makes while nobody waits. Public words; no personal data.

Kept: as long as its campaign.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.files.models import File
from shouwang.lib.ids import uuid7
from shouwang.systems.outreach.models.campaigns import Campaign


class Film(models.Model):
    """`of_words` is the hash of all that is seen and heard in it: with other words it is not the campaign's film any more."""

    class State(models.TextChoices):
        MAKING = "making", _("being made")
        READY = "ready", _("ready")
        FAILED = "failed", _("couldn't be made")

    class Why(models.TextChoices):
        EMPTY = "empty", _("There is nothing to show yet: write the text first.")
        WARNS = "warns", _("It reads as an official warning of the room's own.")
        SOUND = "sound", _("The recording can't be played.")
        FONT = "font", _("A Chinese font is missing on the machine.")
        DISK = "disk", _("The machine gave up. Is there room on its disk?")
        STOPPED = "stopped", _("The machine was stopped over it three times.")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    campaign = models.OneToOneField(Campaign, on_delete=models.CASCADE, related_name="film")
    state = models.CharField(max_length=6, choices=State, default=State.MAKING)
    why = models.CharField(max_length=7, choices=Why, blank=True)
    of_words = models.CharField(max_length=64)
    file = models.OneToOneField(File, null=True, blank=True, on_delete=models.PROTECT, related_name="outreach_film")
    asked_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True, blank=True, help_text="since when a worker is at it")
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="film_whole",
                condition=models.Q(state="ready", file__isnull=False, why="")
                | models.Q(state="failed", file__isnull=True) & ~models.Q(why="")
                | models.Q(state="making", file__isnull=True, why=""),
            )
        ]
