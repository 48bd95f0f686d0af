"""The words of a message that say it is a fraud, each with the reason. Made to be read and argued with.

A cue of four points says enough alone, one of two is a doubt, one of a single point only adds to another. A sentence that
warns of the fraud ("the police never ...", "... is always a fraud") carries no cue, unless it orders the reader to do it.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise

from shouwang.systems.outreach.scam.cue_english import ENGLISH
from shouwang.systems.outreach.scam.cue_parts import Row
from shouwang.systems.outreach.scam.cue_signs import SIGNS
from shouwang.systems.outreach.scam.cue_table import TYPICAL
from shouwang.systems.outreach.scam.links import strange

# Characters read of a message. Who cheats says at the beginning who he is and at the end what to do; of a letter of
# many pages the middle would cost more time than all the rest and hold nothing that these don't.
HEAD, TAIL = 800, 400
_STOPS: Final = "。！？!?；;\n"
_CLAUSES: Final = _STOPS + "，,"
_PAUSES: Final = _CLAUSES + "、"
# Words that judge what was told before them: "... is always a fraud", "... hang up". A list may follow after a colon.
_JUDGES: Final = re.compile(
    r"(?:都|就|均|全|多|肯定|绝对|一律|可能|往往)(?:都)?(?:是|为|属)(?:于)?(?:电信|网络|典型)?(?:诈骗|骗子|骗局|骗人|假的)|是诈骗"
    r"|(?:谨防|当心|警惕|严防|防止|小心)(?:被骗|受骗|上当|诈骗|骗局)|以防(?:上当|被骗|受骗)|别上当|莫上当|不要相信|不要轻信|切勿轻信|别相信|别信|勿信"
    r"|请挂断|(?:立即|马上|直接)挂断|(?:租|借|卖|刷单|跑分)[^。！？!?；;，,\n]{0,8}(?:是|属于?)(?:违法|犯罪)"
    r"|(?:is|are)(?:always)?(?:a)?(?:scams?|frauds?)|hangup"
)
# Words that warn only of what they name, up to the next pause: 警惕冒充客服共享屏幕. "For safety" (为防范…) warns of nothing.
_WATCH: Final = re.compile(r"(?<!为)(?<!为了)(?:谨防|警惕|严防|防范|当心|小心)(?!(?:被骗|受骗|上当|诈骗|骗局)[^:])")
_NAMED: Final = re.compile(r"[^。！？!?；;，,、\n涉嫌犯案]{0,4}(?:诈骗|骗局|骗术|陷阱|套路)(?!案|罪|犯|资金)")
# Who tells the reader to do it gives an order, and no warning beside it excuses that, unless the same clause tells of a
# cheat. What may as well be told of a cheat ("..., wants you to") is none when the sentence tells of one.
_ORDERS: Final = re.compile(
    r"(?:请|务必|必须|赶紧|现在|please|youmust|youneedto|(?:公安|警方|机关|法院|银行|中心|我局|我院|我们)[^。，,]{0,4}(?:要求|需要|通知)[您你])"
    r"(?!.{0,3}(?:不|勿|警惕|谨防|防范|注意|挂断|拨打|报警))|(?:发|告诉|报|念|转|打|汇|交|提供|借|说)(?:给)?(?:我|客服|民警)"
)
_WANTS: Final = re.compile(r"需要?您|您[需要得]|要求[您你]")
_TOLD: Final = re.compile(
    r"凡|任何|骗子|有人|对方|自称|冒充|声称|谎称|诱导|诱骗|陌生|为由|所谓|不法|嫌疑人|anyone|whoever|scammer"
)
_NOT: Final = re.compile(
    r"(?:不会|不要|切勿|请勿|勿|不得|禁止|严禁|拒绝|从不|绝不|不能|千万别|别|不随意|不随便|不轻易|没有所谓|不存在|无需|不用|不需要|不收取?任何)"
    r"[^。！？!?；;，,、\n]{0,18}$|(?:never|donot|don['’]t|willnot|won['’]t|noneedto)[a-z'’]{0,30}$"
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
    pattern = f"{row.pattern}|{ENGLISH[row.key]}" if row.key in ENGLISH else row.pattern
    return Cue(row.key, row.types, row.points, row.says, re.compile(pattern, re.I))


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
    """Whether its sentence warns of just this, or its own part of the sentence denies it; never an order to the reader."""
    first = max((flat.rfind(stop, 0, start) for stop in _STOPS), default=-1) + 1
    last = min((place for stop in _STOPS if (place := flat.find(stop, end)) >= 0), default=len(flat))
    part = max((flat.rfind(stop, 0, start) for stop in _PAUSES), default=-1) + 1
    clause = max((flat.rfind(stop, 0, start) for stop in _CLAUSES), default=-1) + 1
    if _NOT.search(flat[part:start]):
        return True
    if _ORDERS.search(flat, clause, end) and not _TOLD.search(flat, clause, start):
        return False
    if _WANTS.search(flat, clause, end) and not _TOLD.search(flat, first, start):
        return False
    if _NAMED.match(flat, end) or _WATCH.search(flat, clause, start):
        return True
    return any(
        judge.end() > start or flat[judge.end() : judge.end() + 1] == ":"
        for judge in _JUDGES.finditer(flat, first, last)
    )
