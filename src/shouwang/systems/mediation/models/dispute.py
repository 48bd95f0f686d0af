"""A dispute (纠纷) before the mediation committee: what is special to it beside its matter, and what endangers somebody.

Kept: as long as the committee keeps a file of its grade (`Committee.keeps`), then emptied with its matter.
Purpose: the file that Art 27 of the People's Mediation Law demands; legal basis: statutory duty.
"""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.matters.models import Matter
from shouwang.lib.ids import uuid7
from shouwang.systems.mediation import lifecycle
from shouwang.systems.mediation.models.committee import Committee, Member


class Disputes(models.QuerySet["Dispute"]):
    """Filters on disputes."""

    def open(self) -> "Disputes":
        return self.filter(stage__in=lifecycle.OPEN)


def lasts_since(before: date) -> Q:
    """Whether a dispute was accepted, or taken up again, before that day and is neither agreed nor ended."""
    stages = (*lifecycle.AT_WORK, lifecycle.AWAY, lifecycle.HALTED)
    runs = Q(reopened_date=None) | Q(reopened_date__lt=before)
    return Q(stage__in=stages, accepted_date__lt=before) & runs


class Dispute(models.Model):
    """One dispute, from the application to the archived file. Stages: see lifecycle.py."""

    class Source(models.TextChoices):
        APPLICATION = "application", _("a party asked for it")
        OWN = "own", _("the committee began it itself")
        REFERRAL = "referral", _("passed on by somebody")

    class Referrer(models.TextChoices):
        POLICE = "police", _("police")
        ALARM = "110", _("110")
        COURT = "court", _("court")
        TOWNSHIP = "township", _("township")
        PETITION = "petition", _("petition office")
        OTHER = "other", _("somebody else")

    class Asked(models.TextChoices):
        ORALLY = "orally", _("by word of mouth")
        WRITTEN = "written", _("in writing")

    class Grade(models.TextChoices):
        SIMPLE = "simple", _("simple")
        ORDINARY = "ordinary", _("ordinary")
        DIFFICULT = "difficult", _("difficult")
        MAJOR = "major", _("major")

    class Result(models.TextChoices):
        WRITTEN = "written", _("agreement in writing")
        ORAL = "oral", _("agreement by word of mouth")
        NONE = "none", _("no agreement")
        LEFT = "left", _("a party withdrew")
        PASSED = "passed", _("settled one level up")
        STOPPED = "stopped", _("stopped: not for mediation")

    matter = models.OneToOneField(Matter, primary_key=True, on_delete=models.CASCADE, related_name="dispute")
    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="disputes")
    stage = models.CharField(max_length=12, default=lifecycle.ASKED)
    stage_before = models.CharField(max_length=12, blank=True)
    source = models.CharField(max_length=12, choices=Source, default=Source.APPLICATION)
    referrer = models.CharField(max_length=10, choices=Referrer, blank=True)
    asked = models.CharField(max_length=8, choices=Asked, default=Asked.ORALLY)
    justice_type = models.CharField(max_length=4, blank=True)
    event_type = models.CharField(max_length=4, blank=True)
    scale = models.CharField(max_length=2, default="01")
    people = models.PositiveIntegerField(default=2, help_text="how many it concerns")
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    grade = models.CharField(max_length=10, choices=Grade, default=Grade.ORDINARY)
    requests = models.TextField(blank=True)
    points = models.TextField(blank=True, help_text="what exactly they disagree about")
    found = models.TextField(blank=True, help_text="the facts as the mediators found them")
    note = models.TextField(blank=True, help_text="卷宗情况说明")
    summary = models.TextField(blank=True, help_text="结案报告")
    file_year = models.PositiveSmallIntegerField(null=True, blank=True)
    file_number = models.PositiveIntegerField(null=True, blank=True)
    lead = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="leads")
    is_open_session = models.BooleanField(default=False, help_text="both parties want the sessions public")
    result = models.CharField(max_length=8, choices=Result, blank=True)
    routes_told = models.TextField(blank=True, help_text="the other ways that were told when it ended")
    ended_because = models.TextField(blank=True)
    prevented_crime = models.PositiveSmallIntegerField(default=0, help_text="people, 防止民转刑")
    prevented_petition = models.PositiveSmallIntegerField(default=0, help_text="people, 防止群体性上访")

    asked_date = models.DateField()
    accepted_date = models.DateField(null=True, blank=True)
    reopened_date = models.DateField(
        null=True, blank=True, help_text="taken up again: the month runs anew, the file stays"
    )
    extended_until = models.DateField(null=True, blank=True)
    over_date = models.DateField(null=True, blank=True, help_text="agreement in effect, or mediation ended")
    performed_date = models.DateField(null=True, blank=True)
    closed_date = models.DateField(null=True, blank=True)
    archived_date = models.DateField(null=True, blank=True)
    filer = models.CharField(max_length=60, blank=True)
    reported_date = models.DateField(null=True, blank=True, help_text="the day on the closing report")
    reported_by = models.CharField(
        max_length=40, blank=True, help_text="who wrote the closing report; another checks it"
    )
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_alone_because = models.CharField(max_length=200, blank=True)
    due_date = models.DateField(null=True, blank=True, help_text="the nearest date of its own, for lists")

    objects = Disputes.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(stage__in=lifecycle.STAGES), name="dispute_stage_known"),
            models.UniqueConstraint(
                fields=["committee", "file_year", "file_number"], name="dispute_file_number_once",
                condition=Q(file_number__isnull=False),
            ),
            models.CheckConstraint(
                condition=Q(stage__in=(lifecycle.ASKED, lifecycle.REFUSED, lifecycle.WITHDRAWN, lifecycle.HALTED))
                | Q(accepted_date__isnull=False, file_number__isnull=False, file_year__isnull=False),
                name="dispute_accepted_has_number",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=(lifecycle.HALTED, lifecycle.AWAY)) | ~Q(stage_before=""),
                name="dispute_aside_knows_where_from",
            ),
            models.CheckConstraint(
                condition=Q(source="referral") & ~Q(referrer="") | ~Q(source="referral") & Q(referrer=""),
                name="dispute_referred_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=(lifecycle.CLOSED, lifecycle.ARCHIVED)) | Q(closed_date__isnull=False),
                name="dispute_closed_has_day",
            ),
            models.CheckConstraint(condition=Q(amount__isnull=True) | Q(amount__gte=0), name="dispute_amount_not_negative"),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["committee", "stage", "due_date"], name="dispute_board"),
            models.Index(fields=["stage", "accepted_date"], name="dispute_lasting"),
            models.Index(fields=["committee", "accepted_date"], name="dispute_accepted"),
            models.Index(fields=["committee", "closed_date"], name="dispute_closed"),
            models.Index(fields=["lead", "stage"], name="dispute_lead"),
            models.Index(fields=["stage", "due_date"], name="dispute_due", condition=Q(due_date__isnull=False)),
        ]

    @property
    def is_open(self) -> bool:
        return self.stage in lifecycle.OPEN

    @property
    def is_over(self) -> bool:
        """Whether the mediation itself has ended, though the file may be open."""
        return self.stage in (*lifecycle.OVER, lifecycle.AGREED, lifecycle.CLOSED, lifecycle.ARCHIVED)

    @property
    def runs_from(self) -> date | None:
        """The day from which the month of mediation runs; None before it is taken on."""
        return self.reopened_date or self.accepted_date

    @property
    def has_agreement(self) -> bool:
        return self.result in (self.Result.WRITTEN, self.Result.ORAL)

    def days_open(self, today: date) -> int:
        """Days since it was accepted, or taken up again; 0 before."""
        return (today - self.runs_from).days if self.runs_from else 0


