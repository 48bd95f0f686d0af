"""Police mediation (治安调解): its own tables, which people's mediation never reads, nor these its.

Names, telephones and addresses stand sealed in kernel.people. Purpose: the record that Art 178–186 of the Rules on
Administrative Cases demand; legal basis: statutory duty. Kept: as many years after the end as the room says (PoliceKeeping),
then names, words, sittings and agreement go; act, ground, amount, days and how it ended stay for the counts.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.models import Person
from shouwang.lib.ids import uuid7
from shouwang.systems.mediation import police_lifecycle as lifecycle


class PoliceCase(models.Model):
    """One case, from the asking to its end. Stages: see police_lifecycle.py."""

    class Act(models.TextChoices):
        BEATING = "beating", _("beating somebody")
        INJURY = "injury", _("hurting somebody on purpose")
        INSULT = "insult", _("insulting somebody")
        SLANDER = "slander", _("slander")
        ACCUSING = "accusing", _("false accusation")
        DAMAGE = "damage", _("damaging things on purpose")
        DISTURBING = "disturbing", _("disturbing somebody's life")
        PRIVACY = "privacy", _("violating somebody's privacy")
        ENTRY = "entry", _("entering a home unlawfully")
        OTHER = "other", _("another minor violation")

    class Ground(models.TextChoices):
        KIN = "kin", _("relatives, over a trifle")
        NEIGHBOURS = "neighbours", _("neighbours, over a trifle")
        COLLEAGUES = "colleagues", _("colleagues, over a trifle")
        STUDENTS = "students", _("students, over a trifle")
        FAULT = "fault", _("the victim was at fault before")
        EASIER = "easier", _("the quarrel is settled more easily this way")

    class Way(models.TextChoices):
        PENALTY = "penalty", _("the penalty procedure")
        COMMITTEE = "committee", _("the mediation committee")
        COURT = "court", _("the court")

    matter = models.OneToOneField(Matter, primary_key=True, on_delete=models.CASCADE, related_name="police_case")
    stage = models.CharField(max_length=10, default=lifecycle.ASKED)
    act = models.CharField(max_length=10, choices=Act, blank=True)
    ground = models.CharField(max_length=10, choices=Ground, blank=True)
    facts = models.TextField(blank=True, help_text="cause, course, circumstances")
    harm = models.TextField(blank=True, help_text="what came of it")
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    answers = models.JSONField(default=dict, blank=True, help_text="question of police_exclusions.py: yes or no")
    accepted_date = models.DateField(null=True, blank=True)
    over_date = models.DateField(null=True, blank=True)
    limit_from_date = models.DateField(
        null=True, blank=True, help_text="the case's time limit runs from then (Art 185)"
    )
    ended_way = models.CharField(max_length=10, choices=Way, blank=True)
    ended_because = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(stage__in=lifecycle.STAGES), name="police_case_stage_known"),
            models.CheckConstraint(
                condition=~Q(stage__in=lifecycle.OVER) | Q(over_date__isnull=False), name="police_case_over_has_day"
            ),
            models.CheckConstraint(
                condition=~Q(stage=lifecycle.FAILED) | Q(limit_from_date__isnull=False),
                name="police_case_failed_restarts",
            ),
            models.CheckConstraint(
                condition=~Q(stage=lifecycle.ENDED) | ~Q(ended_way=""), name="police_case_ended_has_way"
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0), name="police_case_amount_not_negative"
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.stage in lifecycle.OPEN


class PoliceSide(models.Model):
    """An offender or a victim. A suspect sends nobody in their place, so only a victim has an agent (Art 181)."""

    ROLES: ClassVar = ("person", "guardian", "agent")  # whose sealed rows stand in it

    class Side(models.TextChoices):
        OFFENDER = "offender", _("offender")
        VICTIM = "victim", _("victim")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(PoliceCase, on_delete=models.CASCADE, related_name="sides")
    place = models.PositiveSmallIntegerField()
    side = models.CharField(max_length=8, choices=Side)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    is_minor = models.BooleanField(default=False)
    is_own_master = models.BooleanField(default=False, help_text="16 or older, lives on own income, agrees")
    guardian = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    guardian_kin = models.CharField(max_length=40, blank=True)
    agent = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "place"], name="police_side_place_once"),
            models.CheckConstraint(
                condition=Q(agent__isnull=True) | Q(side="victim"), name="police_side_suspect_has_no_agent"
            ),
        ]

    @property
    def needs_guardian(self) -> bool:
        """Whether a parent or guardian must be there."""
        return self.is_minor and not self.is_own_master


class PoliceSession(models.Model):
    """One sitting. Generally there is one; a second within seven working days after it, never a third (Art 183)."""

    class Outcome(models.TextChoices):
        AGREED = "agreed", _("they agree")
        NOT_AGREED = "not_agreed", _("they do not agree")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(PoliceCase, on_delete=models.CASCADE, related_name="sessions")
    number = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    where = models.CharField(max_length=120)
    host = models.CharField(max_length=60)
    others = models.CharField(max_length=300, blank=True)
    record = models.TextField()
    outcome = models.CharField(max_length=10, choices=Outcome)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="police_session_number_once"),
            models.CheckConstraint(condition=Q(number__in=(1, 2)), name="police_session_never_a_third"),
            models.CheckConstraint(condition=Q(ends_at__gt=models.F("starts_at")), name="police_session_ends_later"),
        ]


class PoliceAgreement(models.Model):
    """What they agreed (治安调解协议书, Art 184)."""

    case = models.OneToOneField(PoliceCase, primary_key=True, on_delete=models.CASCADE, related_name="agreement")
    content = models.TextField()
    reached_date = models.DateField()
    is_signed = models.BooleanField(default=False)
    is_on_the_spot = models.BooleanField(default=False, help_text="a recording in place of the paper")


class PoliceDuty(models.Model):
    """What one side owes, by when, and whether it was done."""

    class State(models.TextChoices):
        OWED = "owed", _("owed")
        DONE = "done", _("done")
        NOT_DONE = "not_done", _("not done")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agreement = models.ForeignKey(PoliceAgreement, on_delete=models.CASCADE, related_name="duties")
    number = models.PositiveSmallIntegerField()
    side = models.ForeignKey(PoliceSide, on_delete=models.PROTECT, related_name="duties")
    what = models.CharField(max_length=300)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    way = models.CharField(max_length=120, blank=True)
    due_date = models.DateField()
    state = models.CharField(max_length=8, choices=State, default=State.OWED)
    done_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="police_duty_number_once"),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(done_date__isnull=False), name="police_duty_done_has_day"
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gt=0), name="police_duty_amount_positive"
            ),
        ]


class PoliceKeeping(models.Model):
    """How long a room keeps its police cases, where somebody said so; it names nobody. Kept: as long as the room.

    Assumed, not law: the Rules on Administrative Cases, as far as they were read, name no time for these files. Ten years is
    what an ordinary file of people's mediation is kept.
    """

    ASSUMED_YEARS = 10

    room = models.OneToOneField(Room, primary_key=True, on_delete=models.CASCADE, related_name="police_keeping")
    years = models.PositiveSmallIntegerField(default=ASSUMED_YEARS, help_text="after the end; 0 is for ever")
