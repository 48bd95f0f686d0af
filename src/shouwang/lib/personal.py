"""What in a text looks like a person's number, whoever's: telephones, ID cards, accounts, plates, houses.

Money, areas, weights and dates are none of them.
"""

import re
from typing import Final

_DIGIT: Final = "[0-9０-９]"
_NUMERAL: Final = "[0-9０-９〇零一二两三四五六七八九十百]"
_PART: Final = rf"(?:{_NUMERAL}+(?:栋|幢|单元|楼|层|室|号|户))*"
_COUNTED: Final = r"(?!\s?[多余来]?\s?[万千百亿]?(?:元|块|圆|斤|公斤|吨|平|亩|米|公里|棵|只|株|年))"
_YEAR: Final = rf"(?:19|20|１９|２０){_DIGIT}{_DIGIT}"
_PROVINCES: Final = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"

NUMBERS: Final = (
    re.compile(rf"第\s?{_DIGIT}{{4,}}\s?号"),
    re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII),
    re.compile(r"(?<=微信|信号|QQ|qq)(?:号码?|是|为|[:：\s])*[A-Za-z0-9_-]{5,20}", re.ASCII),
    re.compile(rf"[{_PROVINCES}]\s?[A-Za-z]\s?[·・.•-]?\s?[A-Za-z0-9]{{4,5}}[A-Za-z0-9挂学警](?![A-Za-z0-9])"),
    # Seven digits and more, in groups or not, but for a date.
    re.compile(
        rf"(?<!{_DIGIT})(?!{_YEAR}[-－—/](?:{_YEAR}|{_DIGIT}{{1,2}})(?!{_DIGIT}))"
        # Of eleven and more no money or weight is meant, whatever follows: "13800000000元旦前有效".
        rf"(?:\+|00)?{_DIGIT}(?:(?:[ \-－—]?{_DIGIT}){{10,}}[Xx]?(?!{_DIGIT})"
        rf"|(?:[ \-－—]?{_DIGIT}){{6,}}[Xx]?(?!{_DIGIT}){_COUNTED})"
    ),
    re.compile(rf"(?<!{_DIGIT}){_DIGIT}{{2,6}}[*×•xX]{{3,14}}{_DIGIT}{{1,4}}[Xx]?"),
)
HOUSES: Final = re.compile(
    rf"(?<![月{_NUMERAL[1:-1]}])(?<!月份)(?:{_NUMERAL}+(?:-{_NUMERAL}+)*\s?号(?!人|早|晚|上午|下午|前|那天)(?:楼|院|房|门)?{_PART}"
    rf"|{_NUMERAL}+(?:栋|幢|单元){_PART}"
    rf"|{_NUMERAL}+(?:-{_NUMERAL}+)*室)"
)


def spans(text: str) -> list[tuple[int, int]]:
    """Where such numbers stand, in order; some may overlap."""
    return sorted(match.span() for pattern in (*NUMBERS, HOUSES) for match in pattern.finditer(text))
