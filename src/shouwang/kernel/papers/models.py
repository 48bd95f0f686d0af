"""Copies of papers for the people they concern: each party takes the own one home on the telephone, by a QR code.

Kept: a copy and its PDF to the end of its last day (30 days unless said otherwise) or until it is taken back; that there
was one 30 days more, so that its page can say what became of it. `actions.forget_copies` deletes.
"""

from datetime import datetime, timedelta

from django.db import models

from shouwang.kernel.files.models import File
from shouwang.kernel.ground.models import Room
from shouwang.kernel.people.joining import Closed
from shouwang.lib.ids import uuid7

TRACE_KEPT = timedelta(days=30)


class Copy(models.Model):
    """One paper as it was given to one party. Of the secret only the hash is kept, of openings only number and last day.

    Whoever holds the code reads the title before opening: it names the paper, never a person.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="paper_copies")
    digest = models.CharField(max_length=64, unique=True)
    title = models.CharField(max_length=80)
    holder = models.CharField(
        max_length=40, blank=True, help_text="whose copy, in the paper's word for them, not a name"
    )
    file = models.ForeignKey(File, null=True, on_delete=models.SET_NULL, related_name="paper_copies")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    opened = models.PositiveIntegerField(default=0)
    opened_date = models.DateField(null=True, blank=True)
    # The record it is of, as the journal names it: no foreign key, papers know no system.
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    subject_label = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(expires_at__gt=models.F("made_at")), name="copy_expires_later"),
            models.CheckConstraint(
                condition=models.Q(opened=0, opened_date__isnull=True)
                | models.Q(opened__gt=0, opened_date__isnull=False),
                name="copy_opened_has_its_day",
            ),
        ]
        indexes = [
            models.Index(fields=["subject_kind", "subject_id"], name="copy_subject"),
            models.Index(fields=["expires_at"], name="copy_expiry"),
        ]

    @property
    def last_moment(self) -> datetime:
        """When it still opens: on the day that people are told."""
        return self.expires_at - timedelta(seconds=1)

    def why_closed(self, now: datetime) -> Closed | None:
        """Why it can't be opened any more, or None while it can."""
        if self.revoked_at is not None:
            return Closed.REVOKED
        return Closed.EXPIRED if self.expires_at <= now or self.file_id is None else None
