"""A care case: somebody who agreed to be visited, what they said they need, who helps.

Kept: a case until `Rules.days_kept` days after it ended (a year where the room said nothing), then its words, helpers and
visits go and the person is forgotten; days and how it ended stay for the counts. Words about health and money go at once when
the consent for them is taken back. Consents 3 years after they were taken back; talks 90 days. Legal basis: consent, a
separate one for what is sensitive (PIPL Art 13 I 1, 28–31).
"""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.ground.models import Place, Room
from shouwang.kernel.people.models import Consent, Person
from shouwang.lib.ids import uuid7
from shouwang.systems.care import following

TALKS_KEPT = timedelta(days=90)


class Way(models.TextChoices):
    """How somebody is seen or heard."""

    HOME = "home", _("at home")
    PHONE = "phone", _("by telephone")
    VIDEO = "video", _("by video")


class Rules(models.Model):
    """A room's own times for care; names nobody. Kept: as long as the room. All defaults are assumptions, not law."""

    ASSUMED_DAYS = 365

    room = models.OneToOneField(Room, primary_key=True, on_delete=models.CASCADE, related_name="care_rules")
    days_kept = models.PositiveSmallIntegerField(default=ASSUMED_DAYS, help_text="days after the end of a case")
    ring_minutes = models.PositiveSmallIntegerField(default=following.ASSUMED.ring)
    ask_minutes = models.PositiveSmallIntegerField(default=following.ASSUMED.ask)
    go_minutes = models.PositiveSmallIntegerField(default=following.ASSUMED.go)
    emergency_minutes = models.PositiveSmallIntegerField(default=following.ASSUMED.emergency)
    last_number = models.PositiveIntegerField(default=0)

    @property
    def limits(self) -> following.Limits:
        return following.Limits(self.ring_minutes, self.ask_minutes, self.go_minutes, self.emergency_minutes)


