"""Numbers as people say them: 两千零五十, 九六幺幺零, 三点一四."""

from typing import Final

DIGITS: Final = "零一二三四五六七八九"
BY_WIRE: Final = "零幺二三四五六七八九"  # one is said 幺 where it might be taken for seven
PLACES: Final = ("", "十", "百", "千")
MYRIADS: Final = ("", "万", "亿")
MOST: Final = 4 * len(MYRIADS)  # longer ones are read digit by digit


def singly(digits: str, *, wire: bool = True) -> str:
    """Digit by digit: 96110 is 九六幺幺零; of a year, without `wire`, 二零一一."""
    return "".join((BY_WIRE if wire else DIGITS)[int(sign)] for sign in digits)


def counted(digits: str, *, of_things: bool = False) -> str:
    """A whole number in words; `of_things` makes a lone 2 两, as before 天 and 个. Longer than 12 digits: singly."""
    digits = digits.lstrip("0") or "0"
    if digits == "0":
        return "零"
    if digits == "2":
        return "两" if of_things else "二"
    if len(digits) > MOST:
        return singly(digits)
    said, gap = "", False
    for at in range((len(digits) - 1) // 4, -1, -1):
        group = int(digits[: len(digits) - 4 * at][-4:])
        if group:
            said += ("零" if said and (gap or group < 1000) else "") + _group(group, first=not said, myriad=bool(at))
            said += MYRIADS[at]
        gap = bool(said) and not group
    return said


def ordinal(digits: str) -> str:
    """After 第, and before 月, 号, 楼: the first sign is never 两."""
    return counted(digits).replace("两百", "二百") if digits.lstrip("0") else "零"


def decimal(digits: str, *, of_things: bool = False) -> str:
    """With or without a point: 2.50 is 二点五零, 2 two of something."""
    whole, _, part = digits.partition(".")
    return f"{counted(whole)}点{singly(part, wire=False)}" if part else counted(whole, of_things=of_things)


def _group(group: int, *, first: bool, myriad: bool) -> str:
    """Four digits: 两千二百二十二; 一十 is said 十 only where the number begins with it."""
    if group == 2 and myriad:
        return "两"
    said, gap = "", False
    for at in range(3, -1, -1):
        digit = group // 10**at % 10
        if digit:
            said += "零" if said and gap else ""
            two = at == 3 or (at == 2 and first and not said)
            said += (
                "" if first and not said and (at, digit) == (1, 1) else "两" if two and digit == 2 else DIGITS[digit]
            )
            said += PLACES[at]
        gap = bool(said) and not digit
    return said
