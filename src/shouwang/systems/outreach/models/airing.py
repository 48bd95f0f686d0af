"""What loudspeakers play: the plan of a campaign, each single playing, and what is known of it afterwards.

Kept: as long as their campaign. No personal data.
"""

from datetime import datetime, timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.ground.models import Village
from shouwang.kernel.people.models import Account
from shouwang.lib.ids import uuid7
from shouwang.systems.outreach.models.campaigns import Campaign, Sound
from shouwang.systems.outreach.models.speakers import Speaker

MOST_REPEATS = 12
MOST_MINUTES = 120


class Airing(models.Model):
    """When a campaign is played and where. An ordinary one at times of day on weekdays from a day to a day; an urgent one
    at once when it is released, and again some times. Without villages and speakers: everywhere in the room."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="airings")
    is_urgent = models.BooleanField(default=False)
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)
    weekdays = models.CharField(max_length=7, blank=True, help_text="0 is Monday: 0123456")
    villages = models.ManyToManyField(Village, blank=True, related_name="airings")
    speakers = models.ManyToManyField(Speaker, blank=True, related_name="airings")
    begun_at = models.DateTimeField(null=True, blank=True, help_text="of an urgent one: when it was released")
    repeats = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(MOST_REPEATS)], help_text="how often in all"
    )
    minutes = models.PositiveSmallIntegerField(
        default=10, validators=[MinValueValidator(1), MaxValueValidator(MOST_MINUTES)], help_text="between two"
    )
    over_quiet_because = models.CharField(max_length=200, blank=True)
    over_quiet_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="quiet_hours_broken"
    )
    planned_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="airings_planned")
    planned_at = models.DateTimeField()
    called_off_at = models.DateTimeField(null=True, blank=True)
    called_off_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="airing_days_whole",
                condition=Q(is_urgent=True, first_day__isnull=True, last_day__isnull=True, weekdays="")
                | Q(is_urgent=False, first_day__isnull=False, last_day__gte=F("first_day"), begun_at__isnull=True)
                & ~Q(weekdays=""),
            ),
            models.CheckConstraint(name="airing_weekdays", condition=Q(weekdays__regex=r"^[0-6]*$")),
            models.CheckConstraint(
                name="airing_over_quiet_whole",
                condition=Q(over_quiet_because="", over_quiet_by__isnull=True)
                | ~Q(over_quiet_because="") & Q(over_quiet_by__isnull=False, is_urgent=True),
            ),
            models.CheckConstraint(
                name="airing_called_off_with_reason",
                condition=Q(called_off_at__isnull=True, called_off_because="")
                | Q(called_off_at__isnull=False) & ~Q(called_off_because=""),
            ),
            models.CheckConstraint(
                name="airing_repeats_in_limits",
                condition=Q(repeats__range=(1, MOST_REPEATS), minutes__range=(1, MOST_MINUTES)),
            ),
        ]
        indexes = [models.Index(fields=["campaign"], condition=Q(called_off_at__isnull=True), name="airing_stands")]


class AiringTime(models.Model):
    """A time of day at which an ordinary airing is played."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    airing = models.ForeignKey(Airing, on_delete=models.CASCADE, related_name="times")
    at = models.TimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["airing", "at"], name="airing_time_once")]


class Item(models.Model):
    """One playing of one sound by one loudspeaker. `slot` is the moment the plan names, so nothing is planned twice;
    `at` is when it is played, later where another campaign has the same minute."""

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        CALLED_OFF = "called_off", _("called off")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    airing = models.ForeignKey(Airing, on_delete=models.CASCADE, related_name="items")
    speaker = models.ForeignKey(Speaker, on_delete=models.PROTECT, related_name="items")
    sound = models.ForeignKey(Sound, on_delete=models.PROTECT, related_name="items")
    slot = models.DateTimeField()
    at = models.DateTimeField()
    late = models.PositiveIntegerField(help_text="seconds it may begin later at most")
    expires_at = models.DateTimeField()
    is_urgent = models.BooleanField(default=False)
    is_over_quiet = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    called_off_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["speaker", "airing", "slot"], name="item_planned_once"),
            models.CheckConstraint(condition=Q(at__gte=F("slot")), name="item_never_before_its_slot"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("at")), name="item_expires_later"),
            models.CheckConstraint(
                condition=Q(state="planned", called_off_at__isnull=True)
                | Q(state="called_off", called_off_at__isnull=False),
                name="item_called_off_whole",
            ),
        ]
        indexes = [models.Index(fields=["speaker", "at"], name="item_of_speaker")]

    @property
    def ends_at(self) -> datetime:
        """When it has been heard whole, if it begins on time."""
        return self.at + timedelta(seconds=float(self.sound.seconds))


class Report(models.Model):
    """What became of an item: as its player says, or as the operator told somebody, which `said_by` then names."""

    class Outcome(models.TextChoices):
        PLAYED = "played", _("played")
        CUT = "cut", _("cut short")
        SKIPPED = "skipped", _("not played")
        FAILED = "failed", _("went wrong")

    class Why(models.TextChoices):
        EXPIRED = "expired", _("its time was over")
        QUIET = "quiet", _("quiet hours")
        LATE = "late", _("too late")
        CHECKSUM = "checksum", _("the file was damaged")
        DEVICE = "device", _("the loudspeaker did not answer")
        PREEMPTED = "preempted", _("something urgent came")
        STOPPED = "stopped", _("the player was stopped")
        CALLED_OFF = "called_off", _("called off")
        OPERATOR = "operator", _("the operator said so")

    item = models.OneToOneField(Item, primary_key=True, on_delete=models.CASCADE, related_name="report")
    outcome = models.CharField(max_length=7, choices=Outcome)
    why = models.CharField(max_length=10, choices=Why, blank=True)
    began_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    seconds = models.FloatField(default=0, help_text="heard")
    received_at = models.DateTimeField()
    said_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="playings_told",
        help_text="who noted what the operator said; empty: the player's own report",
    )  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(seconds__gte=0), name="report_seconds"),
            models.CheckConstraint(
                condition=~Q(outcome="played") | Q(began_at__isnull=False) | Q(said_by__isnull=False),
                name="report_played_has_a_beginning",
            ),
        ]

    @property
    def is_proved(self) -> bool:
        """Whether the player itself says that it was played: more than a person's word."""
        return self.outcome == self.Outcome.PLAYED and self.said_by_id is None
