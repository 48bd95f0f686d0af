"""Shifts: a round or a post from when to when, and who takes part.

Kept: three years, then only the counts of each month (`OldMonth`); who it was until that person leaves, the turn then
stays without them.
"""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.ground.models import Place, Room
from shouwang.kernel.people.models import Team
from shouwang.lib.ids import uuid7
from shouwang.systems.patrol.models.volunteers import Volunteer

SHIFTS_KEPT = timedelta(days=3 * 366)
LONGEST = timedelta(hours=12)


class Work(models.TextChoices):
    """What is done in a shift."""

    ROUND = "round", _("round")
    POST = "post", _("post")


class UsualNight(models.Model):
    """What the room does on these days of the week: so many rounds or posts from when to when.

    `days` are the numbers of the weekdays it is for, Monday 0, as "45" for Friday and Saturday.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="usual_nights")
    work = models.CharField(max_length=6, choices=Work)
    days = models.CharField(max_length=7)
    starts = models.TimeField()
    ends = models.TimeField(help_text="before the start: on the next day")
    count = models.PositiveSmallIntegerField(default=1)
    fewest = models.PositiveSmallIntegerField(default=2)
    most = models.PositiveSmallIntegerField(default=3)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    needs_lead = models.BooleanField(default=False)
    is_risky = models.BooleanField(default=False, help_text="by water, by night on roads: only with insurance")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(count__gte=1, count__lte=12), name="patrol_usual_count"),
            models.CheckConstraint(
                condition=models.Q(fewest__gte=1, most__gte=models.F("fewest"), most__lte=20),
                name="patrol_usual_people",
            ),
        ]


class Shift(models.Model):
    """One round or post. For a post `place` says where, once that is planned; a round begins and ends there."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="shifts")
    work = models.CharField(max_length=6, choices=Work)
    number = models.PositiveSmallIntegerField(help_text="1 for the first round of the night, and so on")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    fewest = models.PositiveSmallIntegerField(default=2)
    most = models.PositiveSmallIntegerField(default=3)
    needs_lead = models.BooleanField(default=False)
    is_risky = models.BooleanField(default=False)
    sent_at = models.DateTimeField(null=True, blank=True, help_text="since when phones show it")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    why_cancelled = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="patrol_shift_ends"),
            models.CheckConstraint(
                condition=models.Q(fewest__gte=1, most__gte=models.F("fewest")), name="patrol_shift_people"
            ),
        ]
        indexes = [models.Index(fields=["room", "starts_at"], name="patrol_shift_start")]


class Turn(models.Model):
    """One volunteer in one shift. What it counts for is `began_at` to `ended_at`, never what was planned."""

    class State(models.TextChoices):
        PLANNED = "planned", _("put down")
        TAKEN = "taken", _("said yes")
        OFFERED = "offered", _("looks for somebody instead")
        GONE = "gone", _("can’t come")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    shift = models.ForeignKey(Shift, on_delete=models.CASCADE, related_name="turns")
    volunteer = models.ForeignKey(Volunteer, null=True, on_delete=models.SET_NULL, related_name="turns")
    state = models.CharField(max_length=8, choices=State, default=State.PLANNED)
    is_lead = models.BooleanField(default=False)
    began_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    why_missed = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shift", "volunteer"], name="patrol_turn_once"),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True) | models.Q(ended_at__gte=models.F("began_at")),
                name="patrol_turn_ends_later",
            ),
        ]
