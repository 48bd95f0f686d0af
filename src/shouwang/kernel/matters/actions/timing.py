"""The clocks: pausing with a reason, going on, extending; and the level a matter stands on."""

from django.db import transaction

from shouwang.kernel.journal.actions import Actor
from shouwang.kernel.matters import kinds, lifecycle
from shouwang.kernel.matters.actions import story
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission

LEVELS = (Matter.Level.VILLAGE, Matter.Level.TOWNSHIP, Matter.Level.COUNTY)
MOST_DAYS = 30


@transaction.atomic
def pause(*, by: Account | Actor, matter: Matter, reason: str) -> Matter:
    """Stop the clocks, because we wait for somebody else; the reporter reads why."""
    return _tick(matter, by=by, verb="pause", line=story.Line(reason=reason, is_public=True), running=True)


@transaction.atomic
def resume(*, by: Account | Actor, matter: Matter) -> Matter:
    """Let the clocks go on."""
    return _tick(matter, by=by, verb="resume", line=story.Line(is_public=True), running=False)


@transaction.atomic
def extend(*, by: Account | Actor, matter: Matter, days: int, reason: str) -> Matter:
    """Give it more working days, with a reason. Raises ValueError for days outside 1..30."""
    if not 1 <= days <= MOST_DAYS:
        raise ValueError(f"1 to {MOST_DAYS} days")
    return _tick(matter, by=by, verb="extend", line=story.Line(reason=reason, days=days, is_public=True), running=None)


@transaction.atomic
def move(*, by: Account | Actor, matter: Matter, up: bool, reason: str) -> Matter:
    """One level up or down, with a reason. Raises NotAllowedNow at the end of the ladder."""
    current = story.locked(matter)
    who = story.require(by, Permission.MATTER_MOVE, current)
    if isinstance(by, Account) and kinds.is_led_by_part(current.kind):
        raise lifecycle.NotAllowedNow("move_up" if up else "move_down", current.state)
    _need_reason("move_up" if up else "move_down", reason)
    place = LEVELS.index(Matter.Level(current.level)) + (1 if up else -1)
    verb = "move_up" if up else "move_down"
    if not 0 <= place < len(LEVELS) or not current.is_open:
        raise lifecycle.NotAllowedNow(verb, current.level)
    before, current.level = current.level, LEVELS[place]
    story.add(
        current, by=who, verb=verb, line=story.Line(reason=reason, before=before, after=current.level, is_public=True)
    )
    return current


def _tick(matter: Matter, *, by: Account | Actor, verb: str, line: story.Line, running: bool | None) -> Matter:
    current = story.locked(matter)
    who = story.require(by, Permission.MATTER_WORK, current)
    if verb != "resume":
        _need_reason(verb, line.reason)
    if isinstance(by, Account) and kinds.is_led_by_part(current.kind):
        raise lifecycle.NotAllowedNow(verb, current.state)
    state = story.clocks(current).whole.state
    if not current.is_open or (running is not None and state != ("running" if running else "paused")):
        raise lifecycle.NotAllowedNow(verb, state)
    story.add(current, by=who, verb=verb, line=line)
    return current


def _need_reason(verb: str, reason: str) -> None:
    if not reason.strip():
        raise lifecycle.Missing(verb, ("reason",))
