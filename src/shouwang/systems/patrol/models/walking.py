"""What was really done: check-ins, findings, hand-over notes, and tracks of those who agreed.

Kept: tracks 30 days, then only counts; check-ins without their position after 30 days too, three years in all, and so
are findings and hand-overs: what a finding became is a matter and is kept as one.
"""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.ground.models import Place
from shouwang.kernel.matters.models import Matter
from shouwang.lib.ids import uuid7
from shouwang.systems.patrol.models.shifts import Shift, Turn
from shouwang.systems.patrol.models.volunteers import Volunteer

TRACKS_KEPT = timedelta(days=30)


class PlaceCode(models.Model):
    """How often the code that hangs at a place was made anew. A place without one has its first."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    place = models.OneToOneField(Place, on_delete=models.CASCADE, related_name="patrol_code")
    edition = models.PositiveSmallIntegerField(default=0)


class CheckIn(models.Model):
    """Somebody was at a place in a shift: by the code or tag there, by the phone's position, or by saying so.

    Its id is made on the phone, so that sending it again changes nothing. `left_at` ends the dwell.
    """

    class Way(models.TextChoices):
        CODE = "code", _("the code there")
        TAG = "tag", _("the tag there")
        POSITION = "position", _("the phone’s position")
        SAID = "said", _("by saying so")

    id = models.UUIDField(primary_key=True, editable=False)
    turn = models.ForeignKey(Turn, on_delete=models.CASCADE, related_name="check_ins")
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+")
    way = models.CharField(max_length=8, choices=Way)
    at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField()
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    accuracy = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(left_at__isnull=True) | models.Q(left_at__gte=models.F("at")),
                name="patrol_check_in_ends",
            )
        ]
        indexes = [models.Index(fields=["place", "at"], name="patrol_check_in_place")]


class Finding(models.Model):
    """Something found on a shift: the matter it became, and whether it was put right on the spot."""

    matter = models.OneToOneField(Matter, primary_key=True, on_delete=models.CASCADE, related_name="patrol_finding")
    shift = models.ForeignKey(Shift, on_delete=models.CASCADE, related_name="findings")
    is_settled = models.BooleanField(default=False, help_text="on the spot")


class HandOver(models.Model):
    """What one shift tells the next."""

    id = models.UUIDField(primary_key=True, editable=False)
    turn = models.ForeignKey(Turn, on_delete=models.CASCADE, related_name="hand_overs")
    text = models.TextField()
    written_at = models.DateTimeField()


class TrackPoint(models.Model):
    """Where somebody was during a shift, of those who agreed. Deleted after 30 days."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    turn = models.ForeignKey(Turn, on_delete=models.CASCADE, related_name="track")
    at = models.DateTimeField()
    latitude = models.FloatField()
    longitude = models.FloatField()
    accuracy = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["turn", "at"], name="patrol_track_once")]


class TrackerKey(models.Model):
    """By which a program on the phone of somebody who agreed (OwnTracks, Traccar Client) tells where they walk.

    Only the hash of what is typed into it is kept. It goes when they agree no more, or leave.
    """

    volunteer = models.OneToOneField(Volunteer, primary_key=True, on_delete=models.CASCADE, related_name="tracker_key")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
