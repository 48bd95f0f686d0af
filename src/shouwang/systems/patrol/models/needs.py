"""What a place needs of patrols, as the officer said it. What warnings and reports add is counted when it is asked."""

from django.db import models

from shouwang.kernel.ground.models import Place
from shouwang.lib.ids import uuid7

DWELL_MINUTES = 12  # the Koper curve: a stop of 10 to 16 minutes keeps a place calm the longest
GAP_MINUTES = 120  # and should come again within two hours
MOST_WEIGHT = 10
MOST_VISITS = 6


class Need(models.Model):
    """How much a place matters and how it is to be looked after. A place without one matters by what happens there.

    `opens` and `closes` are times of the day between which a visit is of use (empty: the whole shift). A post can be
    stood where `may_stand`; a place that is `closed_off` is never walked to.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    place = models.OneToOneField(Place, on_delete=models.CASCADE, related_name="patrol_need")
    weight = models.PositiveSmallIntegerField(default=1)
    visits = models.PositiveSmallIntegerField(default=1, help_text="wanted in one night")
    dwell = models.PositiveSmallIntegerField(default=DWELL_MINUTES, help_text="minutes")
    gap = models.PositiveSmallIntegerField(default=GAP_MINUTES, help_text="minutes at most between two visits")
    opens = models.TimeField(null=True, blank=True)
    closes = models.TimeField(null=True, blank=True)
    may_stand = models.BooleanField(default=False)
    is_closed_off = models.BooleanField(default=False)
    note = models.CharField(max_length=120, blank=True)
    set_by = models.CharField(max_length=80)
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(weight__lte=MOST_WEIGHT), name="patrol_need_weight"),
            models.CheckConstraint(condition=models.Q(visits__lte=MOST_VISITS), name="patrol_need_visits"),
            models.CheckConstraint(condition=models.Q(dwell__gte=1, dwell__lte=120), name="patrol_need_dwell"),
            models.CheckConstraint(condition=models.Q(gap__gte=15), name="patrol_need_gap"),
        ]
