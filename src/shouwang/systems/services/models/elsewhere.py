"""Who else helps, and whom somebody was handed over to.

Kept: a line of the directory while the room has it; a handing over as long as its matter, its words until that is emptied.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters.models import Matter
from shouwang.lib.ids import uuid7


class Elsewhere(models.Model):
    """Somebody who helps with what the room does not do; offices and lines, no private person."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="elsewhere")
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=80, blank=True)
    does = models.CharField(max_length=200)
    does_en = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=120, blank=True)
    hours = models.CharField(max_length=80, blank=True)
    is_emergency = models.BooleanField(default=False)
    is_everywhere = models.BooleanField(default=False, help_text="the same number all over the country")
    checked_on = models.DateField(null=True, blank=True)
    sort = models.PositiveSmallIntegerField(default=100)

    class Meta:
        ordering = ("sort", "id")
        constraints = [
            models.UniqueConstraint(fields=["room", "name"], name="elsewhere_once_a_room"),
            models.CheckConstraint(condition=~Q(phone="") | ~Q(address=""), name="elsewhere_can_be_reached"),
        ]


class HandOver(models.Model):
    """A matter that is not the room's, given on to who helps. `elsewhere` may go; what was said of it stays here."""

    class How(models.TextChoices):
        RANG = "rang", _("rang them together")
        TOOK = "took", _("took them there")
        NUMBER = "number", _("gave the number")

    class Helped(models.TextChoices):
        YES = "yes", _("they helped")
        NO = "no", _("they did not help")
        UNKNOWN = "unknown", _("could not be asked")

    WARM = (How.RANG, How.TOOK)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="handovers")
    elsewhere = models.ForeignKey(Elsewhere, null=True, blank=True, on_delete=models.SET_NULL, related_name="handovers")
    name = models.CharField(max_length=60)
    how = models.CharField(max_length=8, choices=How)
    reach = models.CharField(
        max_length=120, blank=True, help_text="telephone or address of whoever is not in the directory"
    )
    spoke_with = models.CharField(max_length=60, blank=True, help_text="office or post of who answered there")
    promised = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    ask_on = models.DateField()
    helped = models.CharField(max_length=8, choices=Helped, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(helped="", asked_at__isnull=True) | (~Q(helped="") & Q(asked_at__isnull=False)),
                name="handover_asked_has_answer",
            ),
            models.UniqueConstraint(fields=["matter"], condition=Q(helped=""), name="handover_one_open"),
        ]

    @property
    def is_warm(self) -> bool:
        return self.how in self.WARM
