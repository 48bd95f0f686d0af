"""The smallest units (最小应急单元), and calling people out: called, acknowledged, on the scene, done.

Kept: units while the room has them; calls and their times three years, as figures; who was called until that person is
forgotten, the times then stay without them.
"""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.ground.models import Place, Room
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.models import Person
from shouwang.lib.ids import uuid7

CALLS_KEPT = timedelta(days=3 * 366)


class Unit(models.Model):
    """A few people at a shop, school, office or village who act before the police come (domain c)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="watch_units")
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60, blank=True)
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    equipment = models.TextField(blank=True, help_text="one to a line")
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "name"], name="watch_unit_once_a_room")]


class UnitMember(models.Model):
    """Somebody with an enrolled phone in a unit; the lead is rung first."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="watch_units")
    is_lead = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "person"], name="watch_unit_member_once"),
            models.UniqueConstraint(fields=["unit"], condition=models.Q(is_lead=True), name="watch_unit_one_lead"),
        ]


class Call(models.Model):
    """People called out: to a matter, or to show how fast they are."""

    class Kind(models.TextChoices):
        ALARM = "alarm", _("call-out")
        ROLL = "roll", _("roll-call")
        DRILL = "drill", _("drill")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="watch_calls")
    kind = models.CharField(max_length=6, choices=Kind)
    matter = models.ForeignKey(Matter, null=True, blank=True, on_delete=models.CASCADE, related_name="watch_calls")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.SET_NULL, related_name="calls")
    words = models.CharField(max_length=200)
    called_by = models.CharField(max_length=80)
    called_at = models.DateTimeField()
    police_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="alarm") | models.Q(matter__isnull=True), name="watch_drill_has_no_matter"
            ),
            models.CheckConstraint(
                condition=models.Q(police_at__isnull=True) | models.Q(police_at__gte=models.F("called_at")),
                name="watch_police_after_call",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True) | models.Q(ended_at__gte=models.F("called_at")),
                name="watch_call_ends_later",
            ),
        ]
        indexes = [models.Index(fields=["room", "-called_at"], name="watch_call_log")]


class Called(models.Model):
    """One person who was called, and when they answered."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="called")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    turn = models.PositiveSmallIntegerField()
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    on_scene_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    cannot_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call", "person"], name="watch_called_once")]
