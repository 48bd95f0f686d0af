"""The quiz: questions, what they said at each version, rounds that are played, and what was answered.

Kept: questions and what they said, as long as the room uses them; a round with its answers, each under a random token and
no person, a day after it began, then counts alone; counts three years.
"""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.ground.models import Room
from shouwang.kernel.people.models import Account
from shouwang.lib.ids import uuid7
from shouwang.systems.outreach.models.campaigns import Campaign
from shouwang.systems.outreach.quiz import item


class Question(models.Model):
    """One question of the room's bank; what it says stands in its wordings, the one of the highest number is current."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="quiz_questions")
    theme = models.CharField(max_length=10, choices=Campaign.Theme, default=Campaign.Theme.FRAUD)
    fraud_type = models.CharField(max_length=20, blank=True, help_text="a key of the types of fraud, or empty")
    title = models.CharField(max_length=80, blank=True)
    category = models.CharField(max_length=200, blank=True, help_text="as the file named it that brought it")
    source = models.CharField(max_length=120, blank=True, help_text="where it comes from")
    version = models.PositiveSmallIntegerField(default=1, help_text="number of the current wording")
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="question_type_of_fraud_only_for_fraud",
                condition=models.Q(fraud_type="") | models.Q(theme="fraud"),
            )
        ]
        indexes = [models.Index(fields=["room", "retired_at", "id"], name="quiz_bank")]


class Wording(models.Model):
    """What the question says at one version. Never changed: answers point at it."""

    class Kind(models.TextChoices):
        """See quiz/item.py."""

        SINGLE = item.Kind.SINGLE.value, _("one answer is right")
        MULTIPLE = item.Kind.MULTIPLE.value, _("several answers are right")
        TRUE_FALSE = item.Kind.TRUE_FALSE.value, _("true or false")
        MATCHING = item.Kind.MATCHING.value, _("pairs")
        SHORT = item.Kind.SHORT.value, _("a word is typed")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="wordings")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.TextField()
    text_en = models.TextField(blank=True)
    explanation = models.TextField(blank=True)
    explanation_en = models.TextField(blank=True)
    written_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="quiz_wordings")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "number"], name="wording_once_a_version")]


class Option(models.Model):
    """One answer of a wording, in its place; of a pair both halves. `weight` in percent, above 0 is right."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    wording = models.ForeignKey(Wording, on_delete=models.CASCADE, related_name="options")
    place = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    text_en = models.CharField(max_length=600, blank=True)
    match = models.CharField(max_length=300, blank=True)
    match_en = models.CharField(max_length=600, blank=True)
    weight = models.DecimalField(max_digits=8, decimal_places=5, default=Decimal(0))
    feedback = models.CharField(max_length=300, blank=True)
    feedback_en = models.CharField(max_length=600, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wording", "place"], name="option_once_a_place"),
            models.CheckConstraint(
                name="option_weight_in_percent", condition=models.Q(weight__gte=-100, weight__lte=100)
            ),
        ]


class Round(models.Model):
    """Played together at a screen, or all that is played alone on one day. Gone a day after it began; counts stay."""

    class State(models.TextChoices):
        """Those that join wait; a question is open; its answer is shown; it is over."""

        WAITING = "waiting", _("people join")
        ASKING = "asking", _("a question is open")
        SHOWN = "shown", _("the answer is shown")
        OVER = "over", _("over")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="quiz_rounds")
    day = models.DateField()
    is_together = models.BooleanField()
    code = models.CharField(max_length=6, blank=True, help_text="what phones join with, while it is played")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    place = models.PositiveSmallIntegerField(default=0, help_text="of the question that is on; 0 before the first")
    version = models.PositiveIntegerField(default=0, help_text="grows with each step; phones ask for nothing else")
    joined = models.PositiveIntegerField(default=0, help_text="how many phones came in")
    started_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="quiz_rounds_started"
    )
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["room", "code"], condition=models.Q(ended_at__isnull=True) & ~models.Q(code=""),
                name="round_code_once_while_played",
            ),
            models.UniqueConstraint(
                fields=["room", "day"], condition=models.Q(is_together=False), name="round_alone_once_a_day"
            ),
            models.CheckConstraint(
                name="round_over_when_ended",
                condition=models.Q(state="over", ended_at__isnull=False)
                | ~models.Q(state="over") & models.Q(ended_at__isnull=True),
            ),
        ]  # fmt: skip


class Asked(models.Model):
    """A question of a round that is played together, in its place from 1."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="asked")
    place = models.PositiveSmallIntegerField()
    wording = models.ForeignKey(Wording, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "place"], name="asked_once_a_place"),
            models.UniqueConstraint(fields=["round", "wording"], name="asked_once_a_round"),
        ]


class Answer(models.Model):
    """What was answered once. `token` is random, of this round alone, so that a doubled send counts once; no person.

    `choice`: the places of the options in their order ("2", "1 3"); empty for typed words and pairs, which are not kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="answers")
    wording = models.ForeignKey(Wording, on_delete=models.CASCADE, related_name="answers")
    token = models.CharField(max_length=32)
    choice = models.CharField(max_length=40, blank=True)
    is_right = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "wording", "token"], name="answer_once")]


class Tally(models.Model):
    """How often something was answered on one day, when the answers themselves are gone."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    wording = models.ForeignKey(Wording, on_delete=models.CASCADE, related_name="tallies")
    day = models.DateField()
    is_together = models.BooleanField()
    choice = models.CharField(max_length=40, blank=True)
    is_right = models.BooleanField()
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["wording", "day", "is_together", "choice", "is_right"], name="tally_once_a_day"
            )
        ]
