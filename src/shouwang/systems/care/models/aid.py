"""Aid (救助申请): what is asked for, the papers, who decided what, what was given against a receipt.

Names stand sealed in kernel.people; what is asked for in detail, what was answered and why it was decided so, here. Money
of the state is decided elsewhere: when it was passed on and what the answer was. Kept: as the matter (3 years after its
end); then words and signatures go, kind, sums and days stay for the counts.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shouwang.kernel.files.models import File
from shouwang.kernel.matters.models import Matter
from shouwang.lib.ids import uuid7
from shouwang.systems.care.models.case import Case


class Aid(models.Model):
    """One application."""

    class Decision(models.TextChoices):
        GRANTED = "granted", pgettext_lazy("aid", "granted")
        PARTLY = "partly", pgettext_lazy("aid", "granted in part")
        REFUSED = "refused", pgettext_lazy("aid", "refused")

    GRANTING = (Decision.GRANTED, Decision.PARTLY)  # something may be handed over; that is a step of its own

    matter = models.OneToOneField(Matter, primary_key=True, on_delete=models.CASCADE, related_name="care_aid")
    case = models.ForeignKey(Case, null=True, blank=True, on_delete=models.SET_NULL, related_name="aids")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    details_sealed = models.TextField(blank=True)
    passed_on = models.DateField(null=True, blank=True, help_text="to civil affairs")
    passed_to = models.CharField(max_length=120, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answer_sealed = models.TextField(blank=True)
    decision = models.CharField(max_length=8, choices=Decision, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason_sealed = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1, help_text="so that the second of two who change it is told")
    complaint = models.CharField(max_length=300, blank=True, help_text="where one may complain")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="", decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(decision="") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="care_aid_decided_whole",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=models.F("asked_by")), name="care_aid_other_eyes"
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True)
                | Q(passed_on__isnull=False, answered_on__gte=models.F("passed_on")),
                name="care_aid_answer_after_passing",
            ),
        ]


class Document(models.Model):
    """A paper that is needed, and when it was seen. No copy is kept."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    aid = models.ForeignKey(Aid, on_delete=models.CASCADE, related_name="documents")
    name = models.CharField(max_length=120)
    seen_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["aid", "name"], name="care_document_once")]


class Gift(models.Model):
    """Goods or money handed over, signed for."""

    class Giver(models.TextChoices):
        CIVIL_AFFAIRS = "civil_affairs", _("civil affairs")
        COMMITTEE = "committee", _("village committee")
        DONOR = "donor", _("a donor")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    aid = models.ForeignKey(Aid, on_delete=models.CASCADE, related_name="gifts")
    number = models.PositiveSmallIntegerField()
    giver = models.CharField(max_length=16, choices=Giver)
    what = models.CharField(max_length=200, blank=True)
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True, help_text="yuan")
    given_on = models.DateField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    is_signed_on_paper = models.BooleanField(default=False)
    signature = models.ForeignKey(File, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["aid", "number"], name="care_gift_number_once"),
            models.CheckConstraint(condition=Q(amount__isnull=True) | Q(amount__gt=0), name="care_gift_positive"),
            models.CheckConstraint(
                condition=Q(is_signed_on_paper=False) | Q(signature__isnull=True), name="care_gift_signed_one_way"
            ),
            models.CheckConstraint(condition=~Q(what="") | Q(amount__isnull=False), name="care_gift_is_something"),
        ]

    @property
    def is_signed(self) -> bool:
        return self.is_signed_on_paper or self.signature_id is not None
