"""What figures are made by, and what is left of nights that are forgotten.

Kept: formulas as long as the room; the counts of a month for good, they name nobody.
"""

from django.db import models

from shouwang.kernel.ground.models import Room
from shouwang.lib.ids import uuid7


class Formula(models.Model):
    """How the room counts one of its rates, where it does not count it as is usual. Earlier ones stand in the journal."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="patrol_formulas")
    rate = models.CharField(max_length=12)
    text = models.CharField(max_length=200)
    set_by = models.CharField(max_length=80)
    set_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "rate"], name="patrol_formula_once")]


class OldMonth(models.Model):
    """Counts of the nights of one month that are deleted: how many, never who or where."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="patrol_old_months")
    first = models.DateField(help_text="the first day of the month")
    person_times = models.PositiveIntegerField(default=0)
    minutes = models.PositiveIntegerField(default=0)
    held = models.PositiveIntegerField(default=0)
    late = models.PositiveIntegerField(default=0, help_text="of those held")
    missed = models.PositiveIntegerField(default=0)
    called_off = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "first"], name="patrol_old_month_once")]
