"""What was asked, shown and said: investigations, evidence, sessions and who was there. Kept: with the dispute.

A party is named by its row, so that its name stands under the seal alone. Whoever else was asked or brought evidence, a
neighbour or an electrician, stands here in words: the papers name them, and they go with the file.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.files.models import File
from shouwang.lib.ids import uuid7
from shouwang.systems.mediation.models.dispute import Dispute
from shouwang.systems.mediation.models.panel import Seat
from shouwang.systems.mediation.models.party import Party


class Inquiry(models.Model):
    """One investigation record (调查记录)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="inquiries")
    at = models.DateTimeField()
    where = models.CharField(max_length=120)
    investigator = models.CharField(max_length=60)
    party = models.ForeignKey(Party, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    asked = models.CharField(max_length=60, blank=True, help_text="who was asked, if no party")
    others = models.CharField(max_length=200, blank=True)
    content = models.TextField()
    recorder = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(party__isnull=False, asked="") | Q(party__isnull=True) & ~Q(asked=""),
                name="inquiry_of_somebody",
            )
        ]


class Evidence(models.Model):
    """One piece of evidence, with the scan of it where there is one."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="evidence")
    title = models.CharField(max_length=120)
    proves = models.CharField(max_length=300, blank=True)
    given_by = models.CharField(max_length=60, blank=True)
    given_date = models.DateField()
    original_seen = models.BooleanField(default=False)
    file = models.ForeignKey(File, null=True, blank=True, on_delete=models.PROTECT, related_name="+")


class Session(models.Model):
    """One sitting: called, then held with its record (调解记录), or called off."""

    class State(models.TextChoices):
        CALLED = "called", _("called")
        HELD = "held", _("held")
        OFF = "off", _("called off")

    class Outcome(models.TextChoices):
        AGREED = "agreed", _("they agree")
        GOES_ON = "goes_on", _("to be continued")
        FAILED = "failed", _("they do not agree")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="sessions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=6, choices=State, default=State.CALLED)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    where = models.CharField(max_length=120)
    is_public = models.BooleanField(default=False)
    content = models.TextField(blank=True)
    recorder = models.CharField(max_length=60, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    off_because = models.CharField(max_length=300, blank=True)
    is_past = models.BooleanField(default=False, help_text="of before the dispute was taken up again")
    parties = models.ManyToManyField(Party, related_name="sessions", blank=True)
    seats = models.ManyToManyField(Seat, related_name="sessions", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dispute", "number"], name="session_number_once"),
            models.CheckConstraint(condition=Q(ends_at__gt=models.F("starts_at")), name="session_ends_later"),
            models.CheckConstraint(
                condition=~Q(state="held") | ~Q(content="") & ~Q(outcome=""), name="session_held_has_record"
            ),
            models.CheckConstraint(condition=~Q(state="off") | ~Q(off_because=""), name="session_off_with_reason"),
        ]
        indexes = [models.Index(fields=["state", "starts_at"], name="session_when")]
