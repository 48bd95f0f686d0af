"""What the watch net hears of, and what the scheduler calls; safe to run twice."""

import logging

from django.utils import timezone
from django_tasks import task

from shouwang.kernel.matters.events import Happened
from shouwang.kernel.matters.models import ImportRun
from shouwang.kernel.people import actions as people
from shouwang.kernel.people.models import ATTEMPTS_KEPT, Account
from shouwang.systems.watch.actions import calls, grouping, groups, looking, messages, relating, warnings
from shouwang.systems.watch.kinds import CRY
from shouwang.systems.watch.models import Grouping

log = logging.getLogger(__name__)

# After these the words are others than before, or are gone.
CHANGES_WORDS = frozenset({"received", "imported", "revise", "forgotten"})
MOST_TRIES = 3


def hear(happened: Happened) -> None:
    """A report came in or its words changed: leave it to be looked at."""
    if happened.entry.verb in CHANGES_WORDS:
        looking.ask_for(happened.matter, is_new=happened.entry.verb == "received")
    if happened.entry.verb == "received" and happened.matter.topic == CRY:
        calls.answer_cry(matter=happened.matter)


def look_at_new() -> None:
    """Every second: compare what came with what is there, and count it."""
    looking.look_at_new()


def look_at_nights() -> None:
    """Every hour: the look of a day that is over, once."""
    warnings.look_at_nights(now=timezone.now())


def forget_old() -> None:
    """Every day: what was compared long ago, old warnings, calls, invitations and messages."""
    now = timezone.now()
    relating.forget_old(now=now)
    warnings.forget_old(now=now)
    calls.forget_old(now=now)
    groups.forget_invitations(now=now)
    grouping.forget_old(now=now)
    messages.forget_old(now=now)


def group_later(*, by: Account, run: ImportRun) -> Grouping:
    """Have the worker look through an import for reports that are one matter. Raises PermissionDenied."""
    asked = grouping.ask(by=by, run=run)
    group_import.enqueue(str(asked.pk))
    return asked


@task()
def group_import(key: str) -> None:
    """Look through one import. A fault ends it, and so does the third worker that was killed over it."""
    asked = Grouping.objects.select_related("room").filter(pk=key, state=Grouping.State.WAITING).first()
    if asked is None:
        return
    # Counted before, not after: what kills the worker never comes to an after.
    if not people.count_attempt(
        key=f"watch.group:{key}:{asked.asked_at:%H%M%S.%f}", most=MOST_TRIES, per=ATTEMPTS_KEPT
    ):
        grouping.give_up(grouping=asked)
        return
    try:
        grouping.look_through(grouping=asked)
    except Exception:
        log.exception("group %s", key)
        grouping.give_up(grouping=asked)
        raise
