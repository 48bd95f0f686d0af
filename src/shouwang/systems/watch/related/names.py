"""Where a text names a place or an organisation: a few characters before a word such as 小区, 路, 村, 公司.

No list of names is needed, so a name that nobody entered is found too. What is found need not be a name to the
letter: the marks are cut into short runs of characters before they are compared, and the wrong ones are common words,
which weigh little.
"""

import re
from collections.abc import Iterable
from typing import Final

# What a name ends in.
_ENDINGS: Final = (
    "小区 社区 街道 大街 路 大道 巷 胡同 弄 村 屯 寨 组 镇 乡 花园 新村 新城 城 广场 大厦 中心 国际 家园 园 苑 府 湾 庄 郡 "
    "公馆 公寓 楼盘 中学 小学 大学 学院 学校 幼儿园 医院 公司 集团 银行 酒店 宾馆 饭店 车站 地铁站 号线 "
    "桥 河 江 湖 水库 山 坡 岭 坪 塘 冲 垸 堤 渠 沟 坝 洲 岛 滩 网 平台 合作社 寺 庙 祠堂 公园 景区"
)
ENDINGS: Final = tuple(_ENDINGS.split())

BEFORE: Final = 4  # characters of a name that are looked at before its ending
LONG: Final = 10  # before one of a firm, whose name says what it does
# A name doesn't reach back over one of these: they make sentences, not names.
LINKS: Final = (
    "我你他她它们是在于的了和与及到从至对把被请问该本此这那个为有以并让给向由每各都也就不没能要会再又还距离去来住说等"
)

_ENDING: Final = re.compile(f"(?=({'|'.join(sorted(ENDINGS, key=len, reverse=True))}))")
_CUT: Final = re.compile(rf".*(?:[{LINKS}\W_]|[省市县]|(?<![小社校园厂新])区)", re.DOTALL)
_FIRMS: Final = ("公司", "集团", "合作社")
_FORMS: Final = ("股份", "有限", "责任")  # what the law makes of a firm, not its name
# What begins with an ending and is a thing: in 老槐树路灯 the name ends with 路 and the words begin with it.
_THING: Final = (
    "路灯 路面 路障 路牌 路基 村民 村委 村干 城管 网络 网站 网线 河道 河水 河床 河堤 江水 湖水 塘泥 塘水 "
    "山体 山火 山洪 桥面 桥墩 桥洞 桥栏 坡道 沟渠 渠道 园区 组长 镇长 镇政 堤坝 坝体 庙会 寺院"
)
_THINGS: Final = frozenset(_THING.split())
_NOT: Final = re.compile(r"(?:政府|沟通|中心城|家庭)")
Span = tuple[int, int, int]
"""Where a name begins, what of it is nothing but a name, and where it ends."""


def spans(text: str, known: Iterable[str] = ()) -> list[Span]:
    """The names in a text that was folded (`lib.text.folded`), in order, those that overlap made one.

    `known` names count wherever they stand.
    """
    found = [span for match in _ENDING.finditer(text) if (span := _name(text, match))]
    for name in known:
        at = text.find(name) if name else -1
        while at >= 0:
            found.append((at, at + len(name), at + len(name)))
            at = text.find(name, at + len(name))
    return _merged(sorted(found))


def _name(text: str, match: re.Match[str]) -> Span | None:
    """The name that ends in the ending found, if there is one."""
    start, ending = match.start(), match[1]
    if _NOT.match(text, max(0, start - 1)) or _NOT.match(text, start):
        return None
    end, before = start + len(ending), BEFORE
    if ending in _FIRMS:
        before = LONG
        while text.endswith(_FORMS, 0, start):
            start -= 2
    core = _CUT.sub("", text[max(0, start - before) : start])
    if not core or end - start + len(core) < 3:
        return None
    return start - len(core), start if text[start : end + 1] in _THINGS or ending in _FIRMS else end, end


def _merged(found: Iterable[Span]) -> list[Span]:
    whole: list[Span] = []
    for start, cut, end in found:
        if whole and start < whole[-1][2]:
            first, before, last = whole[-1]
            whole[-1] = (first, max(cut, before), max(end, last))
        else:
            whole.append((start, cut, end))
    return whole
