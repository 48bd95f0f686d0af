"""Nobody answered: the chain of what is done until somebody saw or heard the person. Kept: as the case it is of."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.matters.models import Matter
from shouwang.lib.ids import uuid7
from shouwang.systems.care.models.case import Case


class Chain(models.Model):
    """From the door nobody opened to the word that they were seen. Steps and times: see following.py."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="chains")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="care_chains")
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True, help_text="the step that is on now")
    told_at = models.DateTimeField(null=True, blank=True, help_text="for which due_at its lateness was told")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at__isnull=True), name="care_chain_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, due_at__isnull=False)
                | Q(ended_at__isnull=False, due_at__isnull=True),
                name="care_chain_runs_or_ended",
            ),
        ]
        indexes = [models.Index(fields=["due_at"], condition=Q(ended_at__isnull=True), name="care_chain_due")]


class Tick(models.Model):
    """One step that was done, in words; whether somebody saw or heard the person by it."""

    class Step(models.TextChoices):
        RING = "ring", _("ring again")
        ASK = "ask", _("ask family and neighbours")
        GO = "go", _("go there again with somebody")
        EMERGENCY = "emergency", _("call 110 and 120")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    chain = models.ForeignKey(Chain, on_delete=models.CASCADE, related_name="ticks")
    step = models.CharField(max_length=10, choices=Step)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    words_sealed = models.TextField()
    is_seen = models.BooleanField()
