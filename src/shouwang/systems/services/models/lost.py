"""A thing lost or found (失物招领).

Kept: as long as the matter it belongs to. Who claimed a thing, how it was proven and their signature go one year after it
was handed back; marks and places are emptied with the matter.
"""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shouwang.kernel.files.models import File
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.models import Person
from shouwang.systems.services import lost_lifecycle as lifecycle


class LostThing(models.Model):
    """One thing; who lost or found it is the matter's reporter. The marks are for the claimer to say, never shown outside."""

    class Side(models.TextChoices):
        LOST = "lost", pgettext_lazy("thing", "lost")
        FOUND = "found", pgettext_lazy("thing", "found")

    class What(models.TextChoices):
        PHONE = "phone", pgettext_lazy("thing", "Phone")
        CAMERA = "camera", pgettext_lazy("thing", "Camera")
        WALLET = "wallet", _("Wallet, money")
        PAPERS = "papers", _("ID card, papers")
        CARDS = "cards", _("Bank card")
        BAG = "bag", _("Bag, luggage")
        KEYS = "keys", pgettext_lazy("thing", "Keys")
        JEWELLERY = "jewellery", _("Jewellery, watch")
        GLASSES = "glasses", pgettext_lazy("thing", "Glasses")
        CLOTHES = "clothes", pgettext_lazy("thing", "Clothes, shoes")
        UMBRELLA = "umbrella", pgettext_lazy("thing", "Umbrella")
        ANIMAL = "animal", _("Animal")
        VEHICLE = "vehicle", _("E-bike, bicycle, vehicle")
        OTHER = "other", pgettext_lazy("thing", "Something else")

    AT_ONCE = (What.PAPERS, What.CARDS)  # to who issued them, the same day

    matter = models.OneToOneField(Matter, primary_key=True, on_delete=models.CASCADE, related_name="lost_thing")
    stage = models.CharField(max_length=9)
    side = models.CharField(max_length=5, choices=Side)
    what = models.CharField(max_length=9, choices=What)
    day = models.DateField(help_text="when it was lost or found")
    place = models.CharField(max_length=120, blank=True, help_text="where, as it may be told to everybody")
    marks = models.TextField(blank=True, help_text="colour, contents, scratches: for the claimer to say")
    shelf = models.CharField(max_length=80, blank=True, help_text="where it lies in the room")
    here_date = models.DateField(
        null=True, blank=True, help_text="since when a colleague has it in hand and has read the place"
    )
    other = models.OneToOneField("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="joined_to")
    noticed_date = models.DateField(null=True, blank=True)
    noticed_where = models.CharField(max_length=120, blank=True)
    over_date = models.DateField(null=True, blank=True)
    went_to = models.CharField(max_length=120, blank=True, help_text="an office, never a person")
    claimed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    knew = models.CharField(max_length=300, blank=True, help_text="what the claimer said before it was shown")
    seen = models.CharField(max_length=120, blank=True, help_text="what proved it; no number")
    signature = models.ForeignKey(File, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    proceeds = models.DecimalField(
        max_digits=8, decimal_places=2, null=True, blank=True, help_text="yuan it was sold for; kept in its place"
    )
    costs = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True, help_text="necessary, paid")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(stage__in=lifecycle.STAGES), name="lost_stage_known"),
            models.CheckConstraint(
                condition=~Q(stage__in=lifecycle.OVER) | Q(over_date__isnull=False), name="lost_over_has_day"
            ),
            models.CheckConstraint(
                condition=~Q(stage=lifecycle.STATES) | Q(noticed_date__isnull=False), name="lost_states_was_noticed"
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=lifecycle.OF_FOUND) | Q(side="found"), name="lost_only_found_lies"
            ),
            models.CheckConstraint(condition=Q(costs__isnull=True) | Q(costs__gte=0), name="lost_costs_not_negative"),
            models.CheckConstraint(
                condition=Q(proceeds__isnull=True) | Q(proceeds__gt=0), name="lost_proceeds_are_money"
            ),
            models.CheckConstraint(
                condition=~Q(stage=lifecycle.SOLD) | Q(proceeds__isnull=False), name="lost_sold_has_money"
            ),
        ]

    @property
    def is_here(self) -> bool:
        """Whether it was brought; what is only told of lies nowhere yet."""
        return self.here_date is not None

    @property
    def is_told(self) -> bool:
        """Somebody says they found it; nobody brought it so far."""
        return self.stage == lifecycle.LYING and not self.is_here

    @property
    def is_only_sought(self) -> bool:
        """Looked for, and nothing like it seen so far."""
        return self.stage == lifecycle.SOUGHT and not self.other_id and getattr(self, "joined_to", None) is None

    @property
    def is_open(self) -> bool:
        return self.stage in lifecycle.OPEN

    @property
    def paid_out(self) -> Decimal:
        """Yuan of what it was sold for, less the costs of keeping it; 0 where it was not sold."""
        return max(Decimal(0), (self.proceeds or Decimal(0)) - (self.costs or Decimal(0)))
