"""Plans: where to stand and what to walk in one night, drawn from several that are almost as good.

Kept: three years beside the shifts they are for, then deleted with them.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.ground.models import Place, Room
from shouwang.lib.ids import uuid7
from shouwang.systems.patrol.models.shifts import Shift


class Plan(models.Model):
    """The plan of one night. A later one of the same night takes the place of the earlier: `replaces`.

    `weight` is how much of what the places need it reaches, `bound` the most that any plan could; `surprise` how hard
    its times are to guess (0: always the same, 1: any time), `given_up` what that cost, as a share of `weight`.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SENT = "sent", _("sent")
        DROPPED = "dropped", _("not used")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="patrol_plans")
    night = models.DateField()
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    replaces = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="later")
    seed = models.PositiveIntegerField(help_text="the same night with the same seed is drawn the same")
    weight = models.FloatField(default=0)
    whole = models.FloatField(default=0, help_text="what all places together need")
    bound = models.FloatField(null=True, blank=True)
    surprise = models.FloatField(null=True, blank=True)
    given_up = models.FloatField(default=0)
    cover = models.FloatField(null=True, blank=True, help_text="share of the weight that posts cover")
    cover_gap = models.FloatField(null=True, blank=True, help_text="0: proven that none cover more")
    one_more = models.FloatField(null=True, blank=True, help_text="share of the weight one post more would add")
    one_more_at = models.ForeignKey(Place, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    is_change = models.BooleanField(default=False, help_text="made from `replaces` by changing as little as can be")
    seconds = models.FloatField(default=0)
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    sent_by = models.CharField(max_length=80, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["room", "night"], condition=models.Q(state="sent"), name="patrol_one_plan_sent"
            )
        ]
        indexes = [models.Index(fields=["room", "-night"], name="patrol_plan_night")]


class Stop(models.Model):
    """One place in one round: when one is there, for how long, and what it is worth."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="stops")
    shift = models.ForeignKey(Shift, on_delete=models.CASCADE, related_name="stops")
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()
    arrives_at = models.DateTimeField()
    leaves_at = models.DateTimeField()
    weight = models.FloatField()
    surprise = models.FloatField(null=True, blank=True, help_text="how hard it is to guess when, 0 to 1")
    is_asked = models.BooleanField(default=False, help_text="somebody asked for it to be in")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "shift", "number"], name="patrol_stop_number"),
            models.CheckConstraint(condition=models.Q(leaves_at__gte=models.F("arrives_at")), name="patrol_stop_ends"),
        ]


class Stand(models.Model):
    """Where a post stands in a plan, and how much of what is around it it covers first and besides another.

    `covers` has the keys of the places it is the nearest post of, `backs_up` of those it stands behind another for.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="stands")
    shift = models.ForeignKey(Shift, on_delete=models.CASCADE, related_name="stands")
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+")
    first = models.FloatField()
    backup = models.FloatField()
    covers = models.JSONField(default=list)
    backs_up = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "shift"], name="patrol_stand_once")]


class LeftOut(models.Model):
    """A place that the plan could not reach, and why, or a shift that it could not fill.

    `detour` are the fewest minutes that a visit would add to any round, whether there is time for it or not.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="left_out")
    place = models.ForeignKey(Place, null=True, on_delete=models.CASCADE, related_name="+")
    shift = models.ForeignKey(Shift, null=True, on_delete=models.CASCADE, related_name="+")
    why = models.CharField(max_length=20)
    weight = models.FloatField(default=0)
    count = models.PositiveSmallIntegerField(default=1)
    detour = models.FloatField(null=True, blank=True)
