"""What the watch net hears of, and what the scheduler calls; safe to run twice."""

from django.utils import timezone

from shouwang.kernel.matters.events import Happened
from shouwang.systems.watch.actions import calls, looking, relating, warnings

# After these the words are others than before, or are gone.
CHANGES_WORDS = frozenset({"received", "imported", "revise", "forgotten"})
CRY = "sos"


def hear(happened: Happened) -> None:
    """A report came in or its words changed: leave it to be looked at."""
    if happened.entry.verb in CHANGES_WORDS:
        looking.ask_for(happened.matter)
    if happened.entry.verb == "received" and happened.matter.topic == CRY:
        calls.answer_cry(matter=happened.matter)


def look_at_new() -> None:
    """Every second: compare what came with what is there, and count it."""
    looking.look_at_new()


def look_at_nights() -> None:
    """Every hour: the look of a day that is over, once."""
    warnings.look_at_nights(now=timezone.now())


def forget_old() -> None:
    """Every day: what was compared long ago, old warnings."""
    relating.forget_old(now=timezone.now())
    warnings.forget_old(now=timezone.now())
