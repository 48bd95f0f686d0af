"""What the room was warned of: a place, a kind of event, a few days. Never about persons.

Kept two years, so that a warning can be compared with the same season before; its reports as long as themselves.
"""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters.models import Matter
from shouwang.lib.ids import uuid7

WARNINGS_KEPT = timedelta(days=2 * 366)


class EarlyWarning(models.Model):
    """More of a kind around a place in a few days than the room's past lets expect, with how sure that is."""

    class State(models.TextChoices):
        OPEN = "open", _("to be looked at")
        ACTED = "acted", _("something was done")
        DISMISSED = "dismissed", _("not meaningful")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="watch_warnings")
    topic = models.CharField(max_length=30, blank=True, help_text="empty: all kinds together")
    where = models.CharField(max_length=80, help_text="the named place nearest to its middle")
    latitude = models.FloatField()
    longitude = models.FloatField()
    radius_m = models.PositiveIntegerField()
    days = models.PositiveSmallIntegerField()
    observed = models.PositiveSmallIntegerField()
    expected = models.FloatField()
    p = models.FloatField()
    found_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=80, blank=True)
    decision = models.CharField(max_length=200, blank=True)
    reports = models.ManyToManyField(Matter, related_name="watch_warnings")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(p__gt=0, p__lte=1), name="watch_warning_p_is_one"),
            models.CheckConstraint(condition=models.Q(observed__gte=3), name="watch_warning_of_three_at_least"),
            models.CheckConstraint(
                name="watch_warning_decided_whole",
                condition=models.Q(state="open", decided_at__isnull=True)
                | (~models.Q(state="open") & models.Q(decided_at__isnull=False) & ~models.Q(decision="")),
            ),
        ]
        indexes = [models.Index(fields=["room", "state", "-found_at"], name="watch_warning_open")]


class Look(models.Model):
    """A report nobody compared with the others yet: written with the act, done by the worker, then deleted."""

    matter = models.OneToOneField(Matter, primary_key=True, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    is_new = models.BooleanField(default=True, help_text="it just came: it is counted for a warning")
    is_stuck = models.BooleanField(default=False)


class Night(models.Model):
    """A day whose evening look is done. Kept as long as warnings: how many nights raised one is a promise."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    looked_at = models.DateTimeField()
    told = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "day"], name="watch_night_once")]
