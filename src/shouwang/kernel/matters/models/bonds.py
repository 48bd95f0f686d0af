"""What hangs on a matter: files, links to other matters, the question whether people were satisfied."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.files.models import File
from shouwang.kernel.matters.models.matter import Matter
from shouwang.lib.ids import uuid7


class Attachment(models.Model):
    """A file of a matter; who may see the matter may see it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="attachments")
    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="+")
    is_from_reporter = models.BooleanField(default=False)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "file"], name="attachment_once")]


class Link(models.Model):
    """Two matters that belong together, or one that was handed over to another kind."""

    class Bond(models.TextChoices):
        RELATED = "related", _("belongs together")
        HANDED_OVER = "handed_over", _("handed over")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="links")
    other = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="links_back")
    bond = models.CharField(max_length=12, choices=Bond, default=Bond.RELATED)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "other"], name="link_once"),
            models.CheckConstraint(condition=~models.Q(matter=models.F("other")), name="link_to_another"),
        ]


class Satisfaction(models.Model):
    """Asked once when the matter ends; not answering is an answer that is counted as such."""

    class Score(models.IntegerChoices):
        SATISFIED = 3, _("satisfied")
        PARTLY = 2, _("partly")
        NOT = 1, _("not satisfied")

    class Channel(models.TextChoices):
        PAGE = "page", _("on their page")
        PHONE = "phone", _("on the telephone")

    matter = models.OneToOneField(Matter, primary_key=True, on_delete=models.CASCADE, related_name="satisfaction")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    channel = models.CharField(max_length=5, choices=Channel, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)  # calls that nobody answered
    declined_at = models.DateTimeField(null=True, blank=True)  # would rather not say
    reopened_at = models.DateTimeField(null=True, blank=True)  # was not satisfied, and somebody looked at it again
    score = models.PositiveSmallIntegerField(choices=Score, null=True, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True, score__isnull=True)
                | models.Q(answered_at__isnull=False, score__isnull=False),
                name="satisfaction_answered_has_score",
            )
        ]
        indexes = [
            models.Index(
                fields=["asked_at"], name="satisfaction_reopened", condition=models.Q(reopened_at__isnull=False)
            ),
            models.Index(
                fields=["asked_at"],
                name="satisfaction_silent",
                condition=models.Q(answered_at__isnull=True, declined_at__isnull=True),
            ),
        ]
