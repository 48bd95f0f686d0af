"""What a part's procedure does to the matter it leads: holds it for an act, takes it along, writes the act down."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from shouwang.kernel.journal.actions import Actor
from shouwang.kernel.matters import lifecycle
from shouwang.kernel.matters.actions import progress, story
from shouwang.kernel.matters.course import Missing, NotAllowedNow, Step
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.models import Account


class Led(Protocol):
    """A part's row beside its matter: the stage of its procedure, and the matter that follows."""

    pk: object
    stage: str
    matter: Matter


Row = TypeVar("Row", bound=Led)

_FOLLOW = {
    "accept": lambda who, matter, words: progress.accept(by=who, matter=matter),
    "start": lambda who, matter, words: progress.start(by=who, matter=matter),
    "return": lambda who, matter, words: progress.send_away(by=who, matter=matter, answer=words),
    "withdraw_for": lambda who, matter, words: progress.withdraw_for(by=who, matter=matter, reason=words),
    "report": lambda who, matter, words: progress.report(by=who, matter=matter, outcome=words),
    "check": lambda who, matter, words: progress.check(by=who, matter=matter, words=words),
    "send_back": lambda who, matter, words: progress.send_back(by=who, matter=matter, reason=words),
    "close": lambda who, matter, words: progress.close(by=who, matter=matter, answer=words),
    "close_unchecked": lambda who, matter, words: progress.close(by=who, matter=matter, answer=words, reason=words),
    "reopen": lambda who, matter, words: progress.reopen(by=who, matter=matter, reason=words),
}


def lead(who: Actor, matter: Matter, *verbs: tuple[str, str]) -> Matter:
    """Take the matter along, as far as its own lifecycle allows from where it stands."""
    for verb, words in verbs:
        if matter.state in lifecycle.STEPS[verb].sources:
            matter = _FOLLOW[verb](who, matter, words)
    return matter


def hold(by: Account | Actor, row: Row, step: Step, read: Callable[..., Row]) -> tuple[Actor, Row]:
    """Lock the matter for one act and read the row as it is now with `read` (a `get`). Call inside a transaction.

    Raises PermissionDenied, NotAllowedNow.
    """
    matter = story.locked(row.matter)
    who = story.require(by, step.who, matter)
    current = read(pk=row.pk)
    current.matter = matter
    if current.stage not in step.sources:
        raise NotAllowedNow(step.verb, current.stage)
    return who, current


def write_down(who: Actor, row: Row, matter: Matter, line: story.Line) -> Row:
    """The act's line in the matter's story; the part's row is saved before, since the matter's day is read from it."""
    story.add(matter, by=who, verb="step", line=line)
    row.matter = matter
    return row


def need(verb: str, **given: str) -> None:
    """Raise Missing for the words that an act needs and did not get."""
    if lacking := tuple(name for name, words in given.items() if not words.strip()):
        raise Missing(verb, lacking)
