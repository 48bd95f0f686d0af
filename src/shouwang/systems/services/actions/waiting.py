"""While somebody else has the matter in hand its clocks stand still, and whoever brought it reads until when."""

from shouwang.kernel.journal.actions import Actor
from shouwang.kernel.matters.actions import story as stories
from shouwang.kernel.matters.actions import timing
from shouwang.kernel.matters.models import Matter

RUNNING, PAUSED = "running", "paused"


def wait(who: Actor, matter: Matter, reason: str) -> Matter:
    """Stop the clocks, if they run."""
    runs = matter.is_open and stories.clocks(matter).whole.state == RUNNING
    return timing.pause(by=who, matter=matter, reason=reason) if runs else matter


def go_on(who: Actor, matter: Matter) -> Matter:
    """Let the clocks go on, if they stand."""
    stands = matter.is_open and stories.clocks(matter).whole.state == PAUSED
    return timing.resume(by=who, matter=matter) if stands else matter
