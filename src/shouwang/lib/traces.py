"""The words that lead to a person, found in a text however they are written there.

Numbers are compared digit by digit: in groups, full-width, with +86, in Chinese digits, with the middle masked.
Names and addresses stand exactly as given, apart from blanks between characters.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from shouwang.lib.identity import phones_in
from shouwang.lib.text import folded

FADED: Final = "×××"  # what stands afterwards where they stood
SHORTEST_NUMBER: Final = 5  # of a village's own telephone net; what is shorter stands in every date
SHORTEST_NAME: Final = 2
WHOLE_NUMBER: Final = 11  # a mobile: so long that it is no other number's part
_GAP: Final = r"[\s\-‐‑‒–—―−.·•・,、()\[\]/_~]{0,3}"
_COUNTRY: Final = rf"(?:\(?(?:\+|00)?86{_GAP})?"
_MASK: Final = r"[*×x·•…]{2,14}"
_CHINESE: Final = ("〇零○", "一壹幺", "二贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")


@dataclass(frozen=True)
class Traces:
    """What leads to one person, ready to be looked for."""

    patterns: tuple[re.Pattern[str], ...]

    def stand_in(self, text: str) -> bool:
        """Whether any of it stands in the text."""
        flat = _flat(text)[0] if self.patterns else ""
        return any(pattern.search(flat) for pattern in self.patterns)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where it stands in the text, in order, overlaps merged."""
        flat, places = _flat(text) if self.patterns else ("", [])
        found = sorted(
            (places[match.start()], places[match.end() - 1] + 1)
            for pattern in self.patterns
            for match in pattern.finditer(flat)
        )
        merged: list[tuple[int, int]] = []
        for start, end in found:
            if merged and start < merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        return merged

    def struck(self, text: str) -> str:
        """The text with FADED wherever it stood."""
        for start, end in reversed(self.spans(text)):
            text = text[:start] + FADED + text[end:]
        return text


def traces(*, names: Iterable[str] = (), numbers: Iterable[str] = ()) -> Traces:
    """Of names and addresses, and of telephones and ID numbers. What is too short to tell anybody by is left out."""
    patterns = [_name(name) for name in dict.fromkeys(names)]
    for number in dict.fromkeys(numbers):
        # The whole only where it is one number: a pair or an extension stands nowhere else like that.
        for each in phones_in(number) or [number]:
            patterns += _numbers(each)
    return Traces(tuple(re.compile(pattern) for pattern in patterns if pattern))


def _flat(text: str) -> tuple[str, list[int]]:
    """The text as it is compared, and for each of its signs where in the text it comes from."""
    signs = [(sign, place) for place, written in enumerate(text) for sign in _read(written)]
    return "".join(sign for sign, _ in signs), [place for _, place in signs]


@cache
def _read(written: str) -> str:
    """One sign as it is compared; nothing for one that nobody sees."""
    return "" if unicodedata.category(written) == "Cf" else folded(written)


def _name(name: str) -> str:
    words = _flat(name)[0].split()
    plain = "".join(words)
    if len(plain) < SHORTEST_NAME:
        return ""
    # 王　明 is how two characters fill the space of three. Latin names keep their blanks, and end where words end.
    pattern = r"\s+".join(
        " {0,2}".join(map(re.escape, word)) if not word.isascii() else re.escape(word) for word in words
    )
    before = r"(?<![a-z0-9])" if plain[0].isascii() and plain[0].isalnum() else ""
    after = r"(?![a-z0-9])" if plain[-1].isascii() and plain[-1].isalnum() else ""
    return before + pattern + after


def _numbers(number: str) -> list[str]:
    """The patterns of one number; of a landline also without its area code."""
    area, _, local = number.rpartition("-")
    digits = "".join(sign for sign in _flat(number)[0] if sign.isascii() and sign.isalnum())
    if len(digits) < SHORTEST_NUMBER:
        return []
    if len(digits) >= WHOLE_NUMBER and not area:
        return [_COUNTRY + _spelt(digits), *_masked(digits)]
    whole = _spelt(digits.lstrip("0")) if area else ""
    parts = [_COUNTRY + "0?" + whole] if whole else []
    short = local if area else digits
    if len(short) < SHORTEST_NUMBER:
        return parts
    return [*parts, rf"(?<![0-9]){_spelt(short)}(?![0-9])"]


def _spelt(digits: str) -> str:
    return _GAP.join(f"[{digit}{_CHINESE[int(digit)]}]" if digit.isdigit() else "[x×]" for digit in digits)


def _masked(digits: str) -> list[str]:
    """As it is shown to those who need not know it: 138****5678, 410***********0014 or 410302********0014."""
    heads = (3, 6) if len(digits) > WHOLE_NUMBER else (3,)
    return [f"{digits[:head]}{_GAP}{_MASK}{_GAP}{digits[-4:]}" for head in heads]
