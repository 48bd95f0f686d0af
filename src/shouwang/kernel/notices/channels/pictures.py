"""A photo of the store as a robot takes it: JPG or PNG, no more bytes than it bears."""

from io import BytesIO
from pathlib import Path

from PIL import Image, UnidentifiedImageError

SIDE = 2048  # pixels: more than a phone shows
SMALLEST = 256
TAKEN = {"JPEG", "PNG"}


def within(path: Path, most: int) -> bytes:
    """Its bytes where they are few enough, else a smaller JPG; b"" for a picture that is gone or can't be read."""
    try:
        content = path.read_bytes()
        with Image.open(BytesIO(content)) as picture:
            if picture.format in TAKEN and len(content) <= most:
                return content
            return _smaller(picture.convert("RGB"), most)
    except (OSError, UnidentifiedImageError):
        return b""


def _smaller(picture: Image.Image, most: int) -> bytes:
    side = SIDE
    while side >= SMALLEST:
        picture.thumbnail((side, side))
        out = BytesIO()
        picture.save(out, "JPEG", quality=85)
        if out.tell() <= most:
            return out.getvalue()
        side //= 2
    return b""
