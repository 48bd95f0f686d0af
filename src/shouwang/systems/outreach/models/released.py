"""What goes out to everybody only after a second person has read it: the columns that bulletins and campaigns share."""

from datetime import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.ground.models import Room
from shouwang.kernel.people.models import Account
from shouwang.lib.ids import uuid7
from shouwang.systems.outreach import lifecycle


class Level(models.TextChoices):
    """Of an official warning, as its issuer gave it."""

    I = "1", _("level I, red")  # noqa: E741
    II = "2", _("level II, orange")
    III = "3", _("level III, yellow")
    IV = "4", _("level IV, blue")


class Released(models.Model):
    """Written, released by a second person (or alone, with the reason), taken down or past its time; see lifecycle.py."""

    class State(models.TextChoices):
        """See lifecycle.py."""

        DRAFT = lifecycle.DRAFT, _("draft")
        RELEASED = lifecycle.RELEASED, _("on the wall")
        TAKEN_DOWN = lifecycle.TAKEN_DOWN, _("taken down")
        EXPIRED = lifecycle.EXPIRED, _("past its time")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="%(class)ss")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    title = models.CharField(max_length=80)
    title_en = models.CharField(max_length=160, blank=True)
    text = models.TextField()
    text_en = models.TextField(blank=True)
    written_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="%(class)ss_written")
    written_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0, help_text="grows with each change of what goes out")
    expires_at = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="%(class)ss_released"
    )
    released_alone_because = models.CharField(max_length=200, blank=True)
    taken_down_at = models.DateTimeField(null=True, blank=True)
    taken_down_because = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_released_whole",
                condition=models.Q(released_at__isnull=True, released_by__isnull=True)
                | models.Q(released_at__isnull=False, released_by__isnull=False),
            ),
            models.CheckConstraint(
                name="%(class)s_on_the_wall_was_released",
                condition=~models.Q(state__in=(lifecycle.RELEASED, lifecycle.EXPIRED))
                | models.Q(released_at__isnull=False),
            ),
            models.CheckConstraint(
                name="%(class)s_second_person_or_reason",
                condition=models.Q(released_by__isnull=True)
                | ~models.Q(released_by=models.F("written_by"))
                | ~models.Q(released_alone_because=""),
            ),
            models.CheckConstraint(
                name="%(class)s_expires_later",
                condition=models.Q(expires_at__isnull=True)
                | models.Q(released_at__isnull=True)
                | models.Q(expires_at__gt=models.F("released_at")),
            ),
            models.CheckConstraint(
                name="%(class)s_taken_down_with_reason",
                condition=models.Q(state=lifecycle.TAKEN_DOWN, taken_down_at__isnull=False)
                & ~models.Q(taken_down_because="")
                | ~models.Q(state=lifecycle.TAKEN_DOWN) & models.Q(taken_down_at__isnull=True, taken_down_because=""),
            ),
        ]

    @property
    def mark(self) -> str:
        """What the journal calls it: the day it was written and the end of its key, never its words."""
        return f"{timezone.localdate(self.written_at)} {self.id.hex[-4:]}"

    def touch(self, now: datetime) -> None:
        """What goes out changed."""
        self.changed_at, self.version = now, self.version + 1
        self.save()

    def stands(self, now: datetime) -> bool:
        """Whether it is out at that moment, also before the clock's own step has run."""
        return self.state == self.State.RELEASED and (self.expires_at is None or self.expires_at > now)

    def title_in(self, language: str) -> str:
        return (self.title_en if language == "en" else "") or self.title

    def text_in(self, language: str) -> str:
        return (self.text_en if language == "en" else "") or self.text
