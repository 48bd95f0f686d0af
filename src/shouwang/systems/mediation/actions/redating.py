"""The stored days of disputes and of cases of police mediation, put right where a day or a holiday moved them."""

from shouwang.kernel.matters.actions import redating
from shouwang.lib.clock import day_of
from shouwang.systems.mediation.models import Dispute


def redate() -> int:
    """Ask every open one for its nearest day anew; how many matters moved. Safe to run twice."""
    moved = redating.redate()
    for dispute in Dispute.objects.open().select_related("matter").order_by("pk").iterator(chunk_size=200):
        due = dispute.matter.whole_due_at
        day = day_of(due) if due else None
        if dispute.due_date != day:
            Dispute.objects.filter(pk=dispute.pk, due_date=dispute.due_date).update(due_date=day)
    return moved
