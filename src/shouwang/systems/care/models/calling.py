"""Heat, cold and flood days: who must be rung today, ticked off one by one.

Kept: a list 90 days after it was closed; its words are sealed. A list holds every open case, so nobody is left out silently.
"""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.ground.models import Room
from shouwang.lib.ids import uuid7
from shouwang.systems.care.models.case import Case

LISTS_KEPT = timedelta(days=90)


class Danger(models.Model):
    """An official warning passed on with its source, or the officer's own decision; while it lasts there is a call list."""

    class Kind(models.TextChoices):
        HEAT = "heat", _("heat")
        COLD = "cold", _("cold")
        FLOOD = "flood", _("heavy rain or flood")
        STORM = "storm", _("storm")
        OTHER = "other", _("another danger")

    class Level(models.TextChoices):
        BLUE = "blue", _("blue")
        YELLOW = "yellow", _("yellow")
        ORANGE = "orange", _("orange")
        RED = "red", _("red")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="care_dangers")
    kind = models.CharField(max_length=8, choices=Kind)
    level = models.CharField(max_length=8, choices=Level, blank=True)
    source = models.CharField(
        max_length=120, blank=True, help_text="who gave the warning; empty: the room's own decision"
    )
    number = models.CharField(max_length=60, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="care_danger_ends_later"),
            models.CheckConstraint(condition=~Q(source="") | ~Q(reason=""), name="care_danger_says_why"),
        ]


class Call(models.Model):
    """Somebody on the list: rung or not yet, and what came of it."""

    class Result(models.TextChoices):
        WELL = "well", _("well")
        NEEDS = "needs", _("needs something")
        NOT_REACHED = "not_reached", _("not reached")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    danger = models.ForeignKey(Danger, on_delete=models.CASCADE, related_name="calls")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="calls")
    result = models.CharField(max_length=12, choices=Result, blank=True)
    words_sealed = models.TextField(blank=True)
    at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["danger", "case"], name="care_call_once_a_list"),
            models.CheckConstraint(
                condition=Q(result="", at__isnull=True) | (~Q(result="") & Q(at__isnull=False)),
                name="care_call_ticked_has_time",
            ),
        ]
