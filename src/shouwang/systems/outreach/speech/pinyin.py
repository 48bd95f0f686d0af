"""Hanzi as pinyin with tone numbers, the only script that espeak-ng reads without switching to English."""

import re
from collections.abc import Mapping
from itertools import chain
from typing import Final

from django.utils.translation import gettext as _
from pypinyin import Style, lazy_pinyin

from shouwang.systems.outreach.speech.marks import HANZI
from shouwang.systems.outreach.speech.phrases import READINGS

SYLLABLE: Final = re.compile(r"[a-zü]{1,6}[1-5]")
_RUN: Final = re.compile(f"[{HANZI}]+|[^{HANZI}]")
_PAUSES: Final = {"。": ".", "！": "!", "？": "?", "；": ";", "：": ":", "，": ",", "、": ",", "\n": ".\n"}
_COUNTED: Final = set("零一二三四五六七八九十")


class WrongReading(ValueError):
    """A line of the room's readings can't be used; `str()` says which and how it is written."""


def lexicon(lines: str) -> dict[str, str]:
    """Readings of names, one a line: 涧河=jian4 he2, or a name that is said otherwise: G30=连霍高速. Raises WrongReading."""
    readings = {}
    for line in filter(None, map(str.strip, lines.splitlines())):
        name, equals, reading = (part.strip() for part in line.replace("＝", "=").partition("="))
        said = re.fullmatch(f"[{HANZI}]+", reading) is not None
        if not equals or not name or not (said or _fits(name, reading.lower())):
            raise WrongReading(
                _("“%(line)s” is no reading. Write one syllable with its tone for each character: 涧河=jian4 he2")
                % {"line": line}
            )
        readings[name] = reading if said else reading.lower()
    return readings


def pinyin(text: str, places: Mapping[str, str] | None = None) -> str:
    """What `spoken` gave, in syllables: "qing3 bo1 da3, …"; pauses stay. `places` are readings by name, see `lexicon`."""
    table = {**READINGS, **{name: reading for name, reading in (places or {}).items() if _fits(name, reading)}}
    parts = []
    for run in _RUN.findall(text):
        if run in _PAUSES:
            parts.append(_PAUSES[run])
        elif syllables := [syllable for syllable in _syllables(run, table) if SYLLABLE.fullmatch(syllable)]:
            parts.append(" " + " ".join(syllables))
    return "".join(parts).replace("\n ", "\n").strip()


def _syllables(run: str, table: Mapping[str, str]) -> list[str]:
    """One for each character; a longer name goes before a shorter one that it holds."""
    read = [*chain.from_iterable(map(_alone, lazy_pinyin(run, style=Style.TONE3, neutral_tone_with_five=True)))]
    for name in sorted((name for name in table if name in run), key=len):
        for found in re.finditer(re.escape(name), run):
            read[found.start() : found.end()] = table[name].split()
    return [_changed(run, at, read) for at in range(len(run))]


def _alone(read: str) -> list[str]:
    """pypinyin gives hanzi that it does not know as they are, several in one."""
    return list(read) if re.search(f"[{HANZI}]", read) else [read]


def _changed(run: str, at: int, read: list[str]) -> str:
    """不 and 一 change their tone before another syllable; third tones the engine changes by itself."""
    after, before = run[at + 1 : at + 2], run[at - 1 : at] if at else ""
    falls = bool(after) and read[at + 1].endswith("4")
    if run[at] == "不" and read[at].startswith("bu"):
        return "bu2" if falls else "bu4"
    if run[at] == "一" and read[at] in ("yi1", "yi2", "yi4"):
        if (
            not after
            or after in _COUNTED
            or after in set("月日号楼")
            or before in _COUNTED
            or before in set("第初周统唯")
        ):
            return "yi1"
        return "yi2" if falls or read[at + 1] == "ge5" else "yi4"
    return read[at]


def _fits(name: str, reading: str) -> bool:
    syllables = reading.split()
    return len(syllables) == len(name) and all(map(SYLLABLE.fullmatch, syllables))
