"""Loudspeakers of a room, their quiet hours, and the calls that wake them.

Kept: a loudspeaker with what it played as long as its campaigns; calls that woke it, thirty days. No personal data.
"""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.ground.models import Room, Village
from shouwang.kernel.people.models import Account
from shouwang.lib.ids import uuid7

SILENT_AFTER = timedelta(minutes=10)
WAKES_KEPT = timedelta(days=30)


class Speaker(models.Model):
    """One loudspeaker or group of them that sounds as one. A player has a key, of which the digest alone is kept: the key
    itself is made anew from its id and the number of the key when a call to it is signed (see actions.speakers)."""

    class Way(models.TextChoices):
        PLAYER = "player", _("a player of our own")
        OPERATOR = "operator", _("the county's emergency broadcast, by its operator")

    class Behind(models.TextChoices):
        DEVICE = "device", _("an amplifier at the player")
        RTP = "rtp", _("IP loudspeakers (RTP)")
        ICECAST = "icecast", _("a stream (Icecast)")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="speakers")
    village = models.ForeignKey(Village, on_delete=models.PROTECT, related_name="speakers")
    name = models.CharField(max_length=40)
    where = models.CharField(max_length=80, blank=True, help_text="as people say it: on the roof of the committee")
    way = models.CharField(max_length=8, choices=Way, default=Way.PLAYER)
    behind = models.CharField(max_length=8, choices=Behind, blank=True)
    note = models.CharField(max_length=200, blank=True)
    volume = models.PositiveSmallIntegerField(default=70, help_text="per cent")
    has_own_quiet = models.BooleanField(default=False, help_text="its own quiet hours instead of the room's")
    token_digest = models.CharField(max_length=64, unique=True, null=True, blank=True)
    key_number = models.PositiveIntegerField(default=0, help_text="how many keys it has had")
    is_active = models.BooleanField(default=True)
    added_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)
    last_heard_at = models.DateTimeField(null=True, blank=True)
    silent_told_at = models.DateTimeField(null=True, blank=True, help_text="that it fell silent; empty once it is back")
    version = models.CharField(max_length=40, blank=True)
    output = models.CharField(max_length=80, blank=True, help_text="what the player says it plays on")
    free_bytes = models.PositiveBigIntegerField(null=True, blank=True)
    clock_offset = models.FloatField(
        null=True, blank=True, help_text="seconds our clock is ahead of its own, as it says"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "name"], condition=Q(is_active=True), name="speaker_name_once"),
            models.CheckConstraint(condition=Q(volume__lte=100), name="speaker_volume_per_cent"),
            models.CheckConstraint(
                condition=Q(way="operator", token_digest__isnull=True)
                | Q(way="player", is_active=True, token_digest__isnull=False)
                | Q(is_active=False, token_digest__isnull=True),
                name="speaker_key_where_it_plays",
            ),
            models.CheckConstraint(
                condition=Q(is_active=True, retired_at__isnull=True) | Q(is_active=False, retired_at__isnull=False),
                name="speaker_retired_whole",
            ),
        ]

    @property
    def plays_itself(self) -> bool:
        return self.way == self.Way.PLAYER

    def is_silent(self, now: datetime) -> bool:
        """Whether a player that was heard of once has not been for ten minutes."""
        return bool(
            self.is_active and self.plays_itself and self.last_heard_at and now - self.last_heard_at > SILENT_AFTER
        )


class QuietHours(models.Model):
    """From when to when nothing ordinary is played: of the room, or of one loudspeaker. Over midnight the end is earlier."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="quiet_hours")
    speaker = models.ForeignKey(Speaker, null=True, blank=True, on_delete=models.CASCADE, related_name="quiet_hours")
    begins = models.TimeField()
    ends = models.TimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(begins=models.F("ends")), name="quiet_hours_last"),
            models.UniqueConstraint(fields=["room", "begins"], condition=Q(speaker=None), name="quiet_once_a_room"),
            models.UniqueConstraint(fields=["speaker", "begins"], name="quiet_once_a_speaker"),
        ]


class Reading(models.Model):
    """How a name of the place is read aloud: its syllables (jian4 he2), or other characters said instead of it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="readings")
    name = models.CharField(max_length=40)
    said = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "name"], name="reading_once_a_room")]


class Wake(models.Model):
    """One call to one player through the broker: what for, when it went out, when the player took it and began.

    The broker only wakes: the same stands in the programme, so a call that never arrives loses nothing.
    """

    class Kind(models.TextChoices):
        PROGRAMME = "programme", _("look at the programme")
        PLAY = "play", _("play now")
        STOP = "stop", _("stop")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="wakes")
    kind = models.CharField(max_length=9, choices=Kind)
    item = models.ForeignKey(
        "Item", null=True, blank=True, on_delete=models.CASCADE, related_name="wakes", help_text="to play or to stop"
    )
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True, help_text="when it is tried next; empty: nothing more to do")
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True, help_text="the broker has it")
    taken_at = models.DateTimeField(null=True, blank=True, help_text="the player has it")
    began_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="programme", item__isnull=True) | Q(item__isnull=False), name="wake_names_its_item"
            )
        ]
        indexes = [models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="wake_due")]


class Handing(models.Model):
    """The file and the slip were handed to the operator of the county's broadcast: a request, no signed instruction."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    airing = models.ForeignKey("Airing", on_delete=models.CASCADE, related_name="handings")
    speaker = models.ForeignKey(Speaker, on_delete=models.PROTECT, related_name="handings")
    to = models.CharField(max_length=80, help_text="the office, no name")
    handed_at = models.DateTimeField()
    handed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="broadcasts_handed")

    class Meta:
        indexes = [models.Index(fields=["airing", "handed_at"], name="handing_of_airing")]
