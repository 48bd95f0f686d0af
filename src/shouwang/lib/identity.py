"""Numbers that stand for people and places: ID numbers, telephones, division codes; their masks, and those of names."""

import re
import unicodedata
from datetime import date
from typing import Final

WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_SIGNS: Final = "10X98765432"
PROVINCES: Final = frozenset(
    str(code)
    for codes in (range(11, 16), range(21, 24), range(31, 38), range(41, 47), range(50, 55), range(61, 66))
    for code in codes
) | {"71", "81", "82", "83"}
# 81 to 83 are on the residence permits of people from Hong Kong, Macau and Taiwan; an ID number
# that begins with 9 is on a foreigner's permanent residence card.

LONGEST_PHONE: Final = 20  # in bytes as people group one number; two of them are longer

_PHONE: Final = re.compile(
    r"(?<![0-9])(?:(?:\+|00)?86[\s-]?)?"
    r"(?:1[3-9][0-9](?:[\s-]?[0-9]){8}|\(?0[0-9]{2,3}\)?[\s-]?[2-8][0-9]{2,3}[\s-]?[0-9]{4})(?![0-9])"
)
_ID: Final = re.compile(r"(?<![0-9])[1-9](?:[\s-]?[0-9]){16}[\s-]?[0-9X](?![0-9A-Z])")


def _digits(text: str) -> str:
    """Half-width and without the spaces and dashes people group numbers with."""
    folded = unicodedata.normalize("NFKC", text).upper()
    return "".join(c for c in folded if not c.isspace() and unicodedata.category(c) not in ("Pd", "Cf"))


def check_sign(first17: str) -> str:
    """The last sign of an ID number by ISO 7064 MOD 11-2 (GB 11643): a digit or X."""
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, first17, strict=True))
    return CHECK_SIGNS[total % 11]


def clean_id(text: str) -> str | None:
    """The ID number somebody typed, 18 signs, or None if the check sign or the birth date is wrong.

    Old numbers with 15 digits, invalid since 2013, are None.
    """
    number = _digits(text)
    if not re.fullmatch(r"[1-9][0-9]{16}[0-9X]", number) or birth_date(number) is None:
        return None
    known = number[:2] in PROVINCES or number[0] == "9"
    return number if known and check_sign(number[:17]) == number[17] else None


def ids_in(text: str) -> list[str]:
    """What has the shape of an ID number in what somebody wrote: 18 signs with a birth date. The check sign may be
    wrong: a number with one slip still leads to its owner."""
    found = [_digits(match[0]) for match in _ID.finditer(unicodedata.normalize("NFKC", text).upper())]
    return [number for number in found if birth_date(number)]


def birth_date(number: str) -> date | None:
    """The birth date in an 18-sign ID number, or None if there is no such day since 1800."""
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
    return born if born.year >= 1800 else None


def mask_id(number: str) -> str:
    """The number with its middle hidden: `110***********002X`. What is shorter than 15 is all hidden."""
    return _masked(number, 3, 4) if len(number) >= 15 else "*" * len(number)


def clean_phone(text: str, area: str = "") -> str | None:
    """A telephone in one form, or None: mobiles `13800138000`, landlines `0379-67891234`.

    With or without +86; a number of 7 or 8 digits gets the room's own `area` code, if given.
    """
    number = re.sub(r"[()]", "", _digits(text))
    number = re.sub(r"^(\+86|0086|86(?=1\d{10}$))", "", number)
    if re.fullmatch(r"1[3-9][0-9]{9}", number):
        return number
    if area and re.fullmatch(r"[2-8][0-9]{6,7}", number):
        number = area + number
    # Area codes: 010 and 02x have three digits, all others four.
    landline = re.fullmatch(r"0?(10|2[0-9]|[3-9][0-9]{2})([2-8][0-9]{6,7})", number)
    return f"0{landline[1]}-{landline[2]}" if landline else None


def phones_in(text: str) -> list[str]:
    """Every whole telephone in what somebody wrote, clean: a cell may hold two, or an extension."""
    if whole := clean_phone(text):
        return [whole]
    found = [clean_phone(match[0]) for match in _PHONE.finditer(unicodedata.normalize("NFKC", text))]
    return [phone for phone in found if phone]


def mask_phone(number: str) -> str:
    """The number with its middle hidden: `138****8000`, `0379-****1234`. Shorter than 7: all hidden."""
    if "-" in number:
        area, _, rest = number.partition("-")
        return f"{area}-{_masked(rest, 0, 4 if len(rest) > 7 else 3)}"
    return _masked(number, 3, 4) if len(number) >= 11 else _masked(number, 0, 2 if len(number) >= 7 else 0)


def mask_name(name: str) -> str:
    """The first character and two stars, however long it is: `王**`."""
    return name[:1] + "**" if name else ""


def _masked(text: str, head: int, tail: int) -> str:
    end = len(text) - tail
    return text[:head] + "*" * (end - head) + text[end:]


def clean_division_code(text: str) -> str | None:
    """A division code, or None: 12 digits of a known province (GB/T 2260 and below), to 15 for police.

    2 digits each for province, city and county, 3 each for town and village, 3 more by GA/T 2000.33.
    """
    code = _digits(text)
    return code if re.fullmatch(r"[0-9]{12,15}", code) and code[:2] in PROVINCES else None
