"""What a part's procedure does to the matter it leads: takes it along, and asks for the words an act needs."""

from shouwang.kernel.journal.actions import Actor
from shouwang.kernel.matters import lifecycle
from shouwang.kernel.matters.actions import progress
from shouwang.kernel.matters.course import Missing
from shouwang.kernel.matters.models import Matter

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


def need(verb: str, **given: str) -> None:
    """Raise Missing for the words that an act needs and did not get."""
    if lacking := tuple(name for name, words in given.items() if not words.strip()):
        raise Missing(verb, lacking)
