"""The story of a matter. Append-only; only erasing a person may change words that stand here."""

from django.db import models

from shouwang.kernel.matters.models.matter import Matter
from shouwang.lib.ids import uuid7

# Every verb that can stand in a timeline; clocks, pages and figures read them. `step` is an act of a part's own procedure,
# which `field` names.
VERBS = (
    "received", "accept", "return", "assign", "start", "report", "check", "send_back", "close", "close_unchecked",
    "reopen", "withdraw", "withdraw_for", "merge", "merged_in", "unmerge", "imported",
    "note", "answer", "reporter_words", "revise", "pause", "resume", "extend", "move_up", "move_down",
    "link", "hand_over", "publish", "unpublish", "attach", "asked", "rated", "called", "forgotten", "step",
)  # fmt: skip


class Entry(models.Model):
    """One thing said or done. `is_public` entries are what the reporter sees."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    matter = models.ForeignKey(Matter, db_index=False, on_delete=models.CASCADE, related_name="entries")
    at = models.DateTimeField()
    verb = models.CharField(max_length=20)
    actor = models.CharField(max_length=40)
    actor_label = models.CharField(max_length=80)
    state = models.CharField(max_length=12)
    text = models.TextField(blank=True)
    reason = models.CharField(max_length=500, blank=True)
    is_public = models.BooleanField(default=False)
    days = models.PositiveSmallIntegerField(null=True, blank=True)
    field = models.CharField(max_length=30, blank=True)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    other = models.ForeignKey(
        Matter, null=True, blank=True, db_index=False, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(verb__in=VERBS), name="entry_verb_known")]
        indexes = [
            models.Index(fields=["matter", "at", "id"], name="entry_story"),
            models.Index(fields=["other"], name="entry_other", condition=models.Q(other__isnull=False)),
        ]


class News(models.Model):
    """An entry nobody has been told of yet: written with it, deleted by the worker once everybody is told.

    `version` is the matter's after the entry. `is_stuck` after a fault in the program: it stays until somebody has it told again.
    """

    entry = models.OneToOneField(Entry, primary_key=True, on_delete=models.CASCADE, related_name="news")
    version = models.PositiveIntegerField()
    is_stuck = models.BooleanField(default=False)
