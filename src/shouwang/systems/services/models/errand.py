"""Errands (代办): papers checked at once, every original on a receipt, handed in, fetched, handed over.

Names and telephones stand sealed in kernel.people; no ID number is kept, only that cards were seen. Purpose: doing what the
person asked for; legal basis: consent, for a death filed by the village committee statutory duty. Kept: 3 years after it
ended, then names, words, originals and signatures go; item, stage, days and what was told stay for the counts.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.files.models import File
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.models import Person
from shouwang.lib.ids import uuid7
from shouwang.systems.services import errand_lifecycle as lifecycle


class Errand(models.Model):
    """One errand, from the asking to its end. Stages: see errand_lifecycle.py."""

    class Whom(models.TextChoices):
        SELF = "self", _("for themselves")
        FAMILY = "family", _("for somebody of the family")
        OTHER = "other", _("for somebody else")
        DEAD = "dead", _("for somebody who died")

    class Kin(models.TextChoices):
        SELF = "self", _("the person themselves")
        NEAR = "near", _("a near relative")
        GUARDIAN = "guardian", _("the guardian")
        COMMITTEE = "committee", _("the village committee")
        AGENT = "agent", _("an agent with a power of attorney")
        ROOM = "room", _("somebody of the room")

    class Authority(models.TextChoices):
        LETTER = "letter", _("a power of attorney, seen")
        RULE = "rule", _("the rule lets them, no paper needed")
        OWN = "own", _("the person is here themselves")

    class Wish(models.TextChoices):
        IN_PERSON = "in_person", _("asked face to face")
        BY_PHONE = "by_phone", _("asked by telephone")
        AT_HOME = "at_home", _("asked at their home")
        NOT_ABLE = "not_able", _("can't be asked: died, a small child, can't decide")

    matter = models.OneToOneField(Matter, primary_key=True, on_delete=models.CASCADE, related_name="errand")
    stage = models.CharField(max_length=10, default=lifecycle.ASKED)
    item_key = models.SlugField(max_length=30, blank=True, db_index=False)
    item_number = models.PositiveIntegerField(default=0, help_text="which version of the catalogue it goes by")
    whom = models.CharField(max_length=6, choices=Whom, default=Whom.SELF)
    can_come = models.BooleanField(default=True)

    checks = models.PositiveSmallIntegerField(default=0, help_text="how often the papers were looked through")
    told_late = models.PositiveSmallIntegerField(
        default=0, help_text="papers called missing that an earlier look had left unsaid"
    )
    checked_at = models.DateTimeField(null=True, blank=True, help_text="the first look")

    kin = models.CharField(max_length=9, choices=Kin, blank=True)
    authority = models.CharField(max_length=6, choices=Authority, blank=True)
    wish = models.CharField(max_length=9, choices=Wish, blank=True)
    is_paper_run = models.BooleanField(
        default=False, help_text="papers are only carried, nothing is decided for anybody"
    )
    has_seen_cards = models.BooleanField(default=False, help_text="the ID cards of both")
    station_asked = models.CharField(max_length=300, blank=True, help_text="whom at the station, and what they said")
    authorised_at = models.DateTimeField(null=True, blank=True)

    handed_in_at = models.DateTimeField(null=True, blank=True)
    handed_to = models.CharField(max_length=120, blank=True, help_text="the station's counter or person")
    station_receipt = models.CharField(max_length=60, blank=True)
    expected_date = models.DateField(null=True, blank=True)
    ready_at = models.DateTimeField(null=True, blank=True)
    result = models.CharField(max_length=300, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)

    reason = models.TextField(blank=True, help_text="of the four-part answer, or why it was called off")
    procedure = models.TextField(blank=True)
    documents = models.TextField(blank=True)
    time = models.TextField(blank=True)
    where = models.TextField(blank=True)
    contact = models.CharField(max_length=120, blank=True)
    answered_how = models.CharField(
        max_length=7, blank=True, choices=[("print", _("printed")), ("message", _("message"))]
    )
    visit = models.ForeignKey(Matter, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    over_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(stage__in=lifecycle.STAGES), name="errand_stage_known"),
            models.CheckConstraint(
                condition=Q(stage__in=lifecycle.OPEN, over_at__isnull=True)
                | Q(stage__in=lifecycle.OVER, over_at__isnull=False),
                name="errand_over_has_moment",
            ),
            models.CheckConstraint(
                condition=~Q(stage=lifecycle.HANDED_IN) | Q(handed_in_at__isnull=False),
                name="errand_handed_in_has_moment",
            ),
        ]
        indexes = [models.Index(fields=["stage"], name="errand_stage")]

    @property
    def is_open(self) -> bool:
        return self.stage in lifecycle.OPEN


class ErrandPerson(models.Model):
    """Somebody in an errand's papers beside whoever asked for it: whose paper it is, who acts, who hands in or fetches."""

    class Role(models.TextChoices):
        OWNER = "owner", _("whose papers it is about")
        AGENT = "agent", _("who acts for them")
        HAND = "hand", _("who brought or fetched something")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    errand = models.ForeignKey(Errand, on_delete=models.CASCADE, related_name="people")
    place = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=5, choices=Role)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["errand", "place"], name="errand_person_place_once"),
            models.UniqueConstraint(fields=["errand"], condition=Q(role="owner"), name="errand_has_one_owner"),
            models.UniqueConstraint(fields=["errand"], condition=Q(role="agent"), name="errand_has_one_agent"),
        ]


