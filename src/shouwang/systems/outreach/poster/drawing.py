"""The words as data for Typst, and what comes out of it."""

import io
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal

import segno
from django.utils import translation
from django.utils.translation import gettext as _
from PIL import Image

from shouwang.kernel.papers import press, said
from shouwang.systems.outreach.models import Level
from shouwang.systems.outreach.poster.words import (
    MOST_POINTS,
    Look,
    PosterWords,
    clauses,
    printable,
    sentences,
    shown,
    title_lines,
)

PAPER: Final = {"a4": (595.276, 841.89), "a3": (841.89, 1190.551)}  # points
CARD, SLIDE = (540.0, 720.0), (960.0, 540.0)
DOUBLE: Final = 144.0  # pixels an inch: two for each point
CARD_MOST: Final = 2 * 1024 * 1024  # bytes a WeCom robot takes for a picture
NIGHT: Final = "#15345c"


def poster(
    words: PosterWords, *, kind: Literal["pdf", "png"] = "pdf", paper: Literal["a4", "a3"] = "a4", ppi: float = 150
) -> bytes:
    """One page, PDF or PNG, A4 or A3. Raises NoChineseFont without a font."""
    return _drawn(words, PAPER[paper], ppi=None if kind == "pdf" else ppi)


def card(words: PosterWords) -> bytes:
    """A PNG of 1080 × 1440 pixels for groups, at most 2 MB."""
    made = _drawn(words, CARD, ppi=DOUBLE)
    return made if len(made) <= CARD_MOST else _fewer_colours(made)


def slide(words: PosterWords, *, height: int = 1080, foot: bool = True) -> bytes:
    """A PNG of 16 to 9 for the corridor (1920 × 1080) and the film; without a `foot` its place stays empty for subtitles."""
    return _drawn(words, SLIDE, ppi=72 * height / SLIDE[1], foot=foot)


def _drawn(words: PosterWords, size: tuple[float, float], *, ppi: float | None, foot: bool = True) -> bytes:
    with translation.override(words.language):
        given = _given(words, size) | {"foot": foot}
    pictures = {"code.svg": _code(words.url)} if words.url else {}
    made = press.drawn(_source(), given, pictures, ppi=ppi)
    if not isinstance(made, bytes):
        raise TypeError("a poster has one page")
    return made


def _given(words: PosterWords, size: tuple[float, float]) -> dict[str, Any]:
    text, points = (
        shown(words.text, words.language),
        [shown(point, words.language) for point in words.points if point.strip()],
    )
    relayed = words.look is Look.OFFICIAL
    return {
        "width": size[0],
        "height": size[1],
        "language": "en" if words.language.startswith("en") else "zh",
        "look": str(words.look),
        "label": _label(words.look),
        "draft": _("Draft, not released") if words.is_draft else "",
        "room": printable(words.room),
        "title": title_lines(shown(words.title, words.language)),
        "ways": _ways(text, points[:MOST_POINTS]),
        "source": _origin(words),
        "from": _("From: %(source)s") % {"source": printable(words.source)} if words.source and not relayed else "",
        "calls": _calls(words.look),
        "phone": _("Police room: %(phone)s") % {"phone": printable(words.phone)} if words.phone.strip() else "",
        "until": _("Valid until %(day)s") % {"day": said.day(words.valid_until, words.language)} if words.valid_until else "",
        "code": _("Scan for more") if words.url else "",
    }  # fmt: skip


def _origin(words: PosterWords) -> list[list[str]]:
    """Whose warning is relayed, its level and its number, which may be broken at its strokes."""
    if words.look is not Look.OFFICIAL:
        return []
    number = printable(words.number).replace("_", "_\u200b")
    level = [[_("Level"), str(Level(words.level).label)]] if words.level else []
    return [[_("Issued by"), printable(words.source)], *level, [_("Number"), number]]


def _ways(text: str, points: list[str]) -> list[dict[str, Any]]:
    """From all of it to less and less: whole; the points alone, or the first sentences; at last the first one."""
    parted = [clauses(point) for point in points]
    whole = {"lines": text.split("\n") if text else [], "points": parted}
    if points:
        return [whole, *({"lines": [], "points": parted[:count]} for count in range(len(parted), 0, -1))]
    first = sentences(text)
    return [whole, *({"lines": ["".join(first[:count])], "points": []} for count in range(len(first) - 1, 0, -1))]


def _label(look: Look) -> str:
    labels = {Look.NOTICE: _("Notice"), Look.SCAM: _("Beware of fraud"), Look.OFFICIAL: _("Official warning, relayed")}
    return labels[look]


def _calls(look: Look) -> list[list[str]]:
    """What is called, its number, and whether it is red: 110 alone is."""
    if look is Look.SCAM:
        return [[_("Suspicious call"), "96110", ""], [_("Cheated? Police"), "110", "red"]]
    return [[_("Police"), "110", "red"]]


def _code(url: str) -> bytes:
    out = io.BytesIO()
    segno.make(url, error="m", micro=False).save(out, kind="svg", border=2, dark=NIGHT, light="#ffffff", scale=4)
    return out.getvalue()


def _fewer_colours(picture: bytes) -> bytes:
    """256 colours: a picture of letters loses nothing that is seen."""
    out = io.BytesIO()
    with Image.open(io.BytesIO(picture)) as image:
        image.convert("RGB").quantize(256).save(out, "PNG", optimize=True)
    return out.getvalue()


@cache
def _source() -> bytes:
    return files("shouwang.systems.outreach.poster").joinpath("poster.typ").read_bytes()
