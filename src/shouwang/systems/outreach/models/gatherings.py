"""Meetings with villagers (警民座谈会), theatre evenings (反诈小剧场), lectures: how many came, never who.

Kept: gatherings with their minutes, three years; a picture until it is taken away or with its gathering; a question asked
there as long as its matter.
"""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shouwang.kernel.files.models import File
from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.models import Account
from shouwang.lib.ids import uuid7
from shouwang.systems.outreach import gathering_lifecycle as lifecycle
from shouwang.systems.outreach.models.bulletins import Bulletin


class Gathering(models.Model):
    """One of them. `version` grows with each change, so that calendars take it over."""

    class Kind(models.TextChoices):
        MEETING = "meeting", _("monthly meeting with villagers")
        THEATRE = "theatre", _("theatre evening")
        LECTURE = "lecture", _("lecture")

    class State(models.TextChoices):
        """See gathering_lifecycle.py."""

        PLANNED = lifecycle.PLANNED, pgettext_lazy("meeting", "planned")
        ANNOUNCED = lifecycle.ANNOUNCED, _("announced")
        HELD = lifecycle.HELD, pgettext_lazy("meeting", "held")
        POSTED = lifecycle.POSTED, _("minutes posted")
        OFF = lifecycle.OFF, pgettext_lazy("meeting", "called off")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="gatherings")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.MEETING)
    state = models.CharField(max_length=9, choices=State, default=State.PLANNED)
    starts_at = models.DateTimeField()
    minutes_long = models.PositiveSmallIntegerField(default=90)
    where = models.CharField(max_length=120)
    where_en = models.CharField(max_length=160, blank=True)
    topic = models.CharField(max_length=80)
    topic_en = models.CharField(max_length=160, blank=True)
    invitation = models.TextField(blank=True)
    invitation_en = models.TextField(blank=True)
    script = models.TextField(blank=True, help_text="of a theatre evening: what is played")
    players = models.PositiveSmallIntegerField(null=True, blank=True, help_text="of a theatre evening: how many play")
    planned_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="gatherings_planned")
    planned_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0)
    announced_at = models.DateTimeField(null=True, blank=True)
    attendance = models.PositiveIntegerField(null=True, blank=True, help_text="how many came")
    held_at = models.DateTimeField(null=True, blank=True, help_text="when it was written down that it took place")
    minutes = models.TextField(blank=True)
    minutes_en = models.TextField(blank=True)
    minutes_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="gathering_minutes_written"
    )
    posted_at = models.DateTimeField(null=True, blank=True)
    posted_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="gathering_minutes_posted"
    )
    posted_alone_because = models.CharField(max_length=200, blank=True)
    bulletin = models.OneToOneField(
        Bulletin, null=True, blank=True, on_delete=models.SET_NULL, related_name="gathering", help_text="the minutes"
    )
    off_at = models.DateTimeField(null=True, blank=True)
    off_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="gathering_held_with_attendance",
                condition=models.Q(state__in=(lifecycle.HELD, lifecycle.POSTED), attendance__isnull=False)
                | ~models.Q(state__in=(lifecycle.HELD, lifecycle.POSTED)) & models.Q(attendance__isnull=True),
            ),
            models.CheckConstraint(
                name="gathering_off_with_reason",
                condition=models.Q(state=lifecycle.OFF, off_at__isnull=False) & ~models.Q(off_because="")
                | ~models.Q(state=lifecycle.OFF) & models.Q(off_at__isnull=True, off_because=""),
            ),
            models.CheckConstraint(
                name="gathering_posted_whole",
                condition=models.Q(state=lifecycle.POSTED, posted_by__isnull=False, posted_at__isnull=False)
                & ~models.Q(minutes="")
                | ~models.Q(state=lifecycle.POSTED) & models.Q(posted_by__isnull=True, posted_at__isnull=True),
            ),
            models.CheckConstraint(
                name="gathering_second_person_or_reason",
                condition=models.Q(posted_by__isnull=True)
                | ~models.Q(posted_by=models.F("minutes_by"))
                | ~models.Q(posted_alone_because=""),
            ),
            models.CheckConstraint(
                name="gathering_script_only_of_theatre",
                condition=models.Q(kind="theatre") | models.Q(script="", players__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["room", "-starts_at"], name="gathering_by_day")]

    @property
    def mark(self) -> str:
        """What the journal calls it: its day, never its words."""
        return f"{timezone.localdate(self.starts_at)} {self.id.hex[-4:]}"


class AskedThere(models.Model):
    """A question asked at a gathering: the matter it became, and the words for the public minutes, without a name.

    Words and answer are read by everybody only once somebody who may release let them out.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="questions")
    matter = models.OneToOneField(Matter, on_delete=models.CASCADE, related_name="asked_there")
    words = models.CharField(max_length=300, blank=True, help_text="nothing: they were struck out")
    released_at = models.DateTimeField(null=True, blank=True, help_text="when they became everybody's to read")
    released_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="gathering_questions_released"
    )
    answer = models.TextField(blank=True, help_text="for the public minutes, once the matter is answered")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="gathering_answers"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="asked_there_answered_whole",
                condition=models.Q(answer="", answered_at__isnull=True, answered_by__isnull=True)
                | ~models.Q(answer="") & models.Q(answered_at__isnull=False, answered_by__isnull=False),
            ),
            models.CheckConstraint(
                name="asked_there_released_whole",
                condition=models.Q(released_at__isnull=True, released_by__isnull=True)
                | ~models.Q(words="") & models.Q(released_at__isnull=False, released_by__isnull=False),
            ),
        ]


class Picture(models.Model):
    """A picture of a gathering. Everybody in it agreed, a sentence says so; seen outside only after a second look."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="pictures")
    file = models.OneToOneField(File, on_delete=models.PROTECT, related_name="gathering_picture")
    words = models.CharField(max_length=120, help_text="what is seen, for those who don't see it")
    consent = models.CharField(max_length=300, help_text="who agreed, how")
    added_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="gathering_pictures_added")
    added_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="gathering_pictures_released"
    )
    released_alone_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="picture_released_whole",
                condition=models.Q(released_at__isnull=True, released_by__isnull=True)
                | models.Q(released_at__isnull=False, released_by__isnull=False),
            ),
            models.CheckConstraint(
                name="picture_second_person_or_reason",
                condition=models.Q(released_by__isnull=True)
                | ~models.Q(released_by=models.F("added_by"))
                | ~models.Q(released_alone_because=""),
            ),
            models.CheckConstraint(name="picture_with_consent", condition=~models.Q(consent="")),
        ]
