"""The words of a message that say it is a fraud, each with the reason. Made to be read and argued with.

A cue of four points says enough alone, one of two is a doubt, one of a single point only adds to another. A sentence that
warns of the fraud ("the police never ...", "... is always a fraud") carries no cue.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise

from shouwang.systems.outreach.scam.cue_parts import Row
from shouwang.systems.outreach.scam.cue_signs import SIGNS
from shouwang.systems.outreach.scam.cue_table import TYPICAL
from shouwang.systems.outreach.scam.links import strange

# Characters read of a message. Who cheats says at the beginning who he is and at the end what to do; of a letter of
# many pages the middle would cost more time than all the rest and hold nothing that these don't.
HEAD, TAIL = 800, 400
_STOPS: Final = "。！？!?；;\n"
_PAUSES: Final = _STOPS + "，,、"
_WARNS: Final = re.compile(
    r"(?:都|就|均|全|多|肯定|绝对|一律|可能|往往)(?:都)?(?:是|为|属)(?:于)?(?:电信|网络|典型)?(?:诈骗|骗子|骗局|骗人|假的)|是诈骗|谨防|警惕|严防|防范"
    r"|当心受骗|以防上当|谨防上当|别上当|莫上当|不要相信|不要轻信|切勿轻信|别相信|别信|勿信|请挂断|立即挂断|马上挂断|直接挂断|违规行为|违法行为|违法犯罪"
)
_NOT: Final = re.compile(
    r"(?:不会|不要|切勿|请勿|勿|不得|禁止|严禁|拒绝|从不|绝不|不能|千万别|别|不随意|不随便|不轻易|没有所谓|不存在|无需|不用|不需要|不收取?任何)"
    r"[^。！？!?；;，,、\n]{0,18}$"
)


@dataclass(frozen=True)
class Cue:
    """`types` are keys of TYPES, the likeliest first; `says` is why it points to a fraud."""

    key: str
    types: tuple[str, ...]
    points: int
    says: Promise
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class Hit:
    """`words` is `text[start:end]` of the message as given."""

    cue: Cue
    start: int
    end: int
    words: str


def _made(row: Row) -> Cue:
    return Cue(row.key, row.types, row.points, row.says, re.compile(row.pattern, re.I))


ALL: Final = tuple(_made(row) for row in (*TYPICAL, *SIGNS))


def find(text: str) -> list[Hit]:
    """Every cue once, where it stands first, in the order of the message."""
    flat, spans = flattened(text)
    found = list[Hit]()
    for cue in ALL:
        for match in cue.pattern.finditer(flat):
            if match.start() == match.end() or _warned(flat, match.start(), match.end()):
                continue
            start, end = spans[match.start()][0], spans[match.end() - 1][1]
            found.append(Hit(cue, start, end, text[start:end]))
            break
    return sorted(found, key=lambda hit: (hit.start, -hit.cue.points))


def flattened(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Widths alike, no blanks, links that lead to no known house as "⌘", and where in the text each sign stands."""
    tail = len(text) - TAIL
    links = dict(strange(text))
    signs, spans, at = list[str](), list[tuple[int, int]](), 0
    while at < len(text):
        if HEAD <= at < tail:
            signs.append("\n")
            spans.append((at, tail))
            at = tail
        end = links.get(at, at + 1)
        for sign in "⌘" if at in links else unicodedata.normalize("NFKC", text[at]):
            if not sign.isspace() or sign == "\n":
                signs.append(sign.lower())
                spans.append((at, end))
        at = end
    return "".join(signs), spans


def _warned(flat: str, start: int, end: int) -> bool:
    """Whether its sentence warns of just this, or its own part of the sentence denies it."""
    first = max((flat.rfind(stop, 0, start) for stop in _STOPS), default=-1) + 1
    last = min((place for stop in _STOPS if (place := flat.find(stop, end)) >= 0), default=len(flat))
    part = max((flat.rfind(stop, 0, start) for stop in _PAUSES), default=-1) + 1
    return bool(_WARNS.search(flat, first, last)) or bool(_NOT.search(flat[part:start]))
