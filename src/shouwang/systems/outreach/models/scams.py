"""What people ask "is this a scam?" about. Telephone, ID and card numbers are masked before a text is written down.

Kept: questions 30 days, longer only while somebody waits for an answer; confirmed texts that the model learns from three years
(only the asker's who agreed, or the officer's own), then the next training forgets them too, even where it is
worse; trainings three years.
Nothing here says who asked: no name, no telephone, no address of theirs. Who wants the officer's word brings a matter; then
`queries.holdings` tells them of the question too, and an erasure takes it away.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.models import Account
from shouwang.lib.ids import uuid7
from shouwang.systems.outreach.models.losses import FraudCase


class ScamQuestion(models.Model):
    """One message or call that somebody doubted. Who asked is known only to its matter, where there is one.

    `types` and `cues` are keys, the likeliest first, joined with commas: what the machine said then.
    """

    class Channel(models.TextChoices):
        PUBLIC = "public", _("the room's page")
        DESK = "desk", _("at the desk")
        FORWARDED = "forwarded", _("sent on by a program")

    class Answer(models.TextChoices):
        LIKELY = "likely", _("Very much like a scam")
        UNSURE = "unsure", _("Not sure: let the officer look")
        NOTHING_FOUND = "nothing_found", _("No clear sign of a scam found (that does not mean there is none)")

    class Verdict(models.TextChoices):
        SCAM = "scam", _("It is a scam")
        NOT_SCAM = "not_scam", _("It is no scam")
        CANT_SAY = "cant_say", _("It can't be said from this")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="scam_questions")
    channel = models.CharField(max_length=9, choices=Channel)
    came_by = models.CharField(
        max_length=9, choices=FraudCase.Channel, blank=True, help_text="how it reached whoever asks, as they say"
    )
    text = models.TextField(help_text="masked before it is written")
    answer = models.CharField(max_length=13, choices=Answer)
    types = models.CharField(max_length=80, blank=True)
    cues = models.TextField(blank=True)
    may_teach = models.BooleanField(default=False, help_text="the asker agreed, or it is the officer's own text")
    asked_at = models.DateTimeField()
    matter = models.OneToOneField(
        Matter, null=True, blank=True, on_delete=models.SET_NULL, related_name="scam_question",
        help_text="where somebody waits for the officer's answer",
    )  # fmt: skip
    verdict = models.CharField(max_length=8, choices=Verdict, blank=True)
    verdict_type = models.CharField(max_length=20, blank=True)
    words = models.TextField(blank=True, help_text="to whoever asked")
    answered_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="question_answered_whole",
                condition=Q(verdict="", answered_by__isnull=True, answered_at__isnull=True)
                | (~Q(verdict="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="question_type_only_of_a_scam",
                condition=Q(verdict="scam") & ~Q(verdict_type="") | ~Q(verdict="scam") & Q(verdict_type=""),
            ),
        ]
        indexes = [models.Index(fields=["room", "-asked_at"], name="scam_asked")]

    @property
    def type_keys(self) -> list[str]:
        return [key for key in self.types.split(",") if key]

    @property
    def is_answered(self) -> bool:
        return bool(self.verdict)

    @property
    def is_waited_for(self) -> bool:
        """Whether somebody waits for the officer's word."""
        return not self.is_answered and self.matter is not None and self.matter.is_open


class Correction(models.Model):
    """A masked text whose type a person confirmed: the model learns from it. `type` is a type's key or "ordinary"."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="scam_corrections")
    question = models.OneToOneField(
        ScamQuestion, null=True, blank=True, on_delete=models.SET_NULL, related_name="correction"
    )
    # The question goes after 30 days; whose text it was is found by its matter as long as it is learned from.
    matter = models.ForeignKey(
        Matter, null=True, blank=True, on_delete=models.SET_NULL, related_name="scam_corrections"
    )
    text = models.TextField(help_text="masked before it is written")
    type = models.CharField(max_length=20)
    confirmed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["confirmed_at"], name="scam_confirmed")]


class Training(models.Model):
    """One training of the model on this machine: how many of the fixed check texts it had right, and the one before it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    at = models.DateTimeField()
    texts = models.PositiveIntegerField(help_text="it was made of")
    confirmed = models.PositiveIntegerField(help_text="of these, confirmed here")
    had_to = models.BooleanField(default=False, help_text="the one before knew a text that was deleted: it is replaced")
    right = models.PositiveIntegerField()
    right_before = models.PositiveIntegerField(null=True, help_text="of the model before; nothing when there was none")
    of = models.PositiveIntegerField()
    is_taken = models.BooleanField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="training_right_of_all", condition=Q(right__lte=models.F("of"))),
            models.CheckConstraint(
                name="training_worse_is_not_taken",
                condition=Q(is_taken=False)
                | Q(had_to=True)
                | Q(right_before__isnull=True)
                | Q(right__gte=models.F("right_before")),
            ),
        ]
        indexes = [models.Index(fields=["-at"], name="scam_trained")]
