"""What leads to a person is taken out of a message before it is kept: telephones, ID cards, bank cards, accounts.

Hotlines stay readable, they are what the reader needs: 110, 96110, 12321, bank and operator lines. A link keeps its host.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import Final

from shouwang.lib.personal import NUMBERS

TELEPHONE: Final = "〔电话〕"
ID_CARD: Final = "〔身份证号〕"
BANK_CARD: Final = "〔银行卡号〕"
OTHER: Final = "〔号码〕"
_LINK: Final = re.compile(
    r"(?P<host>(?:https?://|www\.)?(?:[a-z0-9-]+\.)+[a-z]{2,10})(?P<rest>(?::[0-9]+)?[/?#][!-~]*)?(?![a-z0-9@-])", re.I
)
# Numbers written with more between the digits than a letter has: "1 3 8 - 0 0 0 0 ..."
_SPREAD: Final = re.compile(r"(?<!\d)\d(?:[\s\-－—·.]{0,3}\d){9,18}[\s]?[Xx]?(?!\d)")
_DATE: Final = re.compile(r"(?:19|20)\d\d[-./\s]+\d\d?[-./\s]+\d\d?")
_MONEY: Final = re.compile(r"\s?[多余]?[万千百亿]?[元块]")
_TOO_LONG_FOR_MONEY: Final = 11  # digits; of so many and more no money is meant, whatever stands behind
_HOTLINE: Final = re.compile(r"1(?:00\d\d|0\d\d\d|1\d|2\d\d\d?|2\d)|9[56]\d{3,4}|100\d\d")


# Digits as they are said, "幺三八零零……": a number read out, or written so to slip past filters. Seven and more, of which
# one at least is a letter. With pauses between them it must be as long as a number of a person: lists are said so too.
_SPOKEN: Final = "〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖"
_AS_DIGITS: Final = str.maketrans(_SPOKEN, "001234567891123456789")
_SAID: Final = (
    re.compile(rf"(?=[0-9\s-]*[{_SPOKEN}])[0-9{_SPOKEN}](?:[\s-]?[0-9{_SPOKEN}]){{6,}}"),
    re.compile(rf"(?=[0-9\s，,、.·-]*[{_SPOKEN}])[0-9{_SPOKEN}](?:[\s，,、.·-]{{0,2}}[0-9{_SPOKEN}]){{9,}}"),
)
_COUNTING: Final = "123456789"
_OF_A_PERSON: Final = re.compile(r"(?:86)?1[3-9]\d{9}|\d{15,19}")


@dataclass(frozen=True)
class Masked:
    """`counts` of what was taken out: telephone, id_card, bank_card, other, link (of which only the host is left)."""

    text: str
    counts: dict[str, int]


def mask(text: str) -> Masked:
    """What was masked once stays as it is: masking twice changes nothing."""
    counts = Counter[str]()
    spans = [*_links(text), *_numbers(text)]
    for start, end, kind, instead in sorted(_apart(spans), reverse=True):
        text = text[:start] + instead + text[end:]
        counts[kind] += 1
    return Masked(text, dict(counts))


Span = tuple[int, int, str, str]


def _links(text: str) -> list[Span]:
    found = list[Span]()
    for link in _LINK.finditer(text):
        if link["rest"] and len(link["rest"]) > 1:
            found.append((*link.span("rest"), "link", "/…"))
    return found


def _numbers(text: str) -> list[Span]:
    found = list[Span]()
    flat = "".join(unicodedata.normalize("NFKC", sign)[:1] or sign for sign in text)
    for pattern in _SAID:
        flat = pattern.sub(_in_digits, flat)
    for match in (*(one for pattern in NUMBERS for one in pattern.finditer(flat)), *_SPREAD.finditer(flat)):
        words = match.group()
        digits = re.sub(r"[^0-9Xx]", "", words)
        is_money = len(digits) < _TOO_LONG_FOR_MONEY and _MONEY.match(flat, match.end())
        if _HOTLINE.fullmatch(digits) or _DATE.fullmatch(words) or is_money:
            continue
        kind, instead = _kind(digits) if digits and not re.search("[A-WYZa-wyz@]", words) else ("other", OTHER)
        found.append((*match.span(), kind, instead))
    return found


def _in_digits(said: re.Match[str]) -> str:
    """As long as it was, so that every sign stays where it stood; counting and lists of hotlines stay in words."""
    parts = re.split("[，,、.·]", said.group().translate(_AS_DIGITS))
    digits = re.sub("[^0-9]", "", "".join(parts))
    if digits in _COUNTING or (
        len(parts) > 1
        and (not _OF_A_PERSON.fullmatch(digits) or any(_HOTLINE.fullmatch(part.strip()) for part in parts))
    ):
        return said.group()
    return "-".join(parts)


def _kind(digits: str) -> tuple[str, str]:
    bare = re.sub("^(?:00)?86(?=1[3-9])", "", digits)
    if re.fullmatch(r"[1-9]\d{5}(?:19|20)\d{9}[\dXx]", digits) or "x" in digits.lower():
        return "id_card", ID_CARD
    if re.fullmatch(r"1[3-9]\d{9}|0\d{9,11}|[48]00\d{7}|[2-8]\d{6,7}", bare):
        return "telephone", TELEPHONE
    if 15 <= len(digits) <= 19:
        return "bank_card", BANK_CARD
    return "other", OTHER


def _apart(spans: list[Span]) -> list[Span]:
    """The longest of those that overlap, the first of those as long; of a link's rest, the whole of it."""
    kept = list[Span]()
    for span in sorted(spans, key=lambda one: (one[0] - one[1], one[0])):
        if not any(span[0] < end and start < span[1] for start, end, _, _ in kept):
            kept.append(span)
    return kept
