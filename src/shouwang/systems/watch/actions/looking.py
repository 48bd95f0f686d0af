"""A report that came in is compared with the others and counted, soon after and not while somebody waits."""

import logging

from django.db import transaction
from django.utils import timezone

from shouwang.kernel.matters.models import Matter
from shouwang.systems.watch.actions import relating, warnings
from shouwang.systems.watch.models import Look, Trait
from shouwang.systems.watch.queries import KIND

log = logging.getLogger(__name__)


def ask_for(matter: Matter) -> None:
    """Leave a report to be looked at; written with what happened to it."""
    if matter.kind == KIND:
        Look.objects.get_or_create(matter=matter, defaults={"at": timezone.now()})


def look_at_new(*, limit: int = 50) -> int:
    """Compare and count what came, oldest first; how many. Safe to run twice and by several workers."""
    done = 0
    while done < limit and Look.objects.filter(is_stuck=False).exists() and _look_at_next():
        done += 1
    return done


def _look_at_next() -> bool:
    look = None
    try:
        with transaction.atomic():
            waiting = Look.objects.filter(is_stuck=False).order_by("at", "matter")
            look = waiting.select_for_update(skip_locked=True, of=("self",)).first()
            if look is None:
                return False
            matter = Matter.objects.select_related("room__station", "place").get(pk=look.matter_id)
            now = timezone.now()
            is_new = not Trait.objects.filter(matter=matter).exists()
            relating.compare(matter=matter, now=now)
            if is_new:
                warnings.look(room=matter.room, now=now, at_night=False)
            look.delete()
    except Exception:  # one that can't be looked at must not keep the others waiting
        if look is None:
            raise
        log.exception("look at %s", look.matter_id)
        Look.objects.filter(pk=look.pk).update(is_stuck=True)
    return True
