"""Where a message is marked: never in the middle of a link, a number or a word, and one mark where cues overlap."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from shouwang.systems.outreach.scam.cues import Hit
from shouwang.systems.outreach.scam.links import LINK

LONG: Final = 40  # signs
# What a reader takes for one thing. Chinese has no blanks between words: those that a cue ends or begins inside.
_WHOLE: Final = (
    LINK,
    re.compile("〔[^〕]*〕|[A-Za-z0-9]+(?:[.,:%·-][A-Za-z0-9]+)*%?"),
    re.compile(
        "屏幕共享|共享屏幕|(?:验证|动态|校验|短信|二维|付款|收款)码|(?:银行|信用|储蓄|电话)卡|身份证|(?:安全|对公)[账帐]户|会议软件"
        "|(?:微信|理财|炒股|福利|QQ)群|公众号|客服|手机(?:管家|银行|号)|营业执照|(?:保证|认证|违约|滞纳|解冻|公积)金|(?:手续|服务|会员)费"
        "|停[用机止卡办]|罚[款金]|拘[留捕传]|冻结|注销|作废|失效|逾期|转[账帐]|汇款|打款|付款|提现|通缉令|理赔|退款|丢失|链接|账号|密码"
    ),
)


@dataclass(frozen=True)
class Mark:
    """`text[start:end]` is marked; `hits` are the reasons, their own words whole too."""

    start: int
    end: int
    hits: tuple[Hit, ...]


def marks(text: str, hits: Sequence[Hit]) -> list[Mark]:
    """In the order of the message; hits that overlap are one mark, with all their reasons.

    A long cue is a sentence from its first to its last word; where others stand inside it, it is told with the first of them
    and marks nothing more, or half the message would be yellow.
    """
    spans = [match.span() for pattern in _WHOLE for match in pattern.finditer(text)]
    whole = [_whole(text, hit, spans) for hit in hits]
    found = list[Mark]()
    for hit in sorted(whole, key=lambda one: one.end - one.start):
        met = [mark for mark in found if mark.start < hit.end and hit.start < mark.end]
        if met and hit.end - hit.start > LONG:
            first = min(met, key=lambda mark: mark.start)
            found[found.index(first)] = Mark(first.start, first.end, (*first.hits, hit))
            continue
        found = [mark for mark in found if mark not in met]
        start, end = min([hit.start, *(one.start for one in met)]), max([hit.end, *(one.end for one in met)])
        found.append(Mark(start, end, (hit, *(inner for mark in met for inner in mark.hits))))
    return [
        Mark(one.start, one.end, tuple(sorted(one.hits, key=lambda hit: (hit.start, -hit.cue.points))))
        for one in sorted(found, key=lambda mark: mark.start)
    ]


def _whole(text: str, hit: Hit, spans: Sequence[tuple[int, int]]) -> Hit:
    start, end = hit.start, hit.end
    for first, last in spans:
        if first < start < last:
            start = first
        if first < end < last:
            end = last
    return Hit(hit.cue, start, end, text[start:end].strip())
