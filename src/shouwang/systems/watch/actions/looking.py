"""A report that came in is compared with the others and counted, soon after and not while somebody waits."""

import logging

from django.utils import timezone

from shouwang.kernel.matters.models import Matter
from shouwang.systems.watch.actions import relating, warnings
from shouwang.systems.watch.models import Look
from shouwang.systems.watch.queries import KIND

log = logging.getLogger(__name__)


def ask_for(matter: Matter, *, is_new: bool) -> None:
    """Leave a report to be looked at; written with what happened to it. A new one is counted for a warning too."""
    if matter.kind == KIND:
        now = timezone.now()
        Look.objects.update_or_create(
            matter=matter, defaults={"at": now, "is_stuck": False}, create_defaults={"at": now, "is_new": is_new}
        )


def look_at_new(*, limit: int = 50) -> int:
    """Compare and count what came, oldest first; how many. Safe to run twice and by several workers."""
    done = 0
    while done < limit and Look.objects.filter(is_stuck=False).exists() and _look_at_next():
        done += 1
    return done


def _look_at_next() -> bool:
    look = Look.objects.filter(is_stuck=False).order_by("at", "matter").first()
    if look is None:
        return False
    now = timezone.now()
    try:
        matter = Matter.objects.select_related("room__station", "place").get(pk=look.matter_id)
        relating.compare(matter=matter, now=now)
        if look.is_new:
            warnings.look(room=matter.room, now=now, at_night=False)  # outside a transaction: it takes its time
        # Last, so that a look that is cut off is done again; and not when its words changed meanwhile.
        Look.objects.filter(pk=look.pk, at=look.at).delete()
    except Exception:  # one that can't be looked at must not keep the others waiting
        log.exception("look at %s", look.matter_id)
        Look.objects.filter(pk=look.pk).update(is_stuck=True)
    return True
