"""What a report is compared by: the places and organisations it names, and its other words."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

import numpy as np

from shouwang.lib.grams import Counts, Marks, Numbers, pairs, points, triples, words
from shouwang.lib.text import folded
from shouwang.systems.watch.related.names import spans

MOST_LETTERS: Final = 4_000
"""Of a longer text only the beginning is compared: what it is about stands there, and a row per gram is stored."""
TITLE_COUNTS: Final = 2
"""How often a title counts beside the text."""


@dataclass(frozen=True, eq=False)
class Traits:
    """Of names runs of two and three characters, of the other words of two, and the names as they are written, each
    once, in order. A name is not
    among the words: what is the same place need not be the same matter."""

    names: Counts
    words: Counts
    mentions: tuple[str, ...] = ()


def traits(text: str, *, title: str = "", gazetteer: Collection[str] = ()) -> Traits:
    """What the report is compared by. `gazetteer`: names that count wherever they stand, the room's places and what
    `learned` found."""
    known = [folded(name) for name in gazetteer]
    names: list[Numbers] = []
    others: list[Numbers] = []
    mentions: list[str] = []
    for part, times in ((title, TITLE_COUNTS), (text, 1)):
        part = folded(part[:MOST_LETTERS])[:MOST_LETTERS]  # folding may lengthen
        found = spans(part, known)
        letters = points(part)
        is_letter = np.fromiter((sign.isalnum() for sign in part), dtype=bool, count=len(part))
        is_name: Marks = np.zeros(len(part), dtype=bool)
        is_word: Marks = np.ones(len(part), dtype=bool)
        for start, cut, end in found:
            is_name[start:end] = True
            is_word[start:cut] = False
        named = is_letter & is_name
        names += [pairs(letters, named), triples(letters, named)] * times
        others += [words(letters, is_letter & is_word)] * times
        mentions += [part[start:end] for start, _, end in found]
    return Traits(Counts.of(np.concatenate(names)), Counts.of(np.concatenate(others)), tuple(dict.fromkeys(mentions)))