class Talk(models.Model):
    """Somebody was asked and has not agreed: only why one talked, and no name."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="care_talks")
    day = models.DateField()
    reason = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")


class Case(models.Model):
    """Who is cared for, how often they are visited and how, and which circumstances count for the monthly rate.

    The circumstances are those of the ten ministries' notice of October 2022 on old people in special difficulty (domain h2).
    They are used for that rate and for the order of a call list, for nothing else. They stand sealed: see
    queries/circumstances.py for what of them may be shown and used.
    """

    class Circumstance(models.TextChoices):
        LIVES_ALONE = "lives_alone", _("lives alone (独居)")
        EMPTY_NEST = "empty_nest", _("children live elsewhere (空巢)")
        LEFT_BEHIND = "left_behind", _("stayed while the family went to work (留守)")
        CANNOT_MANAGE = "cannot_manage", _("can't manage daily life (失能)")
        SEVERELY_DISABLED = "severely_disabled", _("severely disabled (重残)")
        LOST_CHILD = "lost_child", _("lost the only child (计生特殊家庭)")

    OF_HEALTH = ("cannot_manage", "severely_disabled")  # sensitive: only with the separate consent (PIPL Art 28, 29)

    class Because(models.TextChoices):
        WITHDRAWN = "withdrawn", _("consent taken back")
        BETTER = "better", _("needs no visits any more")
        MOVED = "moved", _("moved away")
        DIED = "died", _("died")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="care_cases")
    number = models.PositiveIntegerField()
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="care_case")
    lead = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="care_cases")
    begun_on = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=10, choices=Because, blank=True)
    is_family_told = models.BooleanField(default=False, help_text="near relatives were told what is kept (PIPL Art 49)")
    has_no_family = models.BooleanField(default=False, help_text="died: no near relative is known")
    emptied_at = models.DateTimeField(null=True, blank=True)
    rhythm_days = models.PositiveSmallIntegerField(default=14)
    way = models.CharField(max_length=8, choices=Way, default=Way.HOME)
    speaks = models.CharField(max_length=40, blank=True, help_text="language or dialect")
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    version = models.PositiveIntegerField(default=1, help_text="so that the second of two who change it is told")
    circumstances_sealed = models.TextField(blank=True, help_text="their names, one a line")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "number"], name="care_case_number_once"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_because="")
                | (Q(ended_at__isnull=False) & ~Q(ended_because="")),
                name="care_case_ended_has_why",
            ),
            models.CheckConstraint(condition=Q(rhythm_days__range=(1, 92)), name="care_case_rhythm_fits"),
            models.CheckConstraint(
                condition=~Q(ended_because="died") | Q(is_family_told=True) | Q(has_no_family=True),
                name="care_case_died_family_told",
            ),
        ]
        indexes = [models.Index(fields=["room"], condition=Q(ended_at__isnull=True), name="care_case_open")]

    @property
    def is_open(self) -> bool:
        return self.ended_at is None


class Agreement(models.Model):
    """A consent of a case: to care, or apart from it to notes about health and money. Who heard it, who gave it.

    The guardian stands in it where the person can't decide alone.
    """

    class Subject(models.TextChoices):
        CARE = "care", _("visits and help in daily life")
        NOTES = "notes", _("notes about health and money")

    consent = models.OneToOneField(Consent, primary_key=True, on_delete=models.CASCADE, related_name="care_agreement")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="agreements")
    subject = models.CharField(max_length=8, choices=Subject)
    heard_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    guardian_sealed = models.TextField(blank=True)
    guardian_kin = models.CharField(max_length=40, blank=True)
    is_paper_seen = models.BooleanField(default=False, help_text="that they are the guardian")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(guardian_sealed="") | (~Q(guardian_kin="") & Q(is_paper_seen=True)),
                name="care_guardian_shown",
            )
        ]


class Need(models.Model):
    """Something the person said they need. The words are sealed; those of money and medicine are opened by a few only."""

    class Field(models.TextChoices):
        DAILY = "daily", _("daily life")
        MONEY = "money", _("money")
        MEDICINE = "medicine", _("medicine")

    SENSITIVE = (Field.MONEY, Field.MEDICINE)

    class State(models.TextChoices):
        OPEN = "open", _("not met yet")
        MET = "met", _("met")
        GONE = "gone", _("not needed any more")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="needs")
    field = models.CharField(max_length=8, choices=Field)
    words_sealed = models.TextField()
    said_on = models.DateField()
    met_sealed = models.TextField(blank=True, help_text="how it was met")
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)


class Aide(models.Model):
    """Somebody who helps in the room's care, whichever cases: an account or a person. How many visits a week they take on."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="care_aides")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="care_aides"
    )
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="care_aides")
    a_week = models.PositiveSmallIntegerField(
        default=0, help_text="visits a week at most; 0: helps, but does not visit"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "account"], name="care_aide_account_once"),
            models.UniqueConstraint(fields=["room", "person"], name="care_aide_person_once"),
            models.CheckConstraint(
                condition=Q(account__isnull=False, person__isnull=True) | Q(account__isnull=True, person__isnull=False),
                name="care_aide_is_one",
            ),
        ]


class Helper(models.Model):
    """An aide in one case: as what, what they do, whether they may be rung at night."""

    class Role(models.TextChoices):
        FAMILY = "family", _("family")
        NEIGHBOUR = "neighbour", _("neighbour")
        VOLUNTEER = "volunteer", _("volunteer")
        CADRE = "cadre", _("village cadre")
        DOCTOR = "doctor", _("doctor")
        OFFICER = "officer", _("police room")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="helpers")
    aide = models.ForeignKey(Aide, on_delete=models.CASCADE, related_name="helpings")
    role = models.CharField(max_length=10, choices=Role)
    does_sealed = models.TextField(blank=True)
    may_ring_at_night = models.BooleanField(default=False)
    asked_on = models.DateField(null=True, blank=True, help_text="family: when they were urged to help (duty of kin)")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "aide"], name="care_helper_once_a_case")]
