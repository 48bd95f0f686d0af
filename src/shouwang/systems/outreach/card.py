"""The picture of a bulletin for chats: what it is, its title, whose it is, and a code that leads to its page."""

from contextlib import suppress
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import segno
from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from shouwang.kernel.papers import fonts

WIDTH, HEIGHT = 1000, 800  # 5:4: WeChat shows it whole
MARGIN, CODE = 60, 220
INK, PAPER, SOFT = "#16233a", "#ffffff", "#5b6678"
BANDS = {"warning": "#b3261e", "urgent": "#b3261e", "": "#1d4f91"}
MOST_LINES = 5


def card_png(*, label: str, title: str, foot: str, link: str, band: str = "") -> bytes:
    """A PNG of about 40 kB. `band` is a key of BANDS. Raises fonts.NoChineseFont."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, WIDTH, 130), fill=BANDS.get(band, BANDS[""]))
    draw.text((MARGIN, 65), label, font=_font(52), fill=PAPER, anchor="lm")
    top = 180
    for line in _lines(title, _font(68), WIDTH - 2 * MARGIN)[:MOST_LINES]:
        draw.text((MARGIN, top), line, font=_font(68), fill=INK)
        top += 88
    code = Image.open(_code(link)).convert("RGB").resize((CODE, CODE), Image.Resampling.NEAREST)
    picture.paste(code, (WIDTH - MARGIN - CODE + 20, HEIGHT - 40 - CODE))
    draw.text((MARGIN, HEIGHT - 140), foot, font=_font(38), fill=INK)
    draw.text((MARGIN, HEIGHT - 85), link.partition("://")[2] or link, font=_font(32), fill=SOFT)
    out = BytesIO()
    picture.quantize(32).save(out, "PNG", optimize=True)
    return out.getvalue()


def kept_card(**said: str) -> bytes:
    """The same picture, drawn once: it costs a fifth of a second, and anybody may ask for it. Other words, another file.
    Raises fonts.NoChineseFont."""
    folder = Path(settings.DATA_DIR) / "cards"
    path = folder / f"{sha256(repr(sorted(said.items())).encode()).hexdigest()[:32]}.png"
    with suppress(OSError):
        return path.read_bytes()
    content = card_png(**said)
    folder.mkdir(mode=0o700, exist_ok=True)
    part = path.with_suffix(f".{uuid4().hex}")
    part.write_bytes(content)
    part.replace(path)
    return content


def forget_cards(*, before: float) -> int:
    """Delete those drawn before (seconds since 1970); who asks again has them drawn again. How many."""
    old = [one for one in (Path(settings.DATA_DIR) / "cards").glob("*") if one.stat().st_mtime < before]
    for one in old:
        one.unlink(missing_ok=True)
    return len(old)


def _code(link: str) -> BytesIO:
    out = BytesIO()
    segno.make(link, error="m", micro=False).save(out, kind="png", scale=8, border=2)
    out.seek(0)
    return out


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(
        str(fonts.folder() / fonts.FILE), size, index=2
    )  # 2: the Simplified Chinese of the collection


def _lines(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """Broken where it is full: Chinese breaks anywhere, English between words."""
    lines, line = [], ""
    for part in _parts(text):
        if line and font.getlength(line + part.rstrip()) > width:
            lines.append(line.strip())
            line = ""
        line += part
    return [*lines, line.strip()]


def _parts(text: str) -> list[str]:
    parts: list[str] = []
    for sign in text:
        is_word = sign.isascii() and not sign.isspace()
        if (parts and is_word and parts[-1][-1].isascii() and not parts[-1][-1].isspace()) or (
            parts and sign.isspace()
        ):
            parts[-1] += sign
        else:
            parts.append(sign)
    return parts
