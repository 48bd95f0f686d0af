"""Subtitles drawn into the picture, so that every player and every group shows them."""

import re
from functools import cache
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from shouwang.kernel.papers import fonts

WIDE, HIGH = 1280, 720
SIZE: Final = 54  # pixels: read from a telephone held at arm's length
SIDE: Final = 60
LINES: Final = 2
SIMPLIFIED: Final = 2  # the face of the collection that writes as on the mainland
NIGHT: Final = (21, 52, 92)
BAND: Final = 166  # pixels: where a slide without a foot is empty
NEVER_LAST: Final = "“‘（(「『《"
NEVER_FIRST: Final = "，。！？；：、,.!?;:”’）)」』》"


def cues(sentence: str) -> list[str]:
    """The sentence in pieces of at most two lines, each with its line break, cut at a pause where there is one."""
    lines = wrapped(sentence)
    if len(lines) <= LINES:
        return ["\n".join(lines)]
    pieces, held = [], ""
    for part in re.findall(r"[^，；、,;]+[，；、,;]*\s*", sentence) or [sentence]:
        if held and len(wrapped(held + part)) > LINES:
            pieces.append(held)
            held = ""
        held += part
    pieces.append(held)
    cut = [
        lines[at : at + LINES] for piece in pieces for lines in [wrapped(piece)] for at in range(0, len(lines), LINES)
    ]
    return ["\n".join(two) for two in cut if two]


def wrapped(text: str) -> list[str]:
    """Lines that fit the width; words of letters stay whole while they fit, no line begins with a mark."""
    lines, line = [], ""
    for piece in re.findall(r"[!-~]+\s*|.", " ".join(text.split())):
        for part in [piece] if _width(piece) <= WIDE - 2 * SIDE else list(piece):
            if line and _width(line + part.rstrip()) > WIDE - 2 * SIDE and part[0] not in NEVER_FIRST:
                kept = line.rstrip().rstrip(NEVER_LAST)
                lines.append(kept)
                line = line.rstrip()[len(kept) :]
            line += part
    return [*lines, line.rstrip()] if line.strip() else lines


def titled(picture: Image.Image, words: str) -> Image.Image:
    """The picture with the words in a band at its foot; without words as it is."""
    if not words:
        return picture
    made = picture.copy()
    draw = ImageDraw.Draw(made)
    draw.rectangle((0, HIGH - BAND, WIDE, HIGH), fill=NIGHT)
    lines, step = words.split("\n"), SIZE + 16
    top = HIGH - BAND // 2 - step * (len(lines) - 1) / 2
    for number, line in enumerate(lines):
        draw.text((WIDE // 2, top + number * step), line, font=_font(), fill="white", anchor="mm")
    return made


def _width(text: str) -> float:
    return float(_font().getlength(text))


@cache
def _font() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(fonts.folder() / fonts.FILE), SIZE, index=SIMPLIFIED)
