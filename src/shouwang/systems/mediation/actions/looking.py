"""Looking at a dispute's people is written down."""

from django.db import transaction

from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Subject
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.queries import actor
from shouwang.systems.mediation.models import Dispute


@transaction.atomic
def look_at(*, by: Account, dispute: Dispute, what: str = "") -> None:
    """Somebody opened the file and read who the parties are; `what`: which paper, or whose address."""
    of = Subject("matter", str(dispute.pk), dispute.matter.reference)
    journal.record(by=actor(by), verb="mediation.seen", of=of, room=dispute.matter.room_id, detail=what)
