"""Drawn pictures for a few matters of the demo: no photo of a real place or person is needed."""

import math
from collections.abc import Callable, Mapping
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw, ImageFilter

SIZE = (1200, 900)
Draw = ImageDraw.ImageDraw
Colour = tuple[int, int, int]

DAY_SKY, NIGHT_SKY = ((196, 217, 233), (233, 238, 236)), ((12, 20, 38), (38, 50, 74))
EARTH, GRASS, WATER, BRICK, STEEL = (150, 128, 98), (116, 140, 84), (96, 134, 150), (163, 104, 82), (70, 74, 80)


def drawn(key: str, seed: int = 7) -> bytes | None:
    """The picture for a story as JPEG; None for stories without one. The same seed draws the same picture."""
    scene = SCENES.get(key)
    if scene is None:
        return None
    image = Image.new("RGB", SIZE)
    scene(image, ImageDraw.Draw(image), Random(f"{key}{seed}"))  # noqa: S311  # a drawing, no secret
    stream = BytesIO()
    _grain(image, Random(seed)).save(stream, "JPEG", quality=82)  # noqa: S311
    return stream.getvalue()


def _sky(draw: Draw, colours: tuple[Colour, Colour], horizon: int) -> None:
    top, low = colours
    for y in range(horizon):
        part = y / horizon
        colour = tuple(round(a + (b - a) * part) for a, b in zip(top, low, strict=True))
        draw.line((0, y, SIZE[0], y), fill=colour)


def _ground(draw: Draw, colour: Colour, horizon: int, random: Random) -> None:
    draw.rectangle((0, horizon, *SIZE), fill=colour)
    for _ in range(900):
        x, y = random.randrange(SIZE[0]), random.randrange(horizon, SIZE[1])
        shade = random.randint(-16, 16)
        length = 4 + (y - horizon) // 30
        draw.line((x, y, x + length, y - 2), fill=tuple(max(0, c + shade) for c in colour), width=2)


