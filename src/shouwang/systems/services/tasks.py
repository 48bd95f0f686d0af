"""What the worker tells the services of; safe to run twice and by several workers."""

from shouwang.kernel.matters import lifecycle
from shouwang.kernel.matters.events import Happened
from shouwang.systems.services.actions import lost, rights
from shouwang.systems.services.kinds import KIND as HELP
from shouwang.systems.services.rights_kind import KIND as RIGHTS


def hear(happened: Happened) -> None:
    """A request about data was taken back; the matter of a thing that was looked for is over."""
    matter = happened.matter
    if matter.kind == RIGHTS.key and happened.entry.verb == "withdraw":
        rights.follow_withdrawal(matter=matter.pk)
    if matter.kind == HELP.key and matter.topic == "lost" and matter.state in lifecycle.ENDED:
        lost.follow_end(matter=matter.pk)
