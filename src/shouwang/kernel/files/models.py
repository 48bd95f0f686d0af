"""What people sent, and uploads under way. Contents lie in the store by their hash, not in the database.

Kept: a file until `expires_at` (set by the system that asked for it), or as long as the record it belongs
to when that is empty; an upload one day. `actions.expire_due` deletes; each deletion is in the journal.
"""

from datetime import datetime, timedelta
from pathlib import Path

from django.db import models
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.files import store
from shouwang.kernel.files.kinds import MOST_BYTES
from shouwang.kernel.files.kinds import Kind as FileKind
from shouwang.kernel.ground.models import Room
from shouwang.lib.ids import uuid7

UPLOAD_KEPT = timedelta(days=1)  # a phone without network sends on when it is back


class Files(models.QuerySet["File"]):
    """Filters of files."""

    def due(self, now: datetime) -> "Files":
        """Those whose time is over."""
        return self.filter(expires_at__lte=now)


class File(models.Model):
    """A photo, a voice recording or a paper that was checked, stripped and stored; or a film the program made."""

    class Kind(models.TextChoices):
        PHOTO = FileKind.PHOTO.value, _("photo")
        VOICE = FileKind.VOICE.value, _("voice recording")
        PAPER = FileKind.PAPER.value, _("paper")
        FILM = FileKind.FILM.value, _("film")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="files")
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveIntegerField()
    media_type = models.CharField(max_length=40)
    kind = models.CharField(max_length=5, choices=Kind)
    name = models.CharField(max_length=100)
    uploaded_by = models.CharField(max_length=80)
    purpose = models.CharField(max_length=60)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)

    objects = Files.as_manager()

    # Where the photo was taken, (latitude, longitude) in WGS-84: told to the caller of `keep`, never stored.
    found_position: tuple[float, float] | None = None

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"), name="file_hash_whole"),
            models.CheckConstraint(condition=models.Q(size__range=(1, MOST_BYTES)), name="file_size_in_limits"),
            models.CheckConstraint(
                condition=models.Q(expires_at__isnull=True) | models.Q(expires_at__gte=models.F("created_at")),
                name="file_expires_later",
            ),
        ]
        indexes = [
            models.Index(fields=["expires_at"], condition=models.Q(expires_at__isnull=False), name="file_expiry")
        ]

    @property
    def path(self) -> Path:
        """Where its content lies on the disk."""
        return store.path_of(self.sha256)


class Upload(models.Model):
    """A file that comes in pieces (tus 1.0.0). Only the hash of its secret is kept."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="uploads")
    secret_digest = models.CharField(max_length=64)
    purpose = models.CharField(max_length=60)
    allowed = models.CharField(max_length=20, help_text="kinds of file taken, separated by spaces")
    name = models.CharField(max_length=200)
    metadata = models.TextField(blank=True, help_text="Upload-Metadata as it was sent")
    length = models.PositiveIntegerField()
    offset = models.PositiveIntegerField(default=0)
    uploaded_by = models.CharField(max_length=80)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    file = models.OneToOneField(File, null=True, blank=True, on_delete=models.SET_NULL, related_name="upload")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(offset__lte=models.F("length")), name="upload_within_length"),
            models.CheckConstraint(condition=models.Q(length__range=(1, MOST_BYTES)), name="upload_length_in_limits"),
            models.CheckConstraint(
                condition=models.Q(file__isnull=True) | models.Q(offset=models.F("length")),
                name="upload_file_when_whole",
            ),
        ]
        indexes = [models.Index(fields=["expires_at"], name="upload_expiry")]

    @property
    def is_whole(self) -> bool:
        """Whether every byte has come."""
        return self.offset == self.length
