"""Campaigns (宣传): one text, and what of it goes out by each way. Public words; kept as the record of what was said.

Kept: campaigns, their pieces, plans and where they went, three years after their end or the last change of a draft; a
recording as long as its campaign.
"""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.files.models import File
from shouwang.kernel.ground.models import Village
from shouwang.kernel.people.models import Account
from shouwang.lib.ids import uuid7
from shouwang.systems.outreach.models.released import Level, Released


class Campaign(Released):
    """One warning or theme. `theme` is a type of fraud (domain f) or another subject. With a source, a number, a
    level and a time of issue it relays an official warning: the room itself warns of nothing in an authority's name."""

    class Theme(models.TextChoices):
        FRAUD = "fraud", _("fraud")
        WATER = "water", _("water")
        FIRE = "fire", _("fire")
        TRAFFIC = "traffic", _("traffic")
        WEATHER = "weather", _("weather")
        THEFT = "theft", _("theft")
        OTHER = "other", _("something else")

    theme = models.CharField(max_length=10, choices=Theme, default=Theme.FRAUD)
    fraud_type = models.CharField(max_length=20, blank=True, help_text="a key of the types of fraud, or empty")
    is_urgent = models.BooleanField(default=False, help_text="stops what loudspeakers play")
    begins_at = models.DateTimeField(null=True, blank=True)
    source = models.CharField(max_length=80, blank=True, help_text="of a relayed official warning: who issued it")
    number = models.CharField(max_length=80, blank=True, help_text="the number its issuer gave it")
    level = models.CharField(max_length=1, choices=Level, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    personal_because = models.CharField(
        max_length=200, blank=True, help_text="why words that look personal were let stand at the release"
    )
    goes_without_sound = models.BooleanField(default=False, help_text="read out by hand: no recording is needed")
    begun_at = models.DateTimeField(
        null=True, blank=True, help_text="when it went out: at its release, or its beginning"
    )

    class Meta(Released.Meta):
        constraints = [
            *Released.Meta.constraints,
            models.CheckConstraint(
                name="campaign_relayed_whole",
                condition=models.Q(source="", number="", level="", issued_at__isnull=True)
                | ~models.Q(source="")
                & ~models.Q(number="")
                & ~models.Q(level="")
                & models.Q(issued_at__isnull=False, expires_at__isnull=False),
            ),
            models.CheckConstraint(
                name="campaign_type_of_fraud_only_for_fraud",
                condition=models.Q(fraud_type="") | models.Q(theme="fraud"),
            ),
        ]
        indexes = [models.Index(fields=["room", "state", "-released_at"], name="campaign_out")]

    @property
    def is_relayed(self) -> bool:
        """Whether it passes on somebody else's official warning."""
        return bool(self.number)

    def runs(self, now: datetime) -> bool:
        """Whether it stands and has begun."""
        return self.stands(now) and (self.begins_at is None or self.begins_at <= now)


class Piece(models.Model):
    """What the campaign says by one way: the same text shortened for it. Without a row it does not go that way."""

    class Way(models.TextChoices):
        SPEAKER = "speaker", _("loudspeaker")
        WECHAT = "wechat", _("WeChat post")
        POSTER = "poster", _("poster")
        FILM = "film", _("short video")
        SLIDE = "slide", _("corridor screen")
        BULLETIN = "bulletin", _("bulletin")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="pieces")
    way = models.CharField(max_length=8, choices=Way)
    text = models.TextField()
    text_en = models.TextField(blank=True)
    is_own_words = models.BooleanField(
        default=False, help_text="changed by hand: stays when the campaign's text changes"
    )
    file = models.ForeignKey(File, null=True, blank=True, on_delete=models.SET_NULL, related_name="outreach_pieces")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "way"], name="piece_once_a_way")]


class Sound(models.Model):
    """How the campaign sounds: recorded by a person or spoken by an engine, levelled; heard only once somebody approved it."""

    class Origin(models.TextChoices):
        RECORDED = "recorded", _("recorded by a person")
        SPOKEN = "spoken", _("spoken by the machine")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="sounds")
    village = models.ForeignKey(
        Village, null=True, blank=True, on_delete=models.PROTECT, related_name="outreach_sounds",
        help_text="in the dialect of this village; empty for everywhere",
    )  # fmt: skip
    dialect = models.CharField(max_length=40, blank=True)
    origin = models.CharField(max_length=8, choices=Origin)
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="outreach_sounds", help_text="levelled MP3")
    seconds = models.DecimalField(max_digits=6, decimal_places=2)
    loudness = models.DecimalField(max_digits=5, decimal_places=2, help_text="LUFS, measured after levelling")
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="sounds_made")
    made_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="sounds_approved"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True, help_text="another one took its place")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sound_approved_whole",
                condition=models.Q(approved_by__isnull=True, approved_at__isnull=True)
                | models.Q(approved_by__isnull=False, approved_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["campaign", "village"],
                condition=models.Q(approved_at__isnull=False, dropped_at__isnull=True, village__isnull=False),
                name="sound_one_approved_a_village",
            ),
            models.UniqueConstraint(
                fields=["campaign"],
                condition=models.Q(approved_at__isnull=False, dropped_at__isnull=True, village__isnull=True),
                name="sound_one_approved_for_all",
            ),
        ]


class Given(models.Model):
    """A person put it somewhere by hand: pasted into a group, hung up, shown. Says where, never to whom."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="givings")
    way = models.CharField(max_length=8, choices=Piece.Way)
    where = models.CharField(max_length=80)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="outreach_givings")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["campaign", "at"], name="given_of_campaign")]
