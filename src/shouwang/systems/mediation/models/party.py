"""The parties of a dispute, who speaks for them, and what each of them agreed to.

Names, telephones, ID numbers and addresses stand sealed in kernel.people; here only what the papers ask beside them. No
ethnicity, no education. Kept: with the dispute.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.people.models import Person
from shouwang.lib.ids import uuid7
from shouwang.systems.mediation.models.dispute import Dispute

GROWN_UP = 18


class Party(models.Model):
    """One party. An organisation's name is sealed as a person's is; whoever speaks for it is its spokesman."""

    ROLES: ClassVar = ("person", "spokesman", "guardian", "agent")  # whose sealed rows stand in it

    class Side(models.TextChoices):
        APPLICANT = "applicant", _("asks for mediation")
        RESPONDENT = "respondent", _("the other side")
        THIRD = "third", _("concerned by it")

    class Sex(models.TextChoices):
        FEMALE = "f", _("female")
        MALE = "m", _("male")

    class Authority(models.TextChoices):
        GENERAL = "general", _("may speak, not settle")
        SPECIAL = "special", _("may settle and sign")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="parties")
    place = models.PositiveSmallIntegerField(help_text="order in the papers")
    side = models.CharField(max_length=10, choices=Side)
    is_organisation = models.BooleanField(default=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    sex = models.CharField(max_length=1, choices=Sex, blank=True)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    is_minor = models.BooleanField(default=False)
    occupation = models.CharField(max_length=60, blank=True)
    identity_seen = models.CharField(max_length=60, blank=True, help_text="which paper was shown")
    identity_last4 = models.CharField(max_length=4, blank=True)
    spokesman = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    spokesman_post = models.CharField(max_length=60, blank=True)
    guardian = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    guardian_kin = models.CharField(max_length=40, blank=True)
    agent = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    agent_authority = models.CharField(max_length=8, choices=Authority, blank=True)
    agent_scope = models.CharField(max_length=300, blank=True)
    agent_until = models.DateField(null=True, blank=True)
    has_letter = models.BooleanField(default=False, help_text="the letter of authority lies here")
    is_willing = models.BooleanField(null=True, blank=True, help_text="None: not asked yet. A refusal forbids (Art 17)")
    informed_at = models.DateTimeField(null=True, blank=True)
    informed_how = models.CharField(max_length=8, blank=True)  # orally, written
    wants_oral = models.BooleanField(default=False, help_text="says that no written agreement is needed (Art 28)")
    left_at = models.DateTimeField(null=True, blank=True)
    left_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dispute", "place"], name="party_place_once"),
            models.CheckConstraint(
                condition=Q(agent__isnull=True, agent_authority="") | Q(agent__isnull=False) & ~Q(agent_authority=""),
                name="party_agent_has_authority",
            ),
            models.CheckConstraint(
                condition=Q(is_organisation=False) | Q(sex="", birth_year__isnull=True, is_minor=False),
                name="party_organisation_is_no_human",
            ),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True, left_because="") | Q(left_at__isnull=False) & ~Q(left_because=""),
                name="party_left_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(informed_at__isnull=True, informed_how="") | Q(informed_at__isnull=False) & ~Q(informed_how=""),
                name="party_informed_somehow",
            ),
        ]  # fmt: skip

    @property
    def is_here(self) -> bool:
        """Whether they have not withdrawn."""
        return self.left_at is None

    @property
    def needs_guardian(self) -> bool:
        return self.is_minor and self.guardian_id is None
