"""What somebody asks about their own data (PIPL Art 44-49), what was done, and the account of what was deleted.

Kept: as long as the matter it belongs to; whom it is about (a child, somebody who died) only until it is answered, words
until the matter is emptied. An account of what was deleted holds numbers, laws and days, and names nobody.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.models import Person
from shouwang.lib.ids import uuid7
from shouwang.systems.services import rights_lifecycle as lifecycle


class RightsRequest(models.Model):
    """One request. Which of the six it is, is the matter's topic; who asks is the matter's reporter."""

    class About(models.TextChoices):
        SELF = "self", pgettext_lazy("whose data", "about me")
        CHILD = "child", pgettext_lazy("whose data", "about my child under 14")
        LATE = "late", pgettext_lazy("whose data", "about a close relative who died")

    class Seen(models.TextChoices):
        """What was seen at the desk; no number of it is kept."""

        CARD = "card", _("ID card")
        BOOK = "book", _("household register")
        PASSPORT = "passport", _("passport or travel permit")
        KNOWN = "known", _("known to the officer in person")
        OTHER = "other", _("another paper")

    class Article(models.TextChoices):
        """By which law something is refused."""

        KEPT = "47", _("a law says it must be kept (PIPL Art 47)")
        SECRET = "18", _("a law says it must stay secret, or it would hinder the police's duty (PIPL Art 18, 35, 45)")
        OTHERS = "others", _("it is about somebody else, or would give somebody away (PIPL Art 44)")
        UNPROVEN = "50", _("nobody could show who they are or may speak for (PIPL Art 50)")

    matter = models.OneToOneField(Matter, primary_key=True, on_delete=models.CASCADE, related_name="rights_request")
    stage = models.CharField(max_length=8, default=lifecycle.ASKED)
    about = models.CharField(max_length=5, choices=About, default=About.SELF)
    tie = models.CharField(max_length=40, blank=True, help_text="how whoever asks is related: mother, son")
    subject = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        help_text="whom it is about, where that is not who asks",
    )  # fmt: skip
    seen = models.CharField(max_length=8, choices=Seen, blank=True)
    seen_tie = models.CharField(max_length=120, blank=True, help_text="which paper shows who may speak for them")
    proven_at = models.DateTimeField(null=True, blank=True)
    proven_by = models.CharField(max_length=120, blank=True)
    over_date = models.DateField(null=True, blank=True)
    article = models.CharField(max_length=8, choices=Article, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(stage__in=lifecycle.STAGES), name="rights_stage_known"),
            models.CheckConstraint(
                condition=~Q(stage__in=lifecycle.OVER) | Q(over_date__isnull=False), name="rights_over_has_day"
            ),
            models.CheckConstraint(
                condition=~Q(stage=lifecycle.REFUSED) | ~Q(article=""), name="rights_refused_has_law"
            ),
            models.CheckConstraint(
                condition=Q(stage__in=(lifecycle.ASKED, lifecycle.REFUSED, lifecycle.TAKEN_BACK)) | ~Q(seen=""),
                name="rights_proven_has_proof",
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.stage in lifecycle.OPEN


class RightsDeed(models.Model):
    """One thing done for a request; what was said of it stands in the matter's story."""

    class Kind(models.TextChoices):
        SHOWN = "shown", _("shown what is held")
        MADE = "made", _("copy made")  # not yet in anybody's hands
        COPIED = "copied", _("copy handed over")
        CORRECTED = "corrected", _("corrected")
        DELETED = "deleted", _("deleted")
        WITHDRAWN = "withdrawn", _("consent taken back")
        EXPLAINED = "explained", _("explained")
        NOTHING = "nothing", _("looked: nothing is held")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    request = models.ForeignKey(RightsRequest, on_delete=models.CASCADE, related_name="deeds")
    kind = models.CharField(max_length=10, choices=Kind)
    at = models.DateTimeField()
    by = models.CharField(max_length=120)


class ErasureReport(models.Model):
    """What one erasing really did, counted while it was done (kernel.matters.actions.erasing.Erased)."""

    COUNTS = (
        "persons", "names", "numbers", "cards", "addresses", "matters", "elsewhere", "texts", "positions", "files",
        "notices", "published", "consents", "phones", "codes", "lists", "cases", "visits", "kept",
    )  # fmt: skip

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    request = models.ForeignKey(RightsRequest, on_delete=models.CASCADE, related_name="erasures")
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    with_words = models.BooleanField(default=False)
    persons = models.PositiveIntegerField(default=0)
    names = models.PositiveIntegerField(default=0)
    numbers = models.PositiveIntegerField(default=0)
    cards = models.PositiveIntegerField(default=0)
    addresses = models.PositiveIntegerField(default=0)
    matters = models.PositiveIntegerField(default=0)
    elsewhere = models.PositiveIntegerField(default=0)
    texts = models.PositiveIntegerField(default=0)
    positions = models.PositiveIntegerField(default=0)
    files = models.PositiveIntegerField(default=0)
    notices = models.PositiveIntegerField(default=0)
    published = models.PositiveIntegerField(default=0)
    consents = models.PositiveIntegerField(default=0)
    phones = models.PositiveIntegerField(default=0)
    codes = models.PositiveIntegerField(default=0)
    lists = models.PositiveIntegerField(default=0)
    cases = models.PositiveIntegerField(default=0)
    visits = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)


class ErasureStay(models.Model):
    """A file in which the name stays, because a law says so. What would give somebody away is not among them."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    report = models.ForeignKey(ErasureReport, on_delete=models.CASCADE, related_name="stays")
    reference = models.CharField(max_length=40)
    file = models.CharField(max_length=120)
    file_en = models.CharField(max_length=120)
    role = models.CharField(max_length=120)
    role_en = models.CharField(max_length=120)
    why = models.CharField(max_length=200)
    why_en = models.CharField(max_length=200)
    years = models.PositiveSmallIntegerField(help_text="after it is over; 0 is for ever")
    until = models.DateField(null=True, blank=True)
