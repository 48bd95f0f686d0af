"""A text as it is read aloud: every number, hotline, date, sum and foreign word in hanzi, nothing left to an engine's guess.

espeak-ng reads 96110 as 九十六千一百一十 and turns to English at a Latin letter, so both never reach it. The rules stand in
the order in which they are tried; what one has put into hanzi no later one sees.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from itertools import chain, repeat
from typing import Final

from shouwang.systems.outreach.speech import letters, marks, numbers, sums, units

N: Final = r"\d+(?:\.\d+)?"
HOTLINES: Final = (
    "11[0249]|12[02]|999|95\\d{3}|96\\d{3}|100(?:00|1[0156]|60|8[056]|99)|116114|"
    "12(?:110|123|305|306|309|315|320|321|329|333|337|338|345|348|350|355|356|363|366|368|369|371|377|378|380|381|385|386|"
    "388|389|391|393|395)"
)
ENDINGS: Final = "com|cn|net|org|top|xyz|vip|cc|app|apk"
PROVINCES: Final = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
SIGNS: Final = "|".join(sorted(map(re.escape, units.SIGNS), key=len, reverse=True))
_KEPT: Final = set("，！？：；（）。、")  # NFKC would make ASCII of them, and 110，120 a number of six figures
_BEFORE_NUMBER: Final = re.compile("(?:" + "|".join(units.NUMBERED) + ")(?:为|是|号|码|群|[:：\\s])*$")
_BEFORE_CALL: Final = re.compile("(?:" + "|".join(units.DIALLED) + ")(?:了|是|为|[:：\\s“\"'(（])*$")
_BESIDE: Final = re.compile(rf"(?<=[{marks.HANZI}]) ([0-9A-Za-z¥.,:%-]+) (?=[{marks.HANZI}])")
_AFTER_RANGE: Final = re.compile(rf"^\s*到{N}\s*")

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str] | str]


def spoken(text: str, places: Mapping[str, str] | None = None) -> str:
    """Hanzi and pauses (。！？；：，、 and line breaks) alone: no digit and no Latin letter is left.

    `places` are readings by name: one written in hanzi is said instead of the name (G30 连霍高速); one in pinyin is for
    `pinyin` and changes nothing here.
    """
    said = _plain(text)
    for name in sorted(places or {}, key=len, reverse=True):
        reading = (places or {})[name]
        if name and reading and not re.search(r"[0-9A-Za-z]", reading):
            said = said.replace(_plain(name), reading)
    said = _without_thousands(said)
    for pattern, rule in RULES:
        said = pattern.sub(rule, said)
    return marks.paused(letters.spelled(said))


def _plain(text: str) -> str:
    """One form for every sign: full-width, circled and foreign digits are digits, é is e; a number between blanks has none."""
    said = "".join(sign if sign in _KEPT else _sign(sign) for sign in text.replace("\r\n", "\n").replace("\u20e3", ""))
    return _BESIDE.sub(r"\1", said)


def _sign(sign: str) -> str:
    form = unicodedata.normalize("NFKC", sign)
    if form.isascii():
        return f"，{form}，" if "CIRCLED" in unicodedata.name(sign, "") else form
    if form.isdecimal():
        return "".join(str(unicodedata.decimal(one)) for one in form)
    if "LATIN" in unicodedata.name(form[0], ""):
        return "".join(one for one in unicodedata.normalize("NFKD", form) if one.isascii())
    return form.replace("\u2044", "/").replace("−", "-").replace("–", "-").replace("〜", "~").replace("～", "~")


def _without_thousands(text: str) -> str:
    """1,234 is 1234; 110,120 are two numbers to call."""

    def joined(found: re.Match[str]) -> str:
        parts = found[0].split(",")
        return "，".join(parts) if all(re.fullmatch(HOTLINES, part) for part in parts) else "".join(parts)

    return re.sub(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?!\d)", joined, text)


def _code(found: re.Match[str]) -> str:
    """HW-2026-0147: letters by name, figures singly, a pause at each dash."""
    return "，".join(numbers.singly(part) if part.isdecimal() else part for part in re.split("[-_]", found[0]))


def _plate(found: re.Match[str]) -> str:
    return f"{found[1]}{found[2]}，" + re.sub(r"\d", lambda digit: numbers.singly(digit[0]), found[3])


def _grouped(*sizes: int) -> Callable[[re.Match[str]], str]:
    """The digits singly, with a pause after each group; the last size goes on to the end."""

    def said(found: re.Match[str]) -> str:
        digits, groups = re.sub(r"[^\dXx]", "", found[1]), []
        for size in chain(sizes, repeat(sizes[-1])):
            if not digits:
                break
            groups.append(re.sub(r"\d+", lambda part: numbers.singly(part[0]), digits[:size]))
            digits = digits[size:]
        return "，".join(groups)

    return said


def _landline(found: re.Match[str]) -> str:
    area, local = numbers.singly(found[1]), found[2]
    middle = 4 if len(local) == 8 else 3 if len(local) == 7 else len(local)
    return "，".join(part for part in (area, numbers.singly(local[:middle]), numbers.singly(local[middle:])) if part)


def _door(found: re.Match[str]) -> str:
    """House, stair and room: 3-2-501."""
    parts = found[0].split("-")
    return "杠".join(numbers.counted(part) if len(part) < 3 else numbers.singly(part) for part in parts)


def _year(found: re.Match[str]) -> str:
    return numbers.singly(found[1], wire=False)


def _date(found: re.Match[str]) -> str:
    return f"{numbers.singly(found[1], wire=False)}年{numbers.ordinal(found[3])}月{numbers.ordinal(found[4])}日"


def _time(found: re.Match[str]) -> str:
    """8:30 is 八点半, 12:05 十二点零五分, 8:00 八点."""
    hour, minute, second = int(found[1]), int(found[2]), found[3]
    said = numbers.counted(found[1], of_things=True) + "点"
    if second:
        return f"{said}{_sixtieth(minute)}分{_sixtieth(int(second))}秒"
    if minute == 30 and 1 <= hour <= 12:
        return said + "半"
    return said + (f"{_sixtieth(minute)}分" if minute else "")


def _sixtieth(number: int) -> str:
    return ("零" if 0 < number < 10 else "") + numbers.counted(str(number))


def _percent(found: re.Match[str]) -> str:
    of = "千分之" if found[0].endswith("‰") else "百分之"
    return "到".join(of + numbers.decimal(part) for part in found.groups() if part)


def _fraction(found: re.Match[str]) -> str:
    part, whole = found[1], found[2]
    if int(part) >= int(whole) or re.fullmatch(HOTLINES, part):
        return found[0]
    return f"{numbers.counted(whole)}分之{numbers.counted(part)}"


def _measured(found: re.Match[str]) -> str:
    said = f"{numbers.decimal(found[2])}{units.SIGNS[found[3]]}"
    return f"{numbers.decimal(found[1])}到{said}" if found[1] else said


def _version(found: re.Match[str]) -> str:
    return "点".join(numbers.counted(part) for part in found[1].split("."))


def _day_of(found: re.Match[str]) -> str:
    """Days that are called by their figures: 5·12 is 五一二, 12·4 十二四, 11·9 the fire call."""
    if (found[1], found[2]) == ("11", "9"):
        return "幺幺九"
    month = numbers.counted(found[1]) if len(found[1]) == 2 else numbers.singly(found[1], wire=False)
    return month + numbers.singly(found[2], wire=False)


def is_rung(found: re.Match[str]) -> bool:
    """Whether the figures of a hotline are one and count nothing: 打110, but 110元 and 110个人."""
    before, after = found.string[: found.start()], found.string[found.end() :].lstrip()
    called = _BEFORE_CALL.search(before) is not None and not after.startswith(units.MONEY)
    return called or not after.startswith((*units.MEASURES, "到"))


def _hotline(found: re.Match[str]) -> str:
    """Singly, unless it counts something."""
    return numbers.singly(found[0]) if is_rung(found) else found[0]


def _number(found: re.Match[str]) -> str:
    """What no other rule has taken: a count, a place, or figures that are told one by one."""
    digits, string = found[0], found.string
    before, after = string[: found.start()], string[found.end() :].lstrip(" ")
    if "." in digits:
        return numbers.decimal(digits)
    if before[-1:].isascii() and before[-1:].isalpha():
        return numbers.singly(digits, wire=len(digits) > 1)
    if _is_told_singly(digits, before, after):
        return numbers.singly(digits)
    if before.endswith("第") or after.startswith((*units.PLACED, "年级")):
        return numbers.ordinal(digits)
    return numbers.counted(digits, of_things=_AFTER_RANGE.sub("", after).startswith(tuple(units.THINGS)))


def _is_told_singly(digits: str, before: str, after: str) -> bool:
    if _BEFORE_NUMBER.search(before) or (len(digits) > 1 and digits.startswith("0")):
        return True
    if len(digits) >= 3 and after.startswith(units.ROOMS) and not before.endswith("第"):
        return True
    return len(digits) >= 7 and not digits.endswith("0000") and not after.startswith((*units.MEASURES, "到"))


RULES: Final[tuple[Rule, ...]] = (
    (re.compile(r"(?:链接|网址|网站)?[:：]?\s*(?:https?://|www\.)[!-~]+", re.I), "链接"),
    (re.compile(r"(?:邮箱|邮件|E-?mail)?[:：]?\s*[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", re.A | re.I), "邮箱"),
    (re.compile(rf"(?:链接|网址|网站)?[:：]?\s*(?:[A-Za-z0-9-]+\.)+(?:{ENDINGS})\b[!-~]*", re.I | re.A), "链接"),
    (re.compile(r"\b[A-Z]{1,6}(?:[-_][A-Z0-9]+)*[-_]\d+(?![A-Za-z\d])", re.A), _code),
    (re.compile(rf"([{PROVINCES}])([A-Z])[·.\s-]?(?=[A-Z]*\d)([A-Z\d]{{5,6}})(?![A-Za-z\d])", re.A), _plate),
    (re.compile(r"\bNo\.?\s*(\d+)", re.I | re.A), lambda found: f"第{found[1]}号"),
    (re.compile("^.*$", re.S), lambda found: letters.named(found[0])),
    (re.compile(r"(?<!\d)(\d{17}[\dXx])(?![\dA-Za-z])", re.A), _grouped(6, 8, 4)),
    (re.compile(r"(?<!\d)(\d{4}(?: \d{4}){3}(?: \d{1,3})?|\d{16,19})(?!\d)", re.A), _grouped(4)),
    (re.compile(r"(?<!\d)(?:\+?86[- ]?)?(1[3-9]\d[- ]?\d{4}[- ]?\d{4})(?!\d)", re.A), _grouped(3, 4, 4)),
    (re.compile(r"(?<!\d)([48]00[- ]?\d{3}[- ]?\d{4})(?!\d)", re.A), _grouped(3, 3, 4)),
    (re.compile(r"(?<![\d-])\(?(0\d{2,3})\)?[- ]?(\d{7,8}|9[56]\d{3}|12345)(?!\d)", re.A), _landline),
    (re.compile(r"(?<!\d)(\d{4})([-/.])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?!\d)", re.A), _date),
    (re.compile(r"(?<!\d)(\d{1,4})((?:-\d{1,4}){2,}|-\d{3,4}(?=\s*[室房]))(?!\d)", re.A), _door),
    (re.compile(r"(?<=[\d%‰°C日号月年点分时元楼室天])(?:\s*[~—]+\s*|-| - )(?=[-¥]?\d)", re.A), "到"),
    (re.compile(r"(?<=周[一二三四五六日天])\s*[-~—]+\s*(?=周)"), "到"),
    (re.compile(rf"-(?={N}\s*(?:°C)?(?:到-?{N})?\s*(?:°|度))", re.A), "零下"),
    (re.compile(r"(?<=\d)w(?![A-Za-z])", re.A), "万"),
    (re.compile(r"\+(\d{2,4})(?=\s*(?:开头|的?电话|来电|区号))", re.A), lambda found: "加" + numbers.singly(found[1])),
    (re.compile(rf"\+(?={N}\s*°)", re.A), "零上"),
    (re.compile(r"(?<=\d)\s*\+(?!\s*\d)", re.A), "多"),
    (re.compile(r"(?:^|(?<=[\s(（,，:：、。为是到达至]))-(?=\d)", re.A | re.M), "负"),
    (re.compile(r"(?<!\d)((?:1[89]|2[01])\d\d)(?=年|到(?:1[89]|2[01])\d\d年)", re.A), _year),
    (re.compile(r"(?<![\d:：.])(?<!比)(?<!比[例分])([01]?\d|2[0-4])[:：]([0-5]\d)(?:[:：]([0-5]\d))?(?![\d:：])", re.A), _time),
    (re.compile(r"(?<!\d)(\d{1,2})·(\d{1,2})(?!\d)", re.A), _day_of),
    *sums.RULES,
    (re.compile(rf"(?:({N})%?到)?({N})\s*[%‰]", re.A), _percent),
    (re.compile(r"(?<![\d/.])(\d{1,4})/(\d{1,4})(?![\d/.])", re.A), _fraction),
    (re.compile(r"(?<![\d.])[vV]?(\d+(?:\.\d+){2,})(?![\d.])", re.A), _version),
    (re.compile(rf"(?:({N})到)?({N})\s*({SIGNS})(?![A-Za-z\d])", re.A), _measured),
    (re.compile(rf"(?<![\d.A-Za-z第])(?<!\d[:：])(?:{HOTLINES})(?![\d.]*\d|[A-Za-z])", re.A), _hotline),
    (re.compile(r"(?<=[天次人月年个元角分斤件里时钟克升米])/(?=[天次人月年个户家件袋瓶箱包亩斤度吨])"), "每"),
    (re.compile(r"(?<=\d)\s*[xX×*]\s*(?=\d)", re.A), "乘"),
    (re.compile(r"(?<=\d)\s*\+\s*(?=\d)", re.A), "加"),
    (re.compile(r"(?<=\d)\s*[:：]\s*(?=\d)", re.A), "比"),
    (re.compile(N, re.A), _number),
)  # fmt: skip