class PaperCheck(models.Model):
    """One paper of the item's list, and what was found."""

    class State(models.TextChoices):
        BROUGHT = "brought", _("brought")
        MISSING = "missing", _("not brought")
        NOT_NEEDED = "not_needed", _("not needed here")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    errand = models.ForeignKey(Errand, on_delete=models.CASCADE, related_name="papers")
    place = models.PositiveSmallIntegerField(help_text="in the item's list, from 0")
    state = models.CharField(max_length=10, choices=State)
    why = models.CharField(max_length=200, blank=True, help_text="why it is not needed")
    late_because = models.CharField(
        max_length=200, blank=True, help_text="why it was not called missing at the first look"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["errand", "place"], name="errand_paper_place_once")]


class Slip(models.Model):
    """One handing over with its number: originals taken in, given back, or the result handed over. Signed once."""

    class Kind(models.TextChoices):
        TAKEN = "taken", _("taken in")
        RETURNED = "returned", _("given back")
        DELIVERED = "delivered", _("result handed over")

    class How(models.TextChoices):
        DRAWN = "drawn", _("signed here on the screen")
        PAPER = "paper", _("on the print, which both sign")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    errand = models.ForeignKey(Errand, on_delete=models.CASCADE, related_name="slips")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=9, choices=Kind)
    at = models.DateTimeField()
    by = models.CharField(max_length=60, help_text="who of the room, as named that day")
    person = models.ForeignKey(
        ErrandPerson,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="None: who asked for it",
    )
    how = models.CharField(max_length=5, choices=How)
    picture = models.ForeignKey(File, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    our_picture = models.ForeignKey(
        File, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", help_text="of who of the room signed"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["errand", "number"], name="errand_slip_number_once"),
            models.CheckConstraint(
                condition=Q(how="drawn") | Q(picture__isnull=True, our_picture__isnull=True),
                name="errand_slip_picture_is_drawn",
            ),
        ]


class Original(models.Model):
    """A paper that is somebody's own and was left with the room. It comes back, or it is written down why not."""

    class State(models.TextChoices):
        HERE = "here", _("kept here")
        STATION = "station", _("at the station")
        RETURNED = "returned", _("given back")
        KEPT = "kept", _("kept by the station")
        LOST = "lost", _("can't be given back")

    OUT = (State.HERE, State.STATION)  # still owed to whoever left it

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    errand = models.ForeignKey(Errand, on_delete=models.CASCADE, related_name="originals")
    place = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=120)
    count = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=8, choices=State, default=State.HERE)
    taken = models.ForeignKey(Slip, on_delete=models.PROTECT, related_name="brought")
    returned = models.ForeignKey(Slip, null=True, blank=True, on_delete=models.PROTECT, related_name="fetched")
    lost_because = models.CharField(max_length=300, blank=True)
    lost_done = models.CharField(max_length=300, blank=True, help_text="what was done about it")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["errand", "place"], name="errand_original_place_once"),
            models.CheckConstraint(condition=Q(count__gte=1), name="errand_original_at_least_one"),
            models.CheckConstraint(
                condition=~Q(state="returned") | Q(returned__isnull=False), name="errand_original_returned_on_a_slip"
            ),
        ]
        indexes = [
            models.Index(fields=["errand"], name="errand_original_out", condition=Q(state__in=("here", "station")))
        ]