def _grain(image: Image.Image, random: Random) -> Image.Image:
    noise = Image.frombytes("L", (SIZE[0] // 4, SIZE[1] // 4), random.randbytes(SIZE[0] * SIZE[1] // 16))
    veil = noise.resize(SIZE).filter(ImageFilter.GaussianBlur(1)).convert("RGB")
    return Image.blend(image.filter(ImageFilter.GaussianBlur(0.8)), veil, 0.05)


def _road(draw: Draw, horizon: int, colour: Colour = (132, 132, 130)) -> None:
    middle = SIZE[0] // 2
    draw.polygon(
        ((middle - 60, horizon), (middle + 60, horizon), (SIZE[0] - 150, SIZE[1]), (150, SIZE[1])), fill=colour
    )


def _river(_image: Image.Image, draw: Draw, random: Random) -> None:
    """The river bank without a rail, a sign fallen over."""
    _sky(draw, DAY_SKY, 300)
    _ground(draw, GRASS, 300, random)
    draw.polygon(((0, 360), (1200, 320), (1200, 640), (0, 760)), fill=WATER)
    for _ in range(160):
        x, y = random.randrange(1200), random.randrange(370, 640)
        draw.line((x, y, x + 40, y - 1), fill=(140, 172, 184), width=2)
    draw.polygon(((0, 760), (1200, 640), (1200, 900), (0, 900)), fill=EARTH)
    draw.polygon(((700, 790), (940, 740), (950, 800), (712, 852)), fill=(218, 190, 84), outline=(90, 80, 40))
    draw.line((705, 820, 560, 860), fill=STEEL, width=14)
    for x in (180, 420):
        draw.line((x, 770, x + 6, 690), fill=(120, 110, 96), width=16)


def _lamp(image: Image.Image, draw: Draw, random: Random) -> None:
    """A street lamp that hardly burns, at night."""
    _sky(draw, NIGHT_SKY, 560)
    _ground(draw, (40, 40, 46), 560, random)
    _road(draw, 560, (52, 54, 60))
    glow = Image.new("L", SIZE, 0)
    ImageDraw.Draw(glow).ellipse((640, 150, 860, 330), fill=90)
    image.paste((240, 206, 130), mask=glow.filter(ImageFilter.GaussianBlur(60)))
    draw.line((560, 640, 560, 200), fill=(96, 100, 108), width=18)
    draw.line((560, 205, 730, 222), fill=(96, 100, 108), width=12)
    draw.ellipse((716, 206, 782, 250), fill=(196, 168, 104))
    for x in (80, 960):
        draw.rectangle((x, 420, x + 170, 600), fill=(28, 32, 42))
        draw.rectangle((x + 60, 470, x + 100, 520), fill=(150, 120, 60))


def _pole(_image: Image.Image, draw: Draw, random: Random) -> None:
    """A pole that leans over the threshing floor."""
    _sky(draw, DAY_SKY, 480)
    _ground(draw, (190, 172, 128), 480, random)
    draw.polygon(((560, 860), (596, 860), (800, 120), (776, 114)), fill=(128, 122, 112))
    draw.line((700, 190, 900, 250), fill=(92, 80, 66), width=16)
    for start, end in (((716, 196), (0, 300)), ((884, 246), (1200, 170))):
        points = [
            (
                start[0] + (end[0] - start[0]) * n / 20,
                start[1] + (end[1] - start[1]) * n / 20 + 50 * math.sin(math.pi * n / 20),
            )
            for n in range(21)
        ]
        draw.line(points, fill=(50, 50, 52), width=4)
    draw.line((380, 800, 900, 780), fill=(196, 64, 52), width=8)


def _manhole(_image: Image.Image, draw: Draw, random: Random) -> None:
    """A manhole without its lid, a branch stuck in."""
    _sky(draw, DAY_SKY, 200)
    _ground(draw, EARTH, 200, random)
    _road(draw, 200)
    draw.ellipse((400, 480, 780, 700), fill=(88, 86, 82))
    draw.ellipse((424, 500, 756, 690), fill=(22, 22, 24))
    draw.line((600, 640, 690, 220), fill=(104, 80, 54), width=16)
    for n in range(26):
        x, y = 690 + random.randint(-90, 90), 230 + random.randint(-70, 120)
        draw.ellipse((x, y, x + 44, y + 22), fill=(88 + n, 132, 70))


def _wall(_image: Image.Image, draw: Draw, random: Random) -> None:
    """A new wall of bricks between two yards."""
    _sky(draw, DAY_SKY, 640)
    _ground(draw, EARTH, 640, random)
    draw.rectangle((0, 342, 1200, 658), fill=(112, 84, 70))
    for row in range(9):
        for column in range(-1, 13):
            x, y = column * 100 + (row % 2) * 50, 250 + row * 46
            if row > 1 or column < 7:
                tint = random.randint(-14, 14)
                draw.rectangle((x, y, x + 94, y + 40), fill=tuple(c + tint for c in BRICK))
    draw.line((0, 690, 1200, 660), fill=(220, 214, 196), width=6)


def _smoke(_image: Image.Image, draw: Draw, random: Random) -> None:
    """The flue of the eatery below the windows."""
    draw.rectangle((0, 0, *SIZE), fill=(206, 198, 184))
    for x in (140, 480, 820):
        draw.rectangle((x, 120, x + 220, 380), fill=(120, 140, 152), outline=(240, 238, 232), width=14)
    draw.rectangle((520, 520, 640, 900), fill=(126, 128, 130))
    for n in range(120):
        reach = n * 4
        x, y = 580 + random.randint(-30 - reach // 5, 30 + reach // 3), 520 - reach
        grey = 150 + random.randint(-14, 24)
        draw.ellipse((x - 30, y - 30, x + 30 + n // 4, y + 30 + n // 4), fill=(grey, grey, grey - 4))


SCENES: Mapping[str, Callable[[Image.Image, Draw, Random], None]] = {
    "water": _river,
    "lamp2": _lamp,
    "pole": _pole,
    "well": _manhole,
    "boundary": _wall,
    "smoke": _smoke,
    "lamp1": _lamp,
}
