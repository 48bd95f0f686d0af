"""Matters brought in from a table: one run for a file, one row for each of its lines.

Kept: the cells of a line until its matter is made, else `CELLS_KEPT`; runs and the numbers of their lines as long
as the room. Of a large file a copy lies in the upload folder until it is read, minutes at most while the worker runs,
else `CELLS_KEPT`. Reporters' names stand readable in the cells while they wait, so they must not wait for ever.
"""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters.models.matter import Matter
from shouwang.lib.ids import uuid7

CELLS_KEPT = timedelta(days=30)


class ImportRun(models.Model):
    """A file, how its columns are read, and how far it is."""

    class State(models.TextChoices):
        READING = "reading", pgettext_lazy("import", "being read")
        PREVIEWED = "previewed", pgettext_lazy("import", "to be looked at")
        RUNNING = "running", pgettext_lazy("import", "coming in")
        DONE = "done", pgettext_lazy("import", "brought in")
        UNDOING = "undoing", pgettext_lazy("import", "being taken back")
        UNDONE = "undone", pgettext_lazy("import", "taken back")
        FAILED = "failed", pgettext_lazy("import", "stopped by a fault")

    class Datum(models.TextChoices):
        """What the file's positions are measured in; the room keeps WGS-84."""

        WGS84 = "wgs84", pgettext_lazy("import", "WGS-84 (GPS)")
        GCJ02 = "gcj02", pgettext_lazy("import", "GCJ-02 (AMap, Tencent)")
        BD09 = "bd09", pgettext_lazy("import", "BD-09 (Baidu)")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="import_runs")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    account_label = models.CharField(max_length=80)
    file_name = models.CharField(max_length=200)
    sheet = models.CharField(max_length=80, blank=True)
    unread = models.CharField(max_length=500, blank=True, help_text="other sheets of the file, not read")
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 of the file")
    origin = models.CharField(max_length=80)
    # As the file's own columns stand: [{"heading": …, "field": …}, …]; the file decides how many there are.
    mapping = models.JSONField()
    datum = models.CharField(max_length=6, choices=Datum, default=Datum.WGS84)
    kind = models.CharField(max_length=20)
    as_records = models.BooleanField(default=True)
    state = models.CharField(max_length=10, choices=State, default=State.READING)
    total = models.PositiveIntegerField(default=0)
    planned_at = models.DateTimeField(help_text="when it was last said how the columns are read")
    tried = models.PositiveIntegerField(default=0, help_text="lines read by the dry run so far")
    tried_at = models.DateTimeField(null=True, blank=True, help_text="when the dry run began that read them all")
    would_come = models.PositiveIntegerField(default=0)
    would_be_known = models.PositiveIntegerField(default=0)
    would_stay_aside = models.PositiveIntegerField(default=0)
    # The first broken lines that the dry run met: [{"line": …, "reason": …, "detail": …}, …].
    faults = models.JSONField(default=list)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    moved_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=("running", "done", "undoing", "undone")) | Q(started_at__isnull=False),
                name="import_started_before_it_runs",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("done", "undone")) | Q(finished_at__isnull=False),
                name="import_done_has_end",
            ),
        ]
        indexes = [
            models.Index(fields=["room", "-created_at"], name="import_room"),
            models.Index(fields=["room", "fingerprint"], name="import_file"),
        ]

    @property
    def is_moving(self) -> bool:
        return self.state in (self.State.RUNNING, self.State.UNDOING)

    @property
    def has_begun(self) -> bool:
        """Whether somebody let its lines come in; until then nothing but the file is here."""
        return self.started_at is not None

    @property
    def is_being_read(self) -> bool:
        return self.state == self.State.READING

    @property
    def is_under_way(self) -> bool:
        """Whether the worker has something to do for it."""
        return self.is_being_read or self.is_being_tried or self.is_moving

    @property
    def is_being_tried(self) -> bool:
        """Whether the dry run has lines to read yet."""
        return self.state == self.State.PREVIEWED and self.tried_at is None


class ImportRow(models.Model):
    """A line of the file and what became of it."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("import", "waiting")
        IMPORTED = "imported", pgettext_lazy("import", "brought in")
        KNOWN = "known", pgettext_lazy("import", "was here already")
        ASIDE = "aside", pgettext_lazy("import", "kept aside")
        SKIPPED = "skipped", pgettext_lazy("import", "left out")
        UNDONE = "undone", pgettext_lazy("import", "taken back")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField(help_text="as the spreadsheet numbers it")
    outcome = models.CharField(max_length=8, choices=Outcome, default=Outcome.WAITING)
    reason = models.CharField(max_length=20, blank=True)
    detail = models.CharField(max_length=200, blank=True)
    cells = models.TextField(help_text="JSON list of texts, as received; empty once it is not needed")
    matter = models.ForeignKey(Matter, null=True, blank=True, on_delete=models.SET_NULL, related_name="import_rows")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "line"], name="import_line_once")]
        indexes = [models.Index(fields=["run", "outcome", "line"], name="import_outcome")]
