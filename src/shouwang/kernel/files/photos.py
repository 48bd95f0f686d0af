"""Photos made anew: upright, at most 2560 pixels, JPEG, nothing of the sender's phone or place in them."""

import warnings
from pathlib import Path
from threading import Lock

from django.utils.translation import gettext as _
from PIL import ExifTags, Image, ImageOps

from shouwang.kernel.files.refusal import Reason, Refused

MOST_SIDE = 2560
QUALITY = 85
# A 108-megapixel phone photo passes as baseline JPEG, which is decoded at a fraction of its size.
MOST_PIXELS_JPEG = 120_000_000
MOST_PIXELS = 50_000_000
MOST_SCANS = 100  # a progressive JPEG of thousands of scans keeps a processor busy for minutes
FORMATS = ("JPEG", "PNG", "GIF", "WEBP")  # two-picture JPEGs of phones (MPO) open as JPEG
BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError)
Image.MAX_IMAGE_PIXELS = MOST_PIXELS_JPEG  # Pillow's own guard, before ours can look at the format

_one_at_a_time = Lock()  # a large photo needs 200 MB while it is decoded


def remake(source: Path, target: Path, *, read_position: bool = False) -> tuple[float, float] | None:
    """Write the photo anew to `target`; returns the (latitude, longitude) of its EXIF, WGS-84, when asked.

    Animated pictures keep their first frame, transparent ones get a white ground, colour profiles go.
    Raises Refused for damaged and for gigantic pictures.
    """
    with _one_at_a_time, warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(source, formats=FORMATS) as image:
                _refuse_bomb(image, source)
                position = _position(image) if read_position else None
                image.thumbnail((MOST_SIDE, MOST_SIDE))
                _on_white(ImageOps.exif_transpose(image)).save(target, "JPEG", quality=QUALITY, optimize=True)
        except (Image.DecompressionBombWarning, Image.DecompressionBombError):
            raise _gigantic() from None
        except Refused:
            raise
        except BROKEN:
            raise Refused(Reason.DAMAGED, _("The photo is damaged. Please take or choose it again.")) from None
    return position


def _gigantic() -> Refused:
    return Refused(Reason.TOO_LARGE, _("The picture has too many pixels. Please send a screenshot of it."))


def _refuse_bomb(image: Image.Image, source: Path) -> None:
    streamed = image.format in ("JPEG", "MPO") and not image.info.get("progressive")
    if image.width * image.height > (MOST_PIXELS_JPEG if streamed else MOST_PIXELS):
        raise _gigantic()
    if image.info.get("progressive") and source.read_bytes().count(b"\xff\xda") > MOST_SCANS:
        raise _gigantic()


def _on_white(image: Image.Image) -> Image.Image:
    """A new picture with the pixels only: comments, profiles and EXIF of the old one stay behind."""
    ground = Image.new("RGB", image.size, "white")
    if image.mode in ("I", "I;16", "I;16B", "F"):
        image = image.point(lambda value: value / 256).convert("L")
    if image.has_transparency_data:
        image = image.convert("RGBA")
        ground.paste(image, mask=image.getchannel("A"))
    else:
        ground.paste(image.convert("RGB"))
    return ground


def _position(image: Image.Image) -> tuple[float, float] | None:
    """Where the phone says the photo was taken; None when it says nothing that makes sense."""
    gps = image.getexif().get_ifd(ExifTags.IFD.GPSInfo)
    try:
        latitude = _degrees(gps[ExifTags.GPS.GPSLatitude], gps[ExifTags.GPS.GPSLatitudeRef] == "S")
        longitude = _degrees(gps[ExifTags.GPS.GPSLongitude], gps[ExifTags.GPS.GPSLongitudeRef] == "W")
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None
    if not (abs(latitude) <= 90 and abs(longitude) <= 180) or latitude == longitude == 0:
        return None
    return latitude, longitude


def _degrees(parts: tuple[float, float, float], negative: bool) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    value = round(degrees + minutes / 60 + seconds / 3600, 6)
    return -value if negative else value
