"""A dispute's facts without its people, so that other mediators may read how it was settled.

Each party becomes one sign wherever it is meant: by its whole name, by a part (老王, 王家, 王某, 王大爷, 建国), by the name with
blanks or stars. Money, areas and dates stay: they are what a precedent is looked up for. Who was never written down as
somebody of this dispute is found only where the words show a person (老李, 李某), so a person reads the text before
another room does.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from shouwang.lib.names import DOUBLE
from shouwang.lib.personal import HOUSES, NUMBERS
from shouwang.lib.traces import traces

PARTIES: Final = "甲乙丙丁戊己庚辛壬癸"
ONE_OF_THEM: Final = "一方"
SOMEBODY: Final = "某人"
NUMBER: Final = "某号码"
HOUSE: Final = "某号"

# What a text may call the sides itself; then the signs would be taken for those.
_SIDES: Final = re.compile("[甲乙丙]方")
_TITLES: Final = (
    "大爷|大娘|大妈|大叔|大伯|大婶|大嫂|大哥|大姐|老太太|老太|老汉|老头|老师|老板|老伯|师傅|先生|女士|小姐|太太|奶奶|爷爷"
    "|主任|书记|支书|会计|村长|组长|医生|大夫|叔|婶|伯|嫂|哥|姐|姨|爷|奶"
)
_MASK: Final = "(?<!任何)(?<!如何)某{1,2}|[xX×*＊○]{1,3}"
_PLACES: Final = "庄村沟湾寨坡营屯岭庙桥台堡店集"  # 王家庄 is a village
_NO_HOME: Final = "全安成管农商东公国皇养住居"  # 全家, 农家 and the like are words
_COMMON: Final = (
    "王李张刘陈杨赵周吴徐孙朱郭何罗郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛阎余潘杜戴夏钟汪任姜范姚谭廖邹熊陆郝"
    "孔崔邱秦侯邵孟"
)
_WORDS: Final = "孙子|孙女|孙媳|程序|苏打|范围|陈醋|周期|黄瓜|黄牛|黄狗|黄豆|白菜|白狗|马路|马驹|石头|石子|田地|路口"
_NO_NICKNAME: Final = frozenset(
    "学麦米车路区队组孩心时事工商店河沟树院屋雨雪家师人板婆公年伴汉乡房宅井儿孙妻桌种日村桥票"
)
_UNLISTED: Final = re.compile(rf"(?:[老小](?!{_WORDS})[{_COMMON}](?![{_PLACES}]))|[{_COMMON}](?:{_MASK})")
_ORGANISATION: Final = re.compile(r"(?:公司|厂|店|社|会|组|部|院|校|场|站|所|行|局|中心|超市|学校)$")
Piece = tuple[int, int, str]
"""Where something stands that goes, and what comes there."""


@dataclass(frozen=True)
class _Person:
    """A party or somebody else of the dispute; `family` is empty for what is no Chinese person's name."""

    name: str
    sign: str
    family: str
    given: str


def without_names(text: str, *, names: Sequence[str], phones: Iterable[str] = (), others: Iterable[str] = ()) -> str:
    """The text with a sign for each party, in the order of `names`; give the same order for each text of a dispute.

    `others`: mediators, witnesses, agents. `phones`: any numbers that are known, also short ones.
    """
    people = _people(text, names, others)
    pieces: list[Piece] = [(start, end, NUMBER) for start, end in traces(numbers=phones).spans(text)]
    pieces += [(*match.span(), NUMBER) for pattern in NUMBERS for match in pattern.finditer(text)]
    pieces += [(*match.span(), HOUSE) for match in HOUSES.finditer(text)]
    for person in sorted(people, key=lambda one: -len(one.name)):
        pieces += [(start, end, person.sign) for start, end in traces(names=[person.name]).spans(text)]
    for pattern, sign in _parts(people):
        pieces += [(*match.span(), sign) for match in re.finditer(pattern, text)]
    pieces += [(*match.span(), SOMEBODY) for match in _UNLISTED.finditer(text)]
    return _replaced(text, pieces)


def _people(text: str, names: Sequence[str], others: Iterable[str]) -> list[_Person]:
    signs = [PARTIES[at] if at < len(PARTIES) else f"第{at + 1}方" for at in range(len(names))]
    if _SIDES.search(text):
        signs = [f"当事人{at + 1}" for at in range(len(names))]
    told = [*zip(names, signs, strict=True), *((name, SOMEBODY) for name in others)]
    plain = [("".join(name.split()), sign) for name, sign in told]
    return [_Person(name, sign, *_split(name)) for name, sign in plain if len(name) > 1]


def _split(name: str) -> tuple[str, str]:
    """Family and given name; nothing for an organisation or a name in other letters."""
    if not 2 <= len(name) <= 4 or _ORGANISATION.search(name) or not all(sign >= "\u3400" for sign in name):
        return "", ""
    length = 2 if name[:2] in DOUBLE and len(name) > 2 else 1
    return name[:length], name[length:]


def _parts(people: Sequence[_Person]) -> Iterator[tuple[str, str]]:
    """Patterns of parts of names, the surest first, and the sign of whom they mean."""
    given = Counter(person.given for person in people)
    for person in people:
        if person.family:
            family, last = re.escape(person.family), re.escape(person.given[-1])
            yield f"{family}(?:{_MASK}){last}", person.sign
            if len(person.given) > 1:
                yield re.escape(person.given), person.sign if given[person.given] == 1 else _of_several(people, person)
            elif person.given not in _NO_NICKNAME:
                yield f"[阿小老]{last}|{last}(?:子|哥|姐|叔|婶|嫂)", person.sign
    for family in dict.fromkeys(person.family for person in people if person.family):
        mine = [person for person in people if person.family == family]
        sign = mine[0].sign if len(mine) == 1 else _of_several(mine, mine[0])
        family = re.escape(family)
        yield (
            f"姓{family}(?:的|家)?|[老小](?!{_WORDS}){family}(?:头|汉)?(?![{_PLACES}])|{family}(?:{_MASK}|{_TITLES}|氏)",
            sign,
        )
        if family not in _NO_HOME:
            yield f"{family}(?=家(?![{_PLACES}]))", sign


def _of_several(people: Sequence[_Person], like: _Person) -> str:
    """Of several who may be meant: one of the parties, if they all are; the same one twice is one."""
    signs = {one.sign for one in people if one.family == like.family or one.given == like.given}
    return signs.pop() if len(signs) == 1 else SOMEBODY if SOMEBODY in signs else ONE_OF_THEM


def _replaced(text: str, pieces: Iterable[Piece]) -> str:
    """What was found earlier in the list wins over what overlaps it."""
    taken: list[Piece] = []
    for start, end, sign in pieces:
        if start < end and not any(start < b and a < end for a, b, _ in taken):
            taken.append((start, end, sign))
    for start, end, sign in sorted(taken, reverse=True):
        text = text[:start] + sign + text[end:]
    return text
