"""Volunteers (义警): who walks, and what makes it safe to send them.

Kept: the row for the count, name and number as a person of the room until they leave, then emptied unless another part
still needs them; trainings, insurance, times, skills and wishes until then too (see actions.volunteers.leave), times for once
until they are a day over.
No field may rank, score or classify a person: there are no points.
"""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shouwang.kernel.ground.models import Room
from shouwang.kernel.people.models import Account, Person
from shouwang.lib.ids import uuid7

LONGEST_AWAY = timedelta(days=366)
ONE_OFFS_KEPT = timedelta(days=1)  # after they are over
FROM_A_PHONE = "volunteer"  # whom the journal names when somebody does it with their own phone


class Volunteer(models.Model):
    """Somebody who walks or stands for the room: a villager with a phone, or somebody with an account.

    That they are of age was looked at, when and by whom; their birthday is not kept. Of the secret address of their
    calendar only the hash is kept, until another is made or they leave.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="volunteers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="volunteers")
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    adult_checked_at = models.DateTimeField(null=True, blank=True)
    adult_checked_by = models.CharField(max_length=80, blank=True)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    calendar_digest = models.CharField(max_length=64, blank=True, help_text="hash of the secret of their calendar")
    calendar_made_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["calendar_digest"], condition=~models.Q(calendar_digest=""), name="patrol_calendar_once"
            ),
            models.CheckConstraint(
                condition=models.Q(calendar_digest="", calendar_made_at__isnull=True)
                | (models.Q(calendar_made_at__isnull=False) & ~models.Q(calendar_digest="")),
                name="patrol_calendar_made",
            ),
            models.UniqueConstraint(
                fields=["room", "person"], condition=models.Q(left_at__isnull=True), name="patrol_volunteer_once"
            ),
            models.UniqueConstraint(
                fields=["room", "account"], condition=models.Q(left_at__isnull=True), name="patrol_account_once"
            ),
            models.CheckConstraint(
                condition=models.Q(left_at__isnull=True) | models.Q(left_at__gte=models.F("joined_at")),
                name="patrol_volunteer_left_later",
            ),
            models.CheckConstraint(
                condition=models.Q(adult_checked_at__isnull=True, adult_checked_by="")
                | (models.Q(adult_checked_at__isnull=False) & ~models.Q(adult_checked_by="")),
                name="patrol_volunteer_adult_by_somebody",
            ),
        ]


class Training(models.Model):
    """What somebody was taught, when, and until when it holds (empty: for good)."""

    class Kind(models.TextChoices):
        BASIC = "basic", _("patrol basics")
        FIRST_AID = "first_aid", _("first aid")
        WATER = "water", _("water rescue")
        FIRE = "fire", _("fire")
        LEADING = "leading", _("leading a patrol")
        OTHER = "other", pgettext_lazy("training", "something else")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    volunteer = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="trainings")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.BASIC)
    held_on = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True) | models.Q(valid_until__gte=models.F("held_on")),
                name="patrol_training_ends_later",
            )
        ]


class Insurance(models.Model):
    """An accident insurance, both days included. Law asks for one before anything risky (domain c, Art 17)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    volunteer = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="insurances")
    insurer = models.CharField(max_length=80)
    policy_no = models.CharField(max_length=60)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="patrol_insurance_ends_later"
            ),
            models.CheckConstraint(condition=~models.Q(policy_no=""), name="patrol_insurance_has_number"),
        ]


class Availability(models.Model):
    """When somebody can come in any week; an end that is not after the start is on the next day. Monday is 0."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    volunteer = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="availabilities")
    weekday = models.PositiveSmallIntegerField()
    starts = models.TimeField()
    ends = models.TimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(weekday__lte=6), name="patrol_available_on_a_weekday"),
            models.UniqueConstraint(fields=["volunteer", "weekday", "starts"], name="patrol_available_once"),
        ]


class OneOff(models.Model):
    """A time that is not as every week: away, or free after all. Being away counts for more."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    volunteer = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="one_offs")
    is_free = models.BooleanField(default=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="patrol_one_off_ends"),
        ]
        indexes = [models.Index(fields=["volunteer", "ends_at"], name="patrol_one_off_end")]


class Skill(models.Model):
    """What somebody can do that a shift may need."""

    class Kind(models.TextChoices):
        FIRST_AID = "first_aid", _("first aid")
        WATER = "water", _("water rescue")
        DRIVING = "driving", _("driving")
        BOAT = "boat", _("steering a boat")
        FIRE = "fire", _("putting out a fire")
        LEADING = "leading", _("leading a patrol")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    volunteer = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="skills")
    kind = models.CharField(max_length=10, choices=Kind)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["volunteer", "kind"], name="patrol_skill_once")]


class Wish(models.Model):
    """What somebody asks for. Hours hold unless they agreed to another; company is tried for, never promised."""

    class Kind(models.TextChoices):
        BESIDE = "beside", _("with somebody")
        NOT_AFTER = "not_after", _("not after")
        NOT_BEFORE = "not_before", _("not before")
        AT_MOST = "at_most", _("so many times a week at most")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    volunteer = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="wishes")
    kind = models.CharField(max_length=10, choices=Kind)
    beside = models.ForeignKey(Volunteer, null=True, blank=True, on_delete=models.CASCADE, related_name="wished_by")
    hour = models.TimeField(null=True, blank=True)
    times = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="beside", beside__isnull=False, hour__isnull=True, times__isnull=True)
                | models.Q(
                    kind__in=["not_after", "not_before"], beside__isnull=True, hour__isnull=False, times__isnull=True
                )
                | models.Q(kind="at_most", beside__isnull=True, hour__isnull=True, times__gte=1, times__lte=14),
                name="patrol_wish_says_what",
            ),
            models.CheckConstraint(
                condition=models.Q(beside__isnull=True) | ~models.Q(beside=models.F("volunteer")),
                name="patrol_wish_with_another",
            ),
            models.UniqueConstraint(
                fields=["volunteer", "kind"], condition=~models.Q(kind="beside"), name="patrol_wish_once"
            ),
            models.UniqueConstraint(
                fields=["volunteer", "beside"], condition=models.Q(kind="beside"), name="patrol_wish_once_a_person"
            ),
        ]
