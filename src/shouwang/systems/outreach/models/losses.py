"""Frauds that were tried, stopped or went through: kind, way, day and sums, never whose.

Kept: three years after the day, then deleted with the reason they were struck for; the month's bulletin stays, it names nobody.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.models import Account
from shouwang.lib.ids import uuid7


class FraudCase(models.Model):
    """One of them. Sums in yuan; an empty one is not known. Who it was stands, if anywhere, in the matter."""

    class Outcome(models.TextChoices):
        ATTEMPT = "attempt", _("tried, nothing happened")
        STOPPED = "stopped", _("stopped in time")
        LOSS = "loss", _("money lost")

    class Channel(models.TextChoices):
        PHONE = "phone", _("telephone call")
        SMS = "sms", _("text message")
        WECHAT = "wechat", _("WeChat")
        QQ = "qq", _("QQ")
        APP = "app", _("an app")
        WEBSITE = "website", _("a website")
        IN_PERSON = "in_person", _("in person")
        OTHER = "other", _("another way")

    class StoppedBy(models.TextChoices):
        CALL_96110 = "96110", _("a call from 96110")
        BANK = "bank", _("the bank")
        FAMILY = "family", _("family or neighbours")
        ROOM = "room", _("the police room")
        THEMSELVES = "themselves", pgettext_lazy("who stopped it", "they themselves")
        OTHER = "other", pgettext_lazy("who stopped it", "somebody else")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="fraud_cases")
    outcome = models.CharField(max_length=7, choices=Outcome)
    type = models.CharField(max_length=20, help_text="a key of the types of fraud")
    channel = models.CharField(max_length=9, choices=Channel)
    day = models.DateField()
    lost = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    saved = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    stopped_by = models.CharField(max_length=10, choices=StoppedBy, blank=True)
    matter = models.ForeignKey(Matter, null=True, blank=True, on_delete=models.SET_NULL, related_name="fraud_cases")
    written_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="fraud_case_lost_only_by_a_loss", condition=Q(outcome="loss") | Q(lost__isnull=True)
            ),
            models.CheckConstraint(
                name="fraud_case_stopped_by_somebody",
                condition=Q(outcome="stopped") & ~Q(stopped_by="") | ~Q(outcome="stopped"),
            ),
            models.CheckConstraint(
                name="fraud_case_sums_are_money",
                condition=(Q(lost__isnull=True) | Q(lost__gt=0)) & (Q(saved__isnull=True) | Q(saved__gt=0)),
            ),
            models.CheckConstraint(
                name="fraud_case_struck_with_reason",
                condition=Q(struck_at__isnull=True, struck_because="")
                | (Q(struck_at__isnull=False) & ~Q(struck_because="")),
            ),
        ]
        indexes = [models.Index(fields=["room", "-day"], name="fraud_case_day")]
