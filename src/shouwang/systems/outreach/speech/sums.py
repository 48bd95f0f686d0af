"""Sums of money in words: ¥1,234.50 is 一千二百三十四元五角."""

import re
from collections.abc import Callable
from typing import Final

from shouwang.systems.outreach.speech import numbers

N: Final = r"\d+(?:\.\d+)?"
SIGNS: Final = {"¥": "元", "$": "美元", "€": "欧元", "£": "英镑", "HK$": "港元"}


def money(amount: str) -> str:
    """Yuan, jiao and fen: 3.5 is 三元五角, 100.05 一百元零五分, 0.8 八角. Finer than a fen: with the point."""
    whole, _, part = amount.partition(".")
    if len(part) > 2:
        return numbers.decimal(amount) + "元"
    tenths, hundredths = part[:1] or "0", part[1:] or "0"
    said = numbers.counted(whole, of_things=True) + "元" if int(whole) or part.strip("0") == "" else ""
    if tenths != "0":
        said += numbers.counted(tenths, of_things=True) + "角"
    elif said and hundredths != "0":
        said += "零"
    return said + (numbers.counted(hundredths, of_things=True) + "分" if hundredths != "0" else "")


def _before(found: re.Match[str]) -> str:
    """A sign before the number; 万 and 亿 keep the point."""
    unit, low, amount, by = SIGNS[found[1]], found[2], found[3], found[4] or ""
    if low:
        return f"{numbers.decimal(low, of_things=True)}到{numbers.decimal(amount, of_things=True)}{by}{unit}"
    if by or unit != "元":
        return f"{numbers.decimal(amount, of_things=True)}{by}{unit}"
    return money(amount)


RULES: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str] | str], ...]] = (
    (re.compile(rf"(HK\$|[¥$€£])\s*(?:({N})到[¥$€£]?\s*)?({N})\s*(万|亿|千)?(?:元|美元)?", re.A), _before),
    (re.compile(rf"(?<![\d.到])({N})\s*元", re.A), lambda found: money(found[1])),
)
