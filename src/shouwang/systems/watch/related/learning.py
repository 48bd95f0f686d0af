"""Names that recur in a room's reports and end in no word that says so: an estate, a school of English, a firm's brand."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from shouwang.lib.text import folded
from shouwang.systems.watch.related.names import LINKS, spans

# After a place of the administration, or what a report begins with, a name often follows: 投诉…, 某县…
_OPENING: Final = re.compile(r"[省市县区镇乡]|街道|投诉|举报|反映|咨询|请问|建议|希望")
_LETTERS: Final = re.compile(rf"(?!\d+[年月日号路栋期米万元])[^{LINKS}\W_省市县区]+")
LENGTHS: Final = range(3, 7)
TIMES: Final = 2  # titles in which it must follow such a word
OPENS: Final = 0.5  # of the titles that hold it must at least have it there
SHARE: Final = 0.01  # of the reports at most may hold it: what more of them hold is what they are about
HOLDS: Final = 0.7  # of what begins so goes on so
FOLLOWED: Final = 0.8  # at most goes on with one and the same character, else the name is longer


def learned(titles: Sequence[str]) -> list[str]:
    """Names to be looked for beside the gazetteer, from the titles (or first sentences) of reports."""
    known = {folded(title) for title in titles}
    opened = Counter(piece for title in known for piece in set(_candidates(title)))
    wanted = {piece for piece, times in opened.items() if times >= TIMES}
    begun = wanted | {piece[:-1] for piece in wanted}
    held, after = Counter[str](), defaultdict[str, Counter[str]](Counter)
    for title in known:
        for piece, following in set(_pieces(title)):
            if piece in begun:
                held[piece] += 1
                after[piece][following] += 1
    most = max(TIMES, SHARE * len(known))
    return sorted(
        piece
        for piece in wanted
        if held[piece] <= most
        and opened[piece] >= OPENS * held[piece]
        and held[piece] >= HOLDS * held[piece[:-1]]
        and max(after[piece].values()) <= FOLLOWED * held[piece]
        and not any(end < len(piece) for _, _, end in spans(piece))
    )


def _candidates(title: str) -> Iterable[str]:
    for match in _OPENING.finditer(title):
        if run := _LETTERS.match(title, match.end()):
            yield from (run[0][:length] for length in LENGTHS if len(run[0]) >= length)


def _pieces(text: str) -> Iterable[tuple[str, str]]:
    ends = range(1, len(text) + 1)
    return (
        (text[end - length : end], text[end : end + 1])
        for end in ends
        for length in range(2, min(LENGTHS.stop, end + 1))
    )
