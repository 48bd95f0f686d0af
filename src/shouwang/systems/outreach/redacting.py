"""What in a bulletin looks personal, so that a person strikes it or says why it may stay. It finds too much rather than
too little; it does not find everything."""

import re

from shouwang.lib import personal
from shouwang.lib.identity import clean_phone, ids_in

STRUCK = "×××"
NO_NAME = frozenset(
    "某一二三四五六七八九十多几数的等各被是在已将和与朋们"
)  # first sign: 受害人已报警, 嫌疑人三名, 村民朋友们
# What villagers do or are in ordinary minutes: 村民反映，桥头路灯不亮。村民小组，…
NO_NAMES = re.compile(
    r"反映|提问|提出|提议|建议|问到|询问|咨询|代表|表示|认为|觉得|希望|要求|反馈|关心|关注|担心|讨论|参加|"
    r"参与|到场|报名|报警|可以|应当|应该|需要|如果|自己|自治|委员|小组|大会|会议|议事|家里|家中|家庭|普遍|"
    r"纠纷|矛盾|安全|损失|转账|发现|收到|接到|提醒|互相|之间|还有|都说|都有|也说|也有|不要|不能|没有|随后|"
    r"发言|举手|投票|赞成|同意|反对|满意|感谢|答题|观看|现场|住宅|房屋|出行|出入|生活|养狗"
)
# The hundred commonest, which most people of any village have.
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石"
    "廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
# 嫌疑人张某 names nobody. Where the name ends is only seen by what follows; else a surname and two more.
PARTIES = re.compile(
    r"(?:犯罪嫌疑人|嫌疑人|受害人|被害人|当事人|事主|报警人|举报人|伤者|死者|村民代表|村民|户主|户名)[:：为是（(]?\s?"
    r"(?P<name>[\u4e00-\u9fff]{2,3}(?=[（(，,。；;、：:\s男女等在于被把将和与的因从向到已说接称报转]|$)"
    rf"|[{SURNAMES}][\u4e00-\u9fff]{{2}})"
)
CALLED = re.compile(r"(?:姓名|名叫|叫做|姓)[:：]?\s?(?P<name>[\u4e00-\u9fff]{1,3})(?=[（(，,。；;、：:\s的男女]|$)")
ENGLISH = re.compile(r"(?:Mr|Mrs|Ms|suspect|victim)\.?\s+(?P<name>[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)")


def findings(text: str, *, own_phone: str = "") -> list[str]:
    """The words in question, each once, in the order in which they stand. The room's own telephone is for everybody."""
    spans = list(personal.spans(text))
    for pattern in (PARTIES, CALLED, ENGLISH):
        spans += [found.span("name") for found in pattern.finditer(text) if _is_name(found["name"])]
    own = clean_phone(own_phone) if own_phone else None
    said = [text[start:end].strip() for start, end in _outermost(spans)]
    return [each for each in dict.fromkeys(said) if each and not (own and clean_phone(each) == own)] + [
        each for each in dict.fromkeys(ids_in(text)) if not any(each in other for other in said)
    ]


def struck(text: str, said: str) -> str:
    """The text with these words gone."""
    return text.replace(said, STRUCK)


def _is_name(said: str) -> bool:
    return "某" not in said and said[0] not in NO_NAME and not NO_NAMES.match(said)


def _outermost(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """In order, without those that lie within another."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or end > kept[-1][1]:
            kept.append((start, end))
    return kept