class Answer(models.Model):
    """What was answered to one question of admissibility; see admissibility.py. The latest counts."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=20)
    is_yes = models.BooleanField()
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dispute", "question"], name="answer_once_a_question")]


class Danger(models.Model):
    """Somebody may come to harm, or a crime was done: what, and whom it was reported to (Art 25; Anti-DV Law Art 14)."""

    class Kind(models.TextChoices):
        HOME = "home", _("violence at home")
        MINOR = "minor", _("harm to a child")
        VIOLENCE = "violence", _("it may come to blows")
        CRIME = "crime", _("an act for the police")
        SELF = "self", _("somebody may harm themselves")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="dangers")
    kind = models.CharField(max_length=8, choices=Kind)
    words = models.TextField()
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=80)
    reported_to = models.CharField(max_length=120, blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    done = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reported_at__isnull=True, reported_to="")
                | Q(reported_at__isnull=False) & ~Q(reported_to=""),
                name="danger_reported_to_somebody",
            )
        ]


SHIELDED = (Danger.Kind.HOME, Danger.Kind.MINOR)
"""Where somebody must be protected: nobody but officers and the table sees it, and no other room reads how it was settled."""


class Passing(models.Model):
    """One move on the ladder 村→镇→县: to whom, why, their receipt, what came back (小事不出村、大事不出镇)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="passings")
    from_level = models.CharField(max_length=10, choices=Matter.Level)
    to_level = models.CharField(max_length=10, choices=Matter.Level)
    body = models.CharField(max_length=120)
    reason = models.CharField(max_length=500)
    sent_at = models.DateTimeField()
    receipted_at = models.DateTimeField(null=True, blank=True)
    receipted_by = models.CharField(max_length=80, blank=True)
    feedback = models.TextField(blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    settled_there = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(receipted_at__isnull=True, receipted_by="")
                | Q(receipted_at__isnull=False) & ~Q(receipted_by=""),
                name="passing_receipted_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["dispute"], condition=Q(returned_at__isnull=True), name="passing_one_at_a_time"
            ),
        ]
