"""Why two reports are shown together, in the reports' own words."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from shouwang.lib.grams import pairs, points
from shouwang.lib.text import folded, in_common
from shouwang.systems.watch.related.names import spans
from shouwang.systems.watch.related.rarity import Rarity
from shouwang.systems.watch.related.reading import MOST_LETTERS

MOST: Final = 3
"""So many names and so many words are told."""
MOST_COMPARED: Final = 40  # names of a text that are held against the other's
SAYS_NOTHING: Final = 2.5  # weight of a run of two up to which it is taken for grammar


@dataclass(frozen=True)
class Reasons:
    """`names` and `words` both texts have, folded, the most telling first; metres (None if not known) and days from the
    second report to the first: below 0 where the second is the later one."""

    names: tuple[str, ...]
    words: tuple[str, ...]
    metres: float | None
    days: float


def reasons(
    text_a: str, text_b: str, rarity: Rarity, *, gazetteer: Collection[str] = (), metres: float | None, days: float
) -> Reasons:
    """What the two have in common. A title may be put before its text, a line of its own."""
    known = [folded(name) for name in gazetteer]
    names_a, rest_a = _apart(text_a, known)
    names_b, rest_b = _apart(text_b, known)
    names = [
        piece for name in names_a for other in names_b for piece in in_common(name, other) if _is_name(piece, known)
    ]
    return Reasons(
        _telling(names, rarity, are_names=True),
        _telling(in_common(rest_a, rest_b), rarity, are_names=False),
        metres,
        days,
    )


def _apart(text: str, known: list[str]) -> tuple[list[str], str]:
    """The names, each once, and the rest of the text, with a line's end where a name was."""
    text = folded(text[:MOST_LETTERS])[:MOST_LETTERS]
    names, rest, at = [], [], 0
    for start, _, end in spans(text, known):
        names.append(text[start:end])
        rest.append(text[at:start])
        at = end
    return list(dict.fromkeys(names))[:MOST_COMPARED], "\n".join([*rest, text[at:]])


def _is_name(piece: str, known: list[str]) -> bool:
    """Two names may have only an ending in common, which is none."""
    return piece in known or any(start == 0 and end == len(piece) for start, _, end in spans(piece, known))


def _telling(pieces: Iterator[str] | list[str], rarity: Rarity, *, are_names: bool) -> tuple[str, ...]:
    """The most telling ones: those whose runs of two weigh most together. None that is part of another."""
    weigh = rarity.of_names if are_names else rarity.of_words
    nothing = 0 if are_names else SAYS_NOTHING
    weights: dict[str, float] = {}
    for piece in pieces:
        letters = points(piece)
        weights[piece] = float(np.maximum(weigh(pairs(letters, np.ones(len(letters), dtype=bool))) - nothing, 0).sum())
    told: list[str] = []
    for piece in sorted(weights, key=lambda piece: (-weights[piece], piece)):
        if len(told) < MOST and weights[piece] > 0 and not any(piece in other or other in piece for other in told):
            told.append(piece)
    return tuple(told)
