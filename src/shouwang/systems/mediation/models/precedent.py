"""What settled a closed dispute, without its people, for who mediates the next one like it; and the index it is found by.

Purpose: that mediators learn from what settled a like quarrel. Legal basis: the statutory duty of the file it is taken from.
Kept: the text and its index as long as the dispute's file; afterwards only where somebody
read it over, since it holds nobody. What nobody read over goes with the file. A dispute that is taken up again takes its
precedent out, and one in which somebody must be protected never makes one.
"""

from django.db import models
from django.db.models import Q

from shouwang.kernel.ground.models import Room
from shouwang.lib.ids import uuid7
from shouwang.systems.mediation.models.dispute import Dispute


class PrecedentShelf(models.Model):
    """The last number given on the shelf. Its one row is the lock of whoever writes there: no posting is lost."""

    last = models.PositiveIntegerField(default=0)


class Precedent(models.Model):
    """One closed dispute: signs for its parties, no telephone, no house, no village.

    Only its own room sees it until somebody there has read it over; then the mediators of the county do.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.PositiveIntegerField(unique=True, help_text="its place in the index")
    dispute = models.OneToOneField(
        Dispute, null=True, blank=True, on_delete=models.CASCADE, related_name="precedent", help_text="none: emptied"
    )
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="precedents")
    justice_type = models.CharField(max_length=4, blank=True)
    year = models.PositiveSmallIntegerField(help_text="when it was closed")
    facts = models.TextField(help_text="what it was about")
    settled = models.TextField(blank=True, help_text="what they agreed, or why they did not")
    outcome = models.CharField(max_length=8, choices=Dispute.Result, blank=True)
    is_kept = models.BooleanField(
        null=True, blank=True, help_text="whether what was agreed was done; None: no agreement"
    )
    read_by = models.CharField(max_length=80, blank=True, help_text="which colleague read it over; empty: nobody yet")
    read_at = models.DateTimeField(null=True, blank=True)
    edition = models.PositiveSmallIntegerField(help_text="of the reading by which it stands in the index")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(read_at__isnull=True, read_by="") | Q(read_at__isnull=False) & ~Q(read_by=""),
                name="precedent_read_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(dispute__isnull=False) | Q(read_at__isnull=False), name="precedent_without_file_was_read"
            ),
        ]
        indexes = [
            models.Index(fields=["room", "read_at"], name="precedent_of_room"),
            models.Index(fields=["edition", "number"], name="precedent_edition"),
        ]


class Posting(models.Model):
    """Which precedents of a block hold a term, and how often, packed: see precedent.shelf. Numbers only, no word."""

    term = models.BigIntegerField()
    block = models.PositiveIntegerField()
    packed = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["term", "block"], name="posting_once")]
        indexes = [models.Index(fields=["block"], name="posting_block")]
