"""What they agreed: the agreement, who owes what to whom by when, the signatures, the court's confirmation, the visits after.

Kept: with the dispute.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shouwang.kernel.files.models import File
from shouwang.lib.ids import uuid7
from shouwang.systems.mediation.models.dispute import Dispute
from shouwang.systems.mediation.models.panel import Seat
from shouwang.systems.mediation.models.party import Party


class Agreement(models.Model):
    """The agreement, written or oral (Art 28–30). One stands; those drafted before stay, struck."""

    class Form(models.TextChoices):
        WRITTEN = "written", _("in writing")
        ORAL = "oral", _("by word of mouth")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="agreements")
    form = models.CharField(max_length=8, choices=Form)
    facts = models.TextField()
    points = models.TextField()
    content = models.TextField()
    reached_date = models.DateField()
    effective_date = models.DateField(null=True, blank=True)
    recorder = models.CharField(max_length=60, blank=True)
    is_about_ownership = models.BooleanField(default=False, help_text="no court confirms who owns land or a house")
    is_sealed = models.BooleanField(default=False, help_text="the committee's seal stands on it")
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dispute"], condition=Q(struck_at__isnull=True), name="agreement_one_stands"
            ),
            models.CheckConstraint(
                condition=Q(effective_date__isnull=True) | Q(effective_date__gte=models.F("reached_date")),
                name="agreement_effective_once_reached",
            ),
            models.CheckConstraint(
                condition=Q(effective_date__isnull=True) | Q(form="oral") | Q(is_sealed=True),
                name="agreement_written_is_sealed",
            ),
        ]


class Obligation(models.Model):
    """One thing that one party owes another by a day."""

    class State(models.TextChoices):
        OWED = "owed", _("owed")
        DONE = "done", _("done")
        LET_OFF = "let_off", _("let off by the other side")
        NOT_DONE = "not_done", _("not done")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="obligations")
    number = models.PositiveSmallIntegerField()
    obligor = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="owes")
    obligee = models.ForeignKey(Party, null=True, blank=True, on_delete=models.PROTECT, related_name="is_owed")
    what = models.CharField(max_length=500)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    due_date = models.DateField()
    way = models.CharField(max_length=120, blank=True)
    where = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.OWED)
    done_date = models.DateField(null=True, blank=True)
    proof = models.ForeignKey(File, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="obligation_number_once"),
            models.CheckConstraint(condition=~Q(state="done") | Q(done_date__isnull=False), name="obligation_done_has_day"),
            models.CheckConstraint(condition=Q(amount__isnull=True) | Q(amount__gt=0), name="obligation_amount_positive"),
            models.CheckConstraint(
                condition=Q(obligee__isnull=True) | ~Q(obligee=models.F("obligor")), name="obligation_to_another"
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["state", "due_date"], name="obligation_due")]


class Signature(models.Model):
    """Somebody signed a paper: with a finger here, or with pen, seal or fingerprint on the printed one."""

    class How(models.TextChoices):
        DRAWN = "drawn", _("signed on the screen")
        PEN = "pen", _("signed on paper")
        SEAL = "seal", _("own seal")
        FINGER = "finger", _("fingerprint")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="signatures")
    paper = models.CharField(max_length=30, help_text="key of the paper")
    row = models.UUIDField(
        help_text="which session, inquiry or agreement; the dispute itself where there is one such paper"
    )
    party = models.ForeignKey(Party, null=True, blank=True, on_delete=models.PROTECT, related_name="signatures")
    seat = models.ForeignKey(Seat, null=True, blank=True, on_delete=models.PROTECT, related_name="signatures")
    hand = models.CharField(max_length=30, blank=True, help_text="for anybody else: the paper's own field they sign in")
    signer = models.CharField(max_length=9, default="self")  # self, agent, guardian, spokesman
    how = models.CharField(max_length=6, choices=How)
    at = models.DateTimeField()
    file = models.ForeignKey(File, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_past = models.BooleanField(default=False, help_text="of words that were written anew since")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(party__isnull=False, seat__isnull=True, hand="")
                | Q(party__isnull=True, seat__isnull=False, hand="")
                | Q(party__isnull=True, seat__isnull=True) & ~Q(hand=""),
                name="signature_is_somebodys",
            ),
            models.CheckConstraint(condition=~Q(how="drawn") | Q(file__isnull=False), name="signature_drawn_is_kept"),
            *(
                models.UniqueConstraint(
                    fields=["dispute", "paper", "row", who],
                    condition=Q(is_past=False) & some,
                    name=f"signature_once_a_{who}",
                )
                for who, some in (("party", Q()), ("seat", Q()), ("hand", ~Q(hand="")))
            ),
        ]


class SignedPaper(models.Model):
    """A page of a paper that was printed and signed, photographed or scanned: it takes the print's place in the file."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="signed_papers")
    paper = models.CharField(max_length=30, help_text="key of the paper")
    row = models.UUIDField(help_text="as in Signature")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    is_past = models.BooleanField(default=False, help_text="as in Signature")


class Confirmation(models.Model):
    """The court's confirmation (司法确认): asked for together within 30 days, and what the court said.

    Several only where those before were taken back: what the court decided, it decided once.
    """

    class Decision(models.TextChoices):
        WAITING = "waiting", _("the court has not decided")
        CONFIRMED = "confirmed", _("confirmed")
        REJECTED = "rejected", _("not confirmed")
        WITHDRAWN = "withdrawn", pgettext_lazy("court", "application withdrawn")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="confirmations")
    court = models.CharField(max_length=80)
    applied_date = models.DateField()
    decision = models.CharField(max_length=10, choices=Decision, default=Decision.WAITING)
    decided_date = models.DateField(null=True, blank=True)
    number = models.CharField(max_length=60, blank=True)
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="waiting", decided_date__isnull=True)
                | ~Q(decision="waiting") & Q(decided_date__isnull=False, decided_date__gte=models.F("applied_date")),
                name="confirmation_decided_has_day",
            ),
            models.UniqueConstraint(
                fields=["agreement"], condition=~Q(decision="withdrawn"), name="confirmation_one_not_taken_back"
            ),
        ]


class Visit(models.Model):
    """A return visit (回访): when it is due, and what was found."""

    class Satisfied(models.TextChoices):
        YES = "yes", _("satisfied")
        PARTLY = "partly", _("partly")
        NO = "no", _("not satisfied")
        UNSAID = "unsaid", _("said nothing")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, related_name="visits")
    at = models.DateTimeField()
    party = models.ForeignKey(Party, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    visited = models.CharField(max_length=60, blank=True, help_text="who was visited, if no party")
    visitor = models.CharField(max_length=60)
    performance = models.CharField(max_length=300)
    satisfied = models.CharField(max_length=6, choices=Satisfied, default=Satisfied.UNSAID)
    went_to_court = models.BooleanField(default=False)
    flares_up = models.BooleanField(default=False, help_text="signs that it begins again")
    measures = models.TextField(blank=True)
    is_past = models.BooleanField(default=False, help_text="of before the dispute was taken up again")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(party__isnull=False, visited="") | Q(party__isnull=True) & ~Q(visited=""),
                name="visit_of_somebody",
            )
        ]
