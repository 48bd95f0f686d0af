"""One thing brought to the room: a report, a help request, an opinion. Special fields live in the systems' own tables.

Kept: 3 years after it ended (`KEPT_YEARS`), then its words and persons are emptied and the row stays for the counts.
"""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.ground.models import Place, Room, Source
from shouwang.kernel.matters import kinds, lifecycle
from shouwang.kernel.people.models import Person, Team
from shouwang.lib.ids import uuid7

KEPT_YEARS = 3


def years_before(moment: datetime, years: int) -> datetime:
    """The same moment that many years earlier; 29 February becomes the 28th."""
    try:
        return moment.replace(year=moment.year - years)
    except ValueError:
        return moment.replace(year=moment.year - years, day=28)


class NumberSeries(models.Model):
    """Last number given in a room and year. Its row is the lock: no gap, no double."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "year"], name="series_once_a_year")]


class Matters(models.QuerySet["Matter"]):
    """Filters on matters."""

    def open(self) -> Self:
        return self.filter(ended_at__isnull=True)

    def late(self, now: datetime) -> Self:
        return self.open().filter(due_at__lt=now)

    def past_their_time(self, now: datetime) -> Self:
        """Ended longer ago than they are kept, and not emptied yet.

        Not those a part has begun to lead: it keeps its files as long as its own rule says.
        """
        due = self.filter(ended_at__lt=years_before(now, KEPT_YEARS), emptied_at__isnull=True)
        for kind, row in kinds.rows_of_parts().items():
            due = due.exclude(kind=kind, **{f"{row}__isnull": False})
        return due

    def due_between(self, start: datetime, end: datetime) -> Self:
        return self.open().filter(due_at__gte=start, due_at__lt=end)

    def waiting(self) -> Self:
        return self.open().filter(state=lifecycle.COLLECTED)


class Matter(models.Model):
    """A matter: what, where, who brought it, where it stands, by when."""

    class Level(models.TextChoices):
        VILLAGE = "village", _("village")
        TOWNSHIP = "township", _("township")
        COUNTY = "county", _("county")

    class Channel(models.TextChoices):
        """How it came to the room."""

        PUBLIC = "public", _("public page")
        WALK_IN = "walk_in", _("came to the room")
        PHONE = "phone", _("by phone")
        FIELD = "field", _("from the field")
        API = "api", _("another program")
        OPEN311 = "open311", _("Open311")
        IMPORT = "import", _("imported")
        ROOM = "room", _("the room itself")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(Room, db_index=False, on_delete=models.PROTECT, related_name="matters")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    reference = models.CharField(max_length=24, unique=True)
    kind = models.CharField(max_length=20)
    topic = models.CharField(max_length=30, blank=True)
    title = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    state = models.CharField(max_length=12, default=lifecycle.COLLECTED)
    state_before = models.CharField(max_length=12, blank=True)
    level = models.CharField(max_length=10, choices=Level, default=Level.VILLAGE)
    is_urgent = models.BooleanField(default=False)
    is_sheltered = models.BooleanField(
        default=False, help_text="somebody must be protected: only who sees reporters, and who works on it, sees it"
    )
    is_record = models.BooleanField(default=False, help_text="brought in as a past record, not worked on here")

    channel = models.CharField(max_length=10, choices=Channel)
    reporter = models.ForeignKey(
        Person, null=True, blank=True, db_index=False, on_delete=models.SET_NULL, related_name="matters"
    )
    is_anonymous = models.BooleanField(default=False)
    follow_lookup = models.CharField(max_length=64, blank=True)
    sent_digest = models.CharField(max_length=64, blank=True)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, db_index=False, on_delete=models.PROTECT, related_name="+"
    )

    place = models.ForeignKey(Place, null=True, blank=True, db_index=False, on_delete=models.SET_NULL, related_name="+")
    where = models.CharField(max_length=200, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    position_source = models.CharField(max_length=8, choices=Source, blank=True)
    accuracy_m = models.FloatField(null=True, blank=True)

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="matters"
    )
    team = models.ForeignKey(
        Team, null=True, blank=True, db_index=False, on_delete=models.PROTECT, related_name="matters"
    )

    checker = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, db_index=False, on_delete=models.PROTECT, related_name="+",
        help_text="asked to look whether the outcome holds; may see the matter for that",
    )  # fmt: skip

    received_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    answer_due_at = models.DateTimeField(null=True, blank=True)
    update_due_at = models.DateTimeField(null=True, blank=True)
    whole_due_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True, help_text="the nearest of the running clocks")
    version = models.PositiveIntegerField(default=1)
    emptied_at = models.DateTimeField(null=True, blank=True, help_text="its time was over: words and persons are gone")

    merged_into = models.ForeignKey(
        "self", null=True, blank=True, db_index=False, on_delete=models.PROTECT, related_name="merged"
    )
    public_text = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    origin = models.CharField(max_length=80, blank=True)
    outside_id = models.CharField(max_length=80, blank=True)

    objects = Matters.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "year", "number"], name="matter_number_once"),
            models.UniqueConstraint(
                fields=["room", "origin", "outside_id"], condition=~Q(outside_id=""), name="matter_imported_once"
            ),
            models.CheckConstraint(condition=Q(state__in=lifecycle.STATES), name="matter_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=lifecycle.OPEN, ended_at__isnull=True)
                | Q(state__in=lifecycle.ENDED, ended_at__isnull=False),
                name="matter_ended_when_over",
            ),
            models.CheckConstraint(
                condition=Q(state=lifecycle.MERGED, merged_into__isnull=False)
                | (~Q(state=lifecycle.MERGED) & Q(merged_into__isnull=True)),
                name="matter_merged_into_something",
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="matter_position_whole",
            ),
            models.CheckConstraint(
                condition=Q(is_anonymous=False) | Q(reporter__isnull=True), name="matter_anonymous_has_no_reporter"
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | ~Q(public_text=""), name="matter_public_has_words"
            ),
            models.CheckConstraint(
                condition=Q(emptied_at__isnull=True)
                | Q(ended_at__isnull=False, reporter__isnull=True, text="", where="", latitude__isnull=True),
                name="matter_emptied_is_empty",
            ),
        ]
        indexes = [
            models.Index(fields=["room", "due_at", "id"], name="matter_due", condition=Q(ended_at__isnull=True)),
            # With all that the counts beside every page ask of an open matter, so that they read the index only.
            models.Index(
                fields=[
                    "room",
                    "state",
                    "received_at",
                    "due_at",
                    "owner",
                    "team",
                    "checker",
                    "ended_at",
                    "is_sheltered",
                ],
                name="matter_open_state",
                condition=Q(ended_at__isnull=True),
            ),
            models.Index(fields=["owner", "due_at"], name="matter_mine", condition=Q(ended_at__isnull=True)),
            models.Index(fields=["team", "due_at"], name="matter_team", condition=Q(ended_at__isnull=True)),
            models.Index(fields=["room", "-received_at", "-id"], name="matter_newest"),
            models.Index(fields=["room", "kind", "-received_at", "-id"], name="matter_kind_newest"),
            models.Index(fields=["room", "state", "-received_at", "-id"], name="matter_state_newest"),
            # Where most rows are NULL the index leaves them out: SQLite reckons with one row per value, so it would look
            # for open matters (ended_at is NULL) here, or think that a merged one has all others beside it.
            models.Index(
                fields=["room", "-ended_at", "state", "is_record", "id"],
                name="matter_ended",
                condition=Q(ended_at__isnull=False),
            ),
            models.Index(fields=["merged_into"], name="matter_merged", condition=Q(merged_into__isnull=False)),
            models.Index(fields=["reporter"], name="matter_reporter", condition=Q(reporter__isnull=False)),
            models.Index(fields=["place"], name="matter_place", condition=Q(place__isnull=False)),
            models.Index(fields=["registered_by"], name="matter_registrar", condition=Q(registered_by__isnull=False)),
            models.Index(fields=["checker"], name="matter_checker", condition=Q(checker__isnull=False)),
            models.Index(fields=["team"], name="matter_of_team", condition=Q(team__isnull=False)),
            models.Index(fields=["follow_lookup"], name="matter_follow", condition=~Q(follow_lookup="")),
            models.Index(
                fields=["room", "-published_at"], name="matter_public", condition=Q(published_at__isnull=False)
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    @property
    def is_done(self) -> bool:
        """Closed with an answer, itself or in the matter it was merged into."""
        return lifecycle.CLOSED in (self.state, self.merged_into.state if self.merged_into else "")

    @property
    def is_forgotten(self) -> bool:
        """Whoever brought it was erased: the follow code opens nothing, so they read nothing any more."""
        return self.emptied_at is not None or bool(self.reporter and self.reporter.erased_at)

    @property
    def has_taker(self) -> bool:
        return self.owner_id is not None or self.team_id is not None

    def is_late(self, now: datetime) -> bool:
        return self.is_open and self.due_at is not None and self.due_at < now


class SearchText(models.Model):
    """What was indexed of a matter, exactly: the full-text index is contentless and needs it back to take words out.

    The index itself is the virtual table `matters_search` (SQLite FTS5, rowid = id) or, on PostgreSQL, the
    column `words` (tsvector) of this table; both are made in the migrations.
    """

    id = models.BigAutoField(primary_key=True)
    matter = models.OneToOneField(Matter, on_delete=models.CASCADE, related_name="search_text")
    text = models.TextField()
