"""Who sits at the table of one dispute, whether anything speaks against them, and what the parties say to it.

Kept: with the dispute.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shouwang.lib.ids import uuid7
from shouwang.systems.mediation.models.committee import Member
from shouwang.systems.mediation.models.dispute import Dispute
from shouwang.systems.mediation.models.party import Party


class Seat(models.Model):
    """A mediator, or somebody invited with the parties' consent (Art 20): a member of the list, or a guest by name.

    A guest's name is not sealed: they sit there openly, every paper of the session names them, and all parties agreed to
    them by that name. It goes with the file.
    """

    class Role(models.TextChoices):
        LEAD = "lead", _("leads the mediation")
        MEDIATOR = "mediator", _("mediator")
        LAWYER = "lawyer", _("lawyer")
        OFFICER = "officer", _("police officer")
        GUEST = "guest", _("relative, neighbour or other guest")
        RECORDER = "recorder", _("takes the record")

    class Reply(models.TextChoices):
        WAITING = "waiting", _("asked, no answer yet")
        COMES = "comes", _("comes")
        DECLINES = "declines", _("can't come")

    class Conflict(models.TextChoices):
        """What would keep somebody from being fair; asked of each (Art 3, 15)."""

        NONE = "none", _("nothing speaks against it")
        PARTY = "party", _("is a party or speaks for one")
        KIN = "kin", _("near kin of a party")
        INTEREST = "interest", _("has something to gain or lose")
        CASE = "case", _("decides on the same case as an official")
        OTHER = "other", _("something else")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="seats")
    member = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="places")
    guest = models.CharField(max_length=60, blank=True)
    guest_words = models.CharField(max_length=80, blank=True, help_text="what the guest is to the parties")
    role = models.CharField(max_length=8, choices=Role)
    chosen_by = models.CharField(max_length=9, default="committee")  # committee, parties (Art 19)
    reply = models.CharField(max_length=8, choices=Reply, default=Reply.WAITING)
    replied_at = models.DateTimeField(null=True, blank=True)
    conflict = models.CharField(max_length=8, choices=Conflict, blank=True, help_text="blank: not declared yet")
    conflict_words = models.CharField(max_length=200, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    left_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(member__isnull=False, guest="") | Q(member__isnull=True) & ~Q(guest=""), name="seat_is_somebody"
            ),
            models.UniqueConstraint(
                fields=["dispute", "member"],
                condition=Q(member__isnull=False, left_at__isnull=True),
                name="seat_once_a_member",
            ),
            models.UniqueConstraint(
                fields=["dispute"], condition=Q(role="lead", left_at__isnull=True), name="seat_one_lead"
            ),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True, left_because="") | Q(left_at__isnull=False) & ~Q(left_because=""),
                name="seat_left_with_reason",
            ),
        ]  # fmt: skip

    @property
    def name(self) -> str:
        return self.member.name if self.member else self.guest

    @property
    def mediates(self) -> bool:
        return self.role in (self.Role.LEAD, self.Role.MEDIATOR)

    @property
    def needs_consent(self) -> bool:
        """Whoever is invited needs the parties' consent; mediators need none, but may be objected to."""
        return self.role in (self.Role.LAWYER, self.Role.OFFICER, self.Role.GUEST)

    @property
    def stands(self) -> bool:
        """Whether they are still of the table."""
        return self.left_at is None and self.reply != self.Reply.DECLINES


class Consent(models.Model):
    """What one party says to one seat: consent to an invited one, no objection to a mediator."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="consents")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="consents")
    agrees = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seat", "party"], name="consent_once_a_party")]
