"""What the worker tells the disputes of."""

from shouwang.kernel.matters.events import Happened
from shouwang.systems.mediation.actions.admission import follow_withdrawal
from shouwang.systems.mediation.telling import DISPUTE


def hear(happened: Happened) -> None:
    """The applicant took it back on the public page before anybody took it on."""
    if happened.entry.verb == "withdraw" and happened.matter.kind == DISPUTE:
        follow_withdrawal(happened.matter.pk)
