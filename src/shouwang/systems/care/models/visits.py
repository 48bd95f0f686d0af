"""Visits: those planned for the next two weeks, and those made.

Kept: as the case they are of. A visit's words are about daily life only, sealed.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shouwang.lib.ids import uuid7
from shouwang.systems.care.models.case import Aide, Case, Way


class Visit(models.Model):
    """Somebody went or rang. The id is made on the phone, so that sending twice is one visit."""

    class Outcome(models.TextChoices):
        WELL = "well", _("all well")
        NEEDS = "needs", _("needs something")
        NO_ANSWER = "no_answer", _("nobody answered")
        NOT_TODAY = "not_today", _("not today")

    SEEN = (Outcome.WELL, Outcome.NEEDS)  # the person was seen or heard

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="visits")
    aide = models.ForeignKey(Aide, null=True, blank=True, on_delete=models.SET_NULL, related_name="visits")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    kept_at = models.DateTimeField(help_text="when it reached the room")
    way = models.CharField(max_length=8, choices=Way)
    outcome = models.CharField(max_length=10, choices=Outcome)
    words_sealed = models.TextField(blank=True)
    mistaken_at = models.DateTimeField(null=True, blank=True, help_text="they said: pressed by mistake")
    same_as = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="two told of it: counted once",
    )

    class Meta:
        indexes = [models.Index(fields=["case", "-at"], name="care_visit_newest")]


class Planned(models.Model):
    """A visit of the plan: who goes on which day, in which order of that helper's day, and why it was put there."""

    class Why(models.TextChoices):
        OVERDUE = "overdue", _("it is overdue")
        DUE = "due", _("it is due")
        MOVED = "moved", _("somebody put it there")

    class Face(models.TextChoices):
        SAME = "same", _("the same face as last time")
        AGAIN = "again", _("the same face as on the day planned before")
        ONLY = "only", _("nobody else helps there")
        FREE = "free", _("has most room left that week")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="planned")
    aide = models.ForeignKey(Aide, on_delete=models.CASCADE, related_name="planned")
    day = models.DateField()
    turn = models.PositiveSmallIntegerField(default=1)
    due = models.DateField()
    why = models.CharField(max_length=8, choices=Why)
    face = models.CharField(max_length=8, choices=Face, blank=True)
    is_fixed = models.BooleanField(default=False, help_text="somebody moved it: planning anew leaves it there")
    visit = models.OneToOneField(Visit, null=True, blank=True, on_delete=models.SET_NULL, related_name="planned")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "day"], name="care_planned_once_a_day"),
            models.CheckConstraint(condition=Q(why="moved") | ~Q(face=""), name="care_planned_has_reason"),
        ]
        indexes = [models.Index(fields=["aide", "day"], name="care_planned_day")]
