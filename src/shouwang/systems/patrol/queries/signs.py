"""When one last heard of somebody in a shift."""

from datetime import datetime

from django.db.models import Max

from shouwang.systems.patrol.models import Turn


def last_sign(turn: Turn) -> datetime:
    """The latest of everything their phone told of a turn that they began; its end is not asked."""
    arrived = turn.check_ins.aggregate(came=Max("at"), left=Max("left_at"))
    found: list[datetime | None] = [turn.began_at, arrived["came"], arrived["left"]]
    found.append(turn.track.aggregate(last=Max("at"))["last"])
    found.append(turn.hand_overs.aggregate(last=Max("written_at"))["last"])
    return max(at for at in found if at)
