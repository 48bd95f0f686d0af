"""A signature drawn on the screen: from what a browser sent to a PNG of black ink on nothing, or why it is none.

What is kept is drawn anew from the ink alone, so that no metadata and no hidden colour of what was sent stays in it.
"""

from base64 import b64decode
from binascii import Error as NotBase64
from io import BytesIO

from PIL import Image, ImageChops

PREFIX = "data:image/png;base64,"
MOST_WIDTH, MOST_HEIGHT, MOST_BYTES = 600, 240, 60_000
MOST_TEXT = len(PREFIX) + 4 * -(-MOST_BYTES // 3)
# The script says it sooner and asks for more (modules/signature.js); these are for whoever comes past it.
LITTLE_SIDE, LITTLE_INK = 40, 150
MOST_COVERED = 0.7
DARK = 96  # of 255: fainter is the soft edge of a stroke
MARGIN = 8
BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, Image.DecompressionBombError)


class Unusable(ValueError):
    """It is no signature; `code` names the words of the field that say why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def from_address(text: str) -> bytes:
    """The PNG in a `data:` address, drawn anew. Raises Unusable."""
    if len(text) > MOST_TEXT:
        raise Unusable("too_large")
    if not text.startswith(PREFIX):
        raise Unusable("unreadable")
    try:
        return redrawn(b64decode(text.removeprefix(PREFIX), validate=True))
    except NotBase64:
        raise Unusable("unreadable") from None


def redrawn(sent: bytes) -> bytes:
    """Only the ink of it, black on a transparent ground, cropped. Raises Unusable."""
    ink = _ink(sent)
    dark = ink.point([0] * DARK + [255] * (256 - DARK))
    box = dark.getbbox()
    count = dark.histogram()[255]
    if box is None or count < LITTLE_INK or max(box[2] - box[0], box[3] - box[1]) < LITTLE_SIDE:
        raise Unusable("too_little")
    left, top, right, bottom = box
    # A single level stroke fills its own box: what is around it counts too.
    if count > MOST_COVERED * (right - left + 3 * MARGIN) * (bottom - top + 3 * MARGIN):
        raise Unusable("too_much")
    around = (
        max(0, left - MARGIN),
        max(0, top - MARGIN),
        min(ink.width, right + MARGIN),
        min(ink.height, bottom + MARGIN),
    )
    drawn = ink.crop(around)
    made = BytesIO()
    Image.merge("LA", (Image.new("L", drawn.size, 0), drawn)).save(made, "PNG", optimize=True)
    return made.getvalue()


def _ink(sent: bytes) -> Image.Image:
    """How dark each point is, 0 to 255; a white ground is as empty as none."""
    try:
        with Image.open(BytesIO(sent), formats=("PNG",)) as image:
            if image.width > MOST_WIDTH or image.height > MOST_HEIGHT:
                raise Unusable("too_large")
            points = image.convert("RGBA")
    except Unusable:
        raise
    except BROKEN:
        raise Unusable("unreadable") from None
    return ImageChops.multiply(points.getchannel("A"), ImageChops.invert(points.convert("L")))
