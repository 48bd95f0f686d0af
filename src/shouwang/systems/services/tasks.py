"""What the worker tells the services of; safe to run twice and by several workers."""

from shouwang.kernel.matters.events import Happened
from shouwang.systems.services.actions.errands import follow_reopening, follow_withdrawal
from shouwang.systems.services.errand_kind import KIND


def hear(happened: Happened) -> None:
    """Whoever asked for an errand took it back before anybody began with it; or its matter was taken up again."""
    if happened.matter.kind != KIND.key:
        return
    if happened.entry.verb == "withdraw":
        follow_withdrawal(happened.matter.pk)
    if happened.entry.verb == "reopen":
        follow_reopening(happened.matter.pk)
