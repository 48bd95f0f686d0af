"""Whether a thing that was lost may be one that was found: by kind, day, place and words. A guess with its reasons."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from shouwang.lib.text import bigrams, in_common

SOON = timedelta(days=14)  # somebody finds it within days, or it is gone
LONGEST = timedelta(days=180)
LIKELY = 3
KIND, DAY, PLACE, WORDS = "kind", "day", "place", "words"
WEIGHT = {KIND: 2, DAY: 1, PLACE: 2, WORDS: 1}


@dataclass(frozen=True)
class Clue:
    """What is known of one thing; `words` are the marks and what was said of it."""

    what: str
    day: date
    place: str = ""
    words: str = ""


@dataclass(frozen=True)
class Likeness:
    """Why two may be the same: the keys of what speaks for it, and the words that stand in both."""

    why: tuple[str, ...]
    shared: tuple[str, ...] = ()

    @property
    def weight(self) -> int:
        return sum(WEIGHT[key] for key in self.why)

    @property
    def is_likely(self) -> bool:
        return self.weight >= LIKELY


def likeness(lost: Clue, found: Clue) -> Likeness:
    """How alike they are; nothing at all where it was found before it was lost, or half a year after."""
    after = found.day - lost.day
    if after < timedelta(0) or after > LONGEST:
        return Likeness(())
    shared = tuple(_shared(lost, found))
    return Likeness(tuple(_why(lost, found, after, shared)), shared)


def _why(lost: Clue, found: Clue, after: timedelta, shared: tuple[str, ...]) -> Iterator[str]:
    if lost.what == found.what:
        yield KIND
    if after <= SOON:
        yield DAY
    if set(bigrams(lost.place)) & set(bigrams(found.place)):
        yield PLACE
    if shared:
        yield WORDS


def _shared(lost: Clue, found: Clue) -> Iterator[str]:
    """Words of both, each once; a word of letters only whole."""
    both = set(bigrams(lost.words)) & set(bigrams(found.words))
    seen: set[str] = set()
    for piece in in_common(lost.words, found.words):
        if piece not in seen and both & set(bigrams(piece)):
            seen.add(piece)
            yield piece
