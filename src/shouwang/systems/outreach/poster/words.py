"""What stands on a poster, and which words a room may use."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from django.utils.translation import gettext as _

from shouwang.kernel.papers.said import plain
from shouwang.systems.outreach.relaying import claims_to_warn

MOST_POINTS: Final = 6
LONGEST_TITLE: Final = 80
SHORT_CLAUSE: Final = 7  # signs; in the largest type seven hanzi beside a number take the width of a page
LONG_RUN: Final = re.compile(r"([!-~]{14})(?=[!-~])")  # an address would leave the page where the type is large
ENDS: Final = re.compile(r"([^\x00-\x7f\s])([^\x00-\x7f\s])([^\x00-\x7f\s][。！？]?)$", re.MULTILINE)
STRAIGHT: Final = str.maketrans("“”‘’", "\"\"''")


class Look(StrEnum):
    """What it is about: the label and the colours follow."""

    NOTICE = "notice"
    SCAM = "scam"
    OFFICIAL = "official"


class NotOurWord(ValueError):
    """The room's own words declare a warning, or a relayed one does not say whose it is; `str()` says what to write."""


@dataclass(frozen=True, kw_only=True)
class PosterWords:
    """Everything on it. `text` of any length: what does not fit is cut to `points`, else to its first sentences.

    `phone` is the room's own; `url` becomes the QR code, "" for none. An official warning that is relayed (`look`
    official) has its `source` and `number`, and its `level` ("1" to "4") where it has one. A draft (`is_draft`) says
    across that it is one. `language` is "zh-hans" or "en". Raises NotOurWord.
    """

    title: str
    text: str
    room: str
    points: tuple[str, ...] = ()
    phone: str = ""
    source: str = ""
    number: str = ""
    level: str = ""
    valid_until: date | None = None
    url: str = ""
    language: str = "zh-hans"
    look: Look = Look.NOTICE
    is_draft: bool = False

    def __post_init__(self) -> None:
        if self.look is Look.OFFICIAL:
            if not (self.source.strip() and self.number.strip()):
                raise NotOurWord(_("A relayed warning says who issued it and its number. Fill in both."))
        elif claims_to_warn(self.title, "\n".join((self.text, *self.points))):
            raise NotOurWord(
                _("Only a government issues a 预警. Write 提示, or relay the warning with its source and number.")
            )


def printable(text: str) -> str:
    """The text with what the font has: no emoji, no control signs, no run of letters that can't be broken."""
    kept = "".join(
        sign for sign in text if not (unicodedata.category(sign) in ("So", "Sk") or 0xFE00 <= ord(sign) <= 0xFE0F)
    )
    return LONG_RUN.sub("\\1\u200b", plain(kept)).strip()


def shown(text: str, language: str) -> str:
    """The same; English with straight quotation marks, as the font's own are as wide as a hanzi; Chinese
    without a lone sign on its last line."""
    kept = printable(text)
    return kept.translate(STRAIGHT) if language.startswith("en") else ENDS.sub("\\1\u2060\\2\u2060\\3", kept)


def sentences(text: str) -> list[str]:
    """The sentences in order, each with its mark and what blank follows it; together they are the text on one line."""
    parts = re.findall(
        r"[^。！？!?.\n]*(?:\.(?!\s|$)[^。！？!?.\n]*)*(?:[。！？!?]+[”」』）\"')]*|\.(?=\s|$)|\n|$)\s*", text
    )
    return [part.replace("\n", " ") for part in parts if part.strip()]


def clauses(point: str) -> list[dict[str, str | bool]]:
    """The parts of a point between its pauses, and which of them are short enough to stand on one line at any size."""
    parts = re.findall(r"[^，、；：]+[，、；：]*|[，、；：]+", point)
    return [{"words": part, "short": len(part.replace("\u2060", "")) <= SHORT_CLAUSE} for part in parts]


def title_lines(title: str) -> list[str]:
    """Two lines where a long title pauses near its middle, else one; what is no title any more is cut off."""
    if len(title) > LONGEST_TITLE:
        return [title[: LONGEST_TITLE - 1] + "…"]
    pauses = [found.end() for found in re.finditer(r"[，。！？：；、,!?:;]\s*", title)]
    near = [at for at in pauses if 0.3 <= at / len(title) <= 0.7]
    if not near:
        return [title]
    at = min(near, key=lambda place: abs(place / len(title) - 0.5))
    return [title[:at], title[at:]]
