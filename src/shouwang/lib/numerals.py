"""Chinese numbers in names: 一网格 stands before 二网格, 二组 before 十组, 2 before 10."""

import re
from typing import Final

DIGITS: Final = {sign: value for value, sign in enumerate("零一二三四五六七八九")}
UNITS: Final = {"十": 10, "百": 100}
NUMBER: Final = re.compile(r"(\d+|[零一二三四五六七八九十百]+)")


def value(written: str) -> int:
    """The number that digits or Chinese signs up to 999 write: 12, 十二, 一百零三."""
    if written.isdecimal():
        return int(written)
    total, digit = 0, 0
    for sign in written:
        if sign in UNITS:
            total, digit = total + (digit or 1) * UNITS[sign], 0
        else:
            digit = DIGITS[sign]
    return total + digit


def in_order(name: str) -> list[tuple[int, str]]:
    """A key to sort names by as people count them."""
    parts = NUMBER.split(name)
    return [(value(part), "") if NUMBER.fullmatch(part) else (-1, part) for part in parts if part]
