"""Chinese numbers as they are written on papers: 一、二、十一、 before paragraphs, 壹仟贰佰元整 for money."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

COUNTED: Final = "零一二三四五六七八九"
CAPITALS: Final = "零壹贰叁肆伍陆柒捌玖"
PLACES: Final = ("", "拾", "佰", "仟")
MYRIADS: Final = ("", "万", "亿", "万亿")


def ordinal(number: int) -> str:
    """1 to 99 as it stands before a paragraph: 一, 十, 十二, 二十, 二十一."""
    if not 1 <= number <= 99:
        raise ValueError(f"{number} paragraphs are not counted in words")
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else ("" if tens == 1 else COUNTED[tens]) + "十") + (COUNTED[ones] if ones else "")


def article(number: int) -> str:
    """1 to 999 as an article of a law is cited: 十七, 一百零五, 一百七十八."""
    if not 1 <= number <= 999:
        raise ValueError(f"no law cited here has {number} articles")
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return ordinal(rest)
    said = f"{COUNTED[hundreds]}百"
    if not rest:
        return said
    return said + ("零" if rest < 10 else "一" if rest < 20 else "") + ordinal(rest)


def yuan(amount: Decimal) -> str:
    """A sum in capital characters, rounded to the fen: 壹仟贰佰元整, 拾万零伍元叁角, 零元整.

    Raises ValueError below nothing and from ten quadrillion on.
    """
    fen = int((amount * 100).quantize(Decimal(1), ROUND_HALF_UP))
    if not 0 <= fen < 10**18:
        raise ValueError(f"{amount} is no sum for a paper")
    whole, small = divmod(fen, 100)
    tenths, hundredths = divmod(small, 10)
    said = f"{_whole(whole)}元" if whole else ""
    if not small:
        return f"{said or '零元'}整"
    if tenths:
        said += f"{CAPITALS[tenths]}角"
    elif whole:
        said += "零"
    return said + (f"{CAPITALS[hundredths]}分" if hundredths else "整")


def _whole(number: int) -> str:
    """Groups of four digits, each with its own unit; one 零 for every gap."""
    said, gap = "", False
    for at in range(3, -1, -1):
        group = number // 10 ** (4 * at) % 10_000
        if group:
            said += ("零" if said and (gap or group < 1000) else "") + _four(group) + MYRIADS[at]
        gap = bool(said) and not group
    return said


def _four(group: int) -> str:
    said, gap = "", False
    for at in range(3, -1, -1):
        digit = group // 10**at % 10
        if digit:
            said += ("零" if said and gap else "") + CAPITALS[digit] + PLACES[at]
        gap = bool(said) and not digit
    return said
