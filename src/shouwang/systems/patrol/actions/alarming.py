"""Telling whoever plans that nobody hears from a shift: once for each shift, reason and silence."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from shouwang.kernel.journal.actions import SYSTEM, Subject
from shouwang.kernel.notices import actions as notices
from shouwang.kernel.notices.queries import audience
from shouwang.kernel.people.permissions import Permission
from shouwang.systems.patrol.actions.nights import note_shift
from shouwang.systems.patrol.queries.silent import Silent, Why, silent

VERBS = {
    Why.NOT_BEGUN: "patrol.silent_not_begun",
    Why.ONE_MISSING: "patrol.silent_one_missing",
    Why.NO_WORD: "patrol.silent_no_word",
}


def tell_silent(*, now: datetime) -> int:
    """Tell of every shift that fell silent since the last time; how many notices that made."""
    return sum(_tell(one) for one in silent(now))


@transaction.atomic
def _tell(one: Silent) -> int:
    shift = one.shift
    people = audience(shift.room, Permission.PATROL_PLAN)
    made = 0
    for account in people:
        words = {
            "work": shift.get_work_display(),
            "n": str(shift.number),
            "from": f"{timezone.localtime(shift.starts_at):%H:%M}",
            "since": f"{timezone.localtime(one.since):%H:%M}",
        }
        made += len(
            notices.tell(
                key=f"patrol.silent:{shift.pk}:{one.why}:{one.since:%Y%m%dT%H%M%S}",
                account=account,
                room=shift.room,
                template=f"patrol.silent.{one.why}",
                words=words,
                about=Subject("shift", str(shift.pk), f"{shift.work} {shift.number}"),
                urgent=True,
            )
        )
    if made:
        note_shift(SYSTEM, VERBS[one.why], shift)
    return made
