"""Bulletins on the room's wall. Public words, so no personal data.

Kept: bulletins as the record of what the room said; what was let stand in one although it looks personal, three years.
"""

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.files.models import File
from shouwang.kernel.people.models import Account
from shouwang.lib.ids import uuid7
from shouwang.systems.outreach import relaying
from shouwang.systems.outreach.models.campaigns import Campaign
from shouwang.systems.outreach.models.released import Level, Released

SHORT = "23456789abcdefghjkmnpqrstuvwxyz"  # no 0, 1, i, l, o: they are read wrongly from paper
SHORT_LENGTH = 7

IS_WARNING = models.Q(kind="warning")
SAYS_SOURCE = ~models.Q(issuer="") & ~models.Q(number="") & ~models.Q(level="") & models.Q(issued_at__isnull=False)
SAYS_NO_SOURCE = models.Q(issuer="", number="", level="", issued_at__isnull=True)


def new_short() -> str:
    """The short name in an address that is copied by hand; it opens nothing that is not public."""
    return "".join(secrets.choice(SHORT) for _ in range(SHORT_LENGTH))


class Bulletin(Released):
    """One bulletin in Chinese and, where somebody wrote it, English. A warning is always somebody else's, passed on with
    its source, number and words; what is urgent in the room's own name is a notice."""

    class Kind(models.TextChoices):
        NOTICE = "notice", _("notice")
        TIP = "tip", _("tip of the day")
        REPORT = "report", _("report of cases")
        WARNING = relaying.WARNING, _("official warning, passed on")

    class Category(models.TextChoices):
        """As CAP 1.2 names them."""

        SAFETY = "Safety", _("safety")
        SECURITY = "Security", _("crime and fraud")
        MET = "Met", _("weather")
        GEO = "Geo", _("landslide, earthquake")
        FIRE = "Fire", _("fire")
        HEALTH = "Health", _("health")
        ENV = "Env", _("environment")
        TRANSPORT = "Transport", _("traffic")
        INFRA = "Infra", _("water, power, telephone")
        OTHER = "Other", _("something else")

    campaign = models.OneToOneField(
        Campaign, null=True, blank=True, on_delete=models.PROTECT, related_name="bulletin", help_text="hung up with it"
    )
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.NOTICE)
    short = models.CharField(max_length=SHORT_LENGTH, unique=True, default=new_short, editable=False)
    is_urgent = models.BooleanField(default=False, help_text="phones that asked are told at once")
    category = models.CharField(max_length=10, choices=Category, default=Category.SAFETY)
    issuer = models.CharField(max_length=80, blank=True, help_text="of a warning: the office that issued it")
    number = models.CharField(max_length=80, blank=True, help_text="of a warning: the number its issuer gave it")
    level = models.CharField(max_length=1, choices=Level, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    area = models.CharField(max_length=200, blank=True, help_text="of a warning: the places it names, in its words")
    updates = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="updated_by",
        help_text="hangs in its place",
    )
    audio = models.ForeignKey(File, null=True, blank=True, on_delete=models.PROTECT, related_name="bulletins")

    class Meta(Released.Meta):
        constraints = [
            *Released.Meta.constraints,
            models.CheckConstraint(
                name="bulletin_warning_with_source",
                condition=IS_WARNING & SAYS_SOURCE & models.Q(expires_at__isnull=False) | ~IS_WARNING & SAYS_NO_SOURCE,
            ),
        ]
        indexes = [models.Index(fields=["room", "state", "-released_at"], name="bulletin_wall")]

    @property
    def mark(self) -> str:
        """What the journal calls it: the short name of its address."""
        return self.short

    @property
    def cannot_wait(self) -> bool:
        """Told at any hour: what the room calls urgent, and official warnings of the two highest levels."""
        return self.is_urgent or (self.is_warning and self.level in (Level.I, Level.II))

    @property
    def is_warning(self) -> bool:
        """Whether it passes on somebody else's official warning."""
        return self.kind == self.Kind.WARNING


class Passed(models.Model):
    """Words of a bulletin that look personal and were let stand, one by one, each with the reason."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    bulletin = models.ForeignKey(Bulletin, on_delete=models.CASCADE, related_name="passed")
    said = models.CharField(max_length=60)
    reason = models.CharField(max_length=200)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="bulletin_words_passed")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bulletin", "said"], name="passed_once_a_bulletin"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="passed_with_reason"),
        ]
