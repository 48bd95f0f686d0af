"""What reports are compared by, and which are shown side by side.

Kept: traits until a report is half a year over (they are runs of its letters, so they go when it is forgotten), counts
of grams without end (they name no report), suggestions as long as the two reports, what was found in an import 90 days.
"""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters.models import Matter
from shouwang.lib.ids import uuid7

GROUPINGS_KEPT = timedelta(days=90)
TRAITS_KEPT = timedelta(days=183)  # after the report is over; what is older is hardly the same matter


class Trait(models.Model):
    """What one report is compared by: its grams with their counts, packed (see lib.grams)."""

    matter = models.OneToOneField(Matter, primary_key=True, on_delete=models.CASCADE, related_name="+")
    names = models.BinaryField()
    words = models.BinaryField()


class Posting(models.Model):
    """A telling gram of a report, or the square of the map it happened in, by which a new one of its room is led to it."""

    class Kind(models.IntegerChoices):
        NAME = 1
        WORD = 2
        CELL = 3

    id = models.BigAutoField(primary_key=True)
    room = models.ForeignKey(Room, db_index=False, on_delete=models.CASCADE, related_name="+")
    matter = models.ForeignKey(Matter, db_index=True, on_delete=models.CASCADE, related_name="+")
    kind = models.PositiveSmallIntegerField(choices=Kind)
    gram = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["room", "kind", "gram", "matter"], name="watch_posting_led")]


class GramCount(models.Model):
    """In how many reports of all rooms a gram stands: how much it says. No report can be told from it."""

    id = models.BigAutoField(primary_key=True)
    gram = models.BigIntegerField()
    is_name = models.BooleanField()
    reports = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gram", "is_name"], name="watch_gram_once")]


class Suggestion(models.Model):
    """Two reports that may be one matter, the later one first, and why: names and words both have."""

    class State(models.TextChoices):
        OPEN = "open", _("to be decided")
        SAME = "same", _("the same")
        OTHER = "other", _("not the same")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="watch_suggestions")
    other = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="+")
    score = models.FloatField()
    names = models.CharField(max_length=120, blank=True, help_text="one to a line")
    words = models.CharField(max_length=120, blank=True, help_text="one to a line")
    metres = models.PositiveIntegerField(null=True, blank=True)
    state = models.CharField(max_length=6, choices=State, default=State.OPEN)
    decided_by = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "other"], name="watch_suggestion_once"),
            models.CheckConstraint(condition=~models.Q(matter=models.F("other")), name="watch_suggestion_of_two"),
        ]


class Grouping(models.Model):
    """A look through one import for reports that are one matter, asked for at the desk and done by the worker."""

    class State(models.TextChoices):
        WAITING = "waiting", _("being looked through")
        DONE = "done", _("looked through")
        FAILED = "failed", _("not got through")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="+")
    run = models.UUIDField(unique=True, help_text="the import")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField()
    reports = models.PositiveIntegerField(default=0)
    groups = models.PositiveIntegerField(default=0, help_text="how many were found; those decided are deleted")


class GroupedReport(models.Model):
    """A report in a group that nobody decided yet."""

    id = models.BigAutoField(primary_key=True)
    grouping = models.ForeignKey(Grouping, on_delete=models.CASCADE, related_name="members")
    number = models.PositiveIntegerField(help_text="of the group, the greatest first")
    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["grouping", "matter"], name="watch_grouped_once")]
        indexes = [models.Index(fields=["grouping", "number"], name="watch_grouped_number")]
