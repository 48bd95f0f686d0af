"""A visit by appointment: for whom, when, how it went; the quarters of an hour it takes of an officer's day; calls about it.

Names, telephone and address stand sealed in kernel.people: of who books as the matter's reporter, of who is visited here.
Purpose: to come to the right door at the right time; legal basis: consent of who books, the duty to help where somebody else
is visited (visit_text.py). Kept: with the matter, three years after it ended;
then who is visited, where, words and calls go, and purpose, times and how it ended stay for the counts.
"""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.ground.models import Source
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.models import Person
from shouwang.lib.ids import uuid7
from shouwang.systems.services import visit_lifecycle as lifecycle
from shouwang.systems.services.models.visiting import VisitPurpose


class Visit(models.Model):
    """One visit. Stages: see visit_lifecycle.py.

    `starts_at` is when the officer is to be at the door. For a flexible one, which was promised a half day from
    `window_starts` to `window_ends`, it is where the day's plan holds it, and nobody is told it before `is_timed`.
    """

    class Why(models.TextChoices):
        CANT_WALK = "cant_walk", _("can't come: old, sick, hard to walk")
        HOURS = "hours", _("can't come in opening hours")
        THERE = "there", _("it is about the place itself")

    class For(models.TextChoices):
        SELF = "self", _("for myself")
        RELATIVE = "relative", _("for a relative")
        NEIGHBOUR = "neighbour", _("for a neighbour")

    class Whose(models.TextChoices):
        """Who called it off; or nobody did: the officer came, nobody opened, and it went on as a request for help."""

        THEIRS = "theirs", _("the people themselves")
        ROOM = "room", _("the room")
        NOT_MET = "not_met", _("nobody opened, and it went on as help")

    matter = models.OneToOneField(Matter, primary_key=True, on_delete=models.CASCADE, related_name="visit")
    purpose = models.ForeignKey(VisitPurpose, on_delete=models.PROTECT, related_name="visits")
    minutes = models.PositiveSmallIntegerField(help_text="at the house")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="visits"
    )
    stage = models.CharField(max_length=10, default=lifecycle.ASKED)
    why = models.CharField(max_length=10, choices=Why)
    for_whom = models.CharField(max_length=10, choices=For, default=For.SELF)
    visited = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    position_source = models.CharField(max_length=8, choices=Source, blank=True)

    starts_at = models.DateTimeField(null=True, blank=True)
    window_starts = models.DateTimeField(null=True, blank=True)
    window_ends = models.DateTimeField(null=True, blank=True)
    is_timed = models.BooleanField(default=True, help_text="the time stands; else it is one of a half day")
    sequence = models.PositiveSmallIntegerField(default=0, help_text="raised with every change a calendar must take")
    first_booked_at = models.DateTimeField(null=True, blank=True)

    confirmed_at = models.DateTimeField(null=True, blank=True)
    set_off_at = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)
    over_at = models.DateTimeField(null=True, blank=True)
    missed = models.PositiveSmallIntegerField(default=0, help_text="how often nobody was home")
    record = models.TextField(blank=True)
    whose = models.CharField(max_length=8, choices=Whose, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(stage__in=lifecycle.STAGES), name="visit_stage_known"),
            models.CheckConstraint(
                condition=~Q(stage__in=lifecycle.TAKES_TIME)
                | Q(starts_at__isnull=False, account__isnull=False, first_booked_at__isnull=False),
                name="visit_booked_has_time",
            ),
            models.CheckConstraint(
                condition=Q(window_starts__isnull=True, window_ends__isnull=True)
                | Q(window_ends__gt=F("window_starts")),
                name="visit_window_whole",
            ),
            models.CheckConstraint(
                condition=Q(is_timed=True) | Q(window_starts__isnull=False), name="visit_untimed_has_window"
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="visit_position_whole",
            ),
            models.CheckConstraint(condition=~Q(stage="off") | ~Q(whose=""), name="visit_off_says_whose"),
            models.CheckConstraint(condition=~Q(stage="done") | Q(over_at__isnull=False), name="visit_done_has_moment"),
        ]
        indexes = [models.Index(fields=["account", "starts_at"], name="visit_of_a_day")]

    @property
    def is_flexible(self) -> bool:
        """Whether a half day was promised, no time."""
        return self.window_starts is not None

    @property
    def said_at(self) -> datetime | None:
        """The time they were told: of an untimed half day its beginning, not where the plan holds it."""
        return self.starts_at if self.is_timed else self.window_starts

    @property
    def is_open(self) -> bool:
        return self.stage in lifecycle.OPEN


class VisitCalendar(models.Model):
    """An officer's row to hold while their day is changed: whoever comes second waits here and then sees what is left."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="visit_calendar"
    )


class VisitQuarter(models.Model):
    """A quarter of an hour that an officer is taken, way and visit. Unique: the database itself books nothing twice."""

    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="visit_quarters")
    at = models.DateTimeField()
    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="quarters")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "at"], name="visit_quarter_once")]


class VisitCall(models.Model):
    """Somebody rang about a visit: the day before, or two hours before. `starts_at`: the time that was said."""

    class About(models.TextChoices):
        DAY = "day", _("the day before")
        HOURS = "hours", _("two hours before")

    class Result(models.TextChoices):
        RUNG = "rung", _("told")
        NOT_REACHED = "not_reached", _("not reached")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="calls")
    about = models.CharField(max_length=8, choices=About)
    result = models.CharField(max_length=12, choices=Result)
    starts_at = models.DateTimeField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
