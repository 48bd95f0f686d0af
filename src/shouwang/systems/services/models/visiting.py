"""When a room's officers visit people at home, and what for.

Kept: rules and purposes as long as the room; hours as long as somebody visits in them; single days a year. They name
colleagues only.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.ground.models import Room
from shouwang.lib.ids import uuid7


class VisitingRules(models.Model):
    """How fast one gets about, how short before and how far ahead a visit can be booked.

    12 km/h is a bicycle or an e-bike on lanes, assumed; a house of which nobody knows the place is reckoned a quarter of an
    hour away.
    """

    room = models.OneToOneField(Room, primary_key=True, on_delete=models.CASCADE, related_name="visiting_rules")
    kmh = models.PositiveSmallIntegerField(default=12)
    far_minutes = models.PositiveSmallIntegerField(default=15)
    notice_hours = models.PositiveSmallIntegerField(default=2)
    days_ahead = models.PositiveSmallIntegerField(default=21)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kmh__range=(2, 60)), name="visiting_pace_possible"),
            models.CheckConstraint(condition=Q(days_ahead__range=(1, 60)), name="visiting_days_few"),
        ]


class VisitPurpose(models.Model):
    """What somebody comes for, and how long it takes, in minutes."""

    class Sort(models.TextChoices):
        CARD = "card", _("fingerprints and photo for an ID card")
        PAPERS = "papers", _("papers read or signed")
        TALK = "talk", _("talk about a worry")
        DANGER = "danger", _("look at a danger")
        OTHER = "other", _("something else")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="visit_purposes")
    sort = models.CharField(max_length=8, choices=Sort)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60, blank=True)
    minutes = models.PositiveSmallIntegerField()
    place = models.PositiveSmallIntegerField(default=0, help_text="in the list")
    is_offered = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "name"], name="visit_purpose_once_a_room"),
            models.CheckConstraint(condition=Q(minutes__range=(5, 240)), name="visit_purpose_takes_time"),
        ]


class VisitingHours(models.Model):
    """From when to when an officer is out on visits on a weekday (Monday is 0); an end of 00:00 is the midnight after."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="visiting_hours")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="visiting_hours")
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="visiting_weekday"),
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")) | Q(closes="00:00"), name="visiting_closes_after_it_opens"
            ),
            models.UniqueConstraint(fields=["account", "room", "weekday", "opens"], name="visiting_hours_once"),
        ]


class VisitingDay(models.Model):
    """One day that is not as usual: none at all, or these hours instead; `reason` is for colleagues."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="visiting_days")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="visiting_days")
    date = models.DateField()
    opens = models.TimeField(null=True, blank=True)
    closes = models.TimeField(null=True, blank=True)
    reason = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "room", "date"], name="visiting_day_once"),
            models.CheckConstraint(
                condition=Q(opens__isnull=True, closes__isnull=True)
                | (Q(opens__isnull=False, closes__isnull=False) & (Q(closes__gt=F("opens")) | Q(closes="00:00"))),
                name="visiting_day_off_or_hours",
            ),
        ]

    @property
    def is_off(self) -> bool:
        return self.opens is None
