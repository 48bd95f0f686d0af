"""What a dispute is compared by: its single characters, their runs of two, and the things it speaks of in whatever words.

Single characters tell more here than in other texts: 抚养 and 抚育, 烟囱 and 油烟 share one, and village words are
short (井, 坟, 墙). All are numbers (see lib.grams) that are the same in every process and fit a BIGINT column. What a thing
is called by has a first sign that no text has, so that it is never taken for letters.
"""

from typing import Final

import numpy as np

from shouwang.lib.grams import BITS, LATIN, Counts, Numbers, Weights, gram_of, points, words
from shouwang.lib.text import folded
from shouwang.systems.mediation.precedent.words import NOTHING, OF_WORD, SAID

EDITION: Final = 1
"""Of the words and of how texts are read. With another one the index is made anew."""
MOST_LETTERS: Final = 2_000
PAIRS_COUNT: Final = 0.5
"""A run of two beside its single characters, which count as well."""
_THING: Final = "\x01"


def read(text: str) -> Counts:
    """The terms of a text without names, each with how often it stands there."""
    text = _folded(text)
    letters = points(NOTHING.sub(" ", text))
    is_letter = np.fromiter((chr(point).isalnum() for point in letters), dtype=bool, count=len(letters))
    runs = words(letters, is_letter) if len(letters) > 1 else letters[:0]
    return Counts.of(np.concatenate([letters[is_letter & (letters >= LATIN)], runs, _things(text)]))


def share(terms: Numbers) -> Weights:
    """How much each term counts by its kind. Shape (terms,)."""
    is_pair = (terms >> BITS > 0) & (terms >> 2 * BITS == 0)
    return np.where(is_pair, PAIRS_COUNT, 1.0)


def things_in(text: str) -> dict[str, str]:
    """What the text speaks of by its common name, each with the first word for it that stands there."""
    found: dict[str, str] = {}
    for match in SAID.finditer(_folded(text)):
        found.setdefault(OF_WORD[match[0]], match[0])
    return found


def telling(text: str) -> str:
    """The text as it is compared: a blank where it says nothing of the matter."""
    return NOTHING.sub(" ", _folded(text))


def term_of(thing: str) -> int:
    """The number of a thing by its common name."""
    return gram_of(_THING + thing[:2])


def _things(text: str) -> Numbers:
    return np.array([term_of(OF_WORD[match[0]]) for match in SAID.finditer(text)], dtype=np.int64)


def _folded(text: str) -> str:
    return folded(text[:MOST_LETTERS])[:MOST_LETTERS]  # folding may lengthen
