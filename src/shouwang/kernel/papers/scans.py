"""Photos and scans of papers that were signed by hand: read, checked, turned upright, made fit for A4."""

import io
import logging
from dataclasses import dataclass

from django.utils.translation import gettext as _
from PIL import Image, ImageOps
from pypdf import PdfReader
from pypdf.errors import PyPdfError

LONG_SIDE = 2000  # dots: A4 at 170 to the inch; half of what a phone takes, so that its JPEG is decoded at half size
QUALITY = 85
MOST_BYTES = 1_000_000
MOST_DOTS = 100_000_000
MOST_PAGES = 300
SIGNATURE_SIDE = 900
logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings quote the scan, which must not stand in a log


class DamagedScan(ValueError):
    """A scan that can't go into a file. `str()` says which and why."""


@dataclass(frozen=True)
class Scan:
    """A scan or photo: what it is called in the file, and its bytes (PDF, JPEG or PNG)."""

    title: str
    content: bytes
    remark: str = ""


@dataclass(frozen=True)
class Leaves:
    """A scan ready for the press: the file that holds it, which kind, and how many pages it has."""

    content: bytes
    suffix: str
    pages: int


def leaves(scan: Scan) -> Leaves:
    """The scan, fit to be printed. Raises DamagedScan."""
    if scan.content.lstrip()[:5] == b"%PDF-":
        return Leaves(scan.content, "pdf", _pages(scan))
    return Leaves(_photo(scan), "jpg", 1)


def drawn(content: bytes, name: str) -> bytes:
    """A drawn signature as a small PNG on white. Raises DamagedScan."""
    picture = _opened(content, name).convert("RGBA")
    picture.thumbnail((SIGNATURE_SIDE, SIGNATURE_SIDE))
    white = Image.new("RGBA", picture.size, "white")
    white.alpha_composite(picture)
    return _saved(white.convert("L"), "PNG")


def unreadable(title: str) -> DamagedScan:
    return DamagedScan(_("“%(title)s” can't be read: the file is damaged. Scan it again.") % {"title": title})


def _pages(scan: Scan) -> int:
    try:
        reader = PdfReader(io.BytesIO(scan.content))
        if reader.is_encrypted:
            raise DamagedScan(_("“%(title)s” is locked with a password. Take that away first.") % {"title": scan.title})
        count = len(reader.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        if isinstance(fault, DamagedScan):
            raise
        raise unreadable(scan.title) from fault
    if count > MOST_PAGES:
        words = _("“%(title)s” has %(pages)s pages; %(most)s are the most. Put it into the file in parts.")
        raise DamagedScan(words % {"title": scan.title, "pages": count, "most": MOST_PAGES})
    if not count:
        raise unreadable(scan.title)
    return count


def _photo(scan: Scan) -> bytes:
    """Upright, without what the camera noted, not larger than it is printed; as it is where it is so already."""
    picture = _opened(scan.content, scan.title, draft=True)
    has_notes = bool({"exif", "xmp", "comment", "photoshop"} & picture.info.keys())
    if picture.format == "JPEG" and picture.mode in ("L", "RGB") and not has_notes and len(scan.content) <= MOST_BYTES:
        return scan.content
    picture = ImageOps.exif_transpose(picture)
    if max(picture.size) > LONG_SIDE * 1.1:
        picture.thumbnail((LONG_SIDE, LONG_SIDE))
    if picture.mode in ("RGBA", "LA", "PA", "P"):
        white = Image.new("RGBA", picture.size, "white")
        white.alpha_composite(picture.convert("RGBA"))
        picture = white
    return _saved(picture.convert("L" if picture.mode in ("1", "L") else "RGB"), "JPEG")


def _opened(content: bytes, title: str, *, draft: bool = False) -> Image.Image:
    try:
        picture = Image.open(io.BytesIO(content), formats=("JPEG", "PNG"))
        if picture.width * picture.height > MOST_DOTS:
            raise DamagedScan(_("“%(title)s” is too large a picture. Photograph it smaller.") % {"title": title})
        if draft:
            share = LONG_SIDE / max(picture.size)
            picture.draft(None, (round(picture.width * share), round(picture.height * share)))  # decoded at that size
        picture.load()
    except DamagedScan:
        raise
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as fault:
        raise unreadable(title) from fault
    return picture


def _saved(picture: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, quality=QUALITY)
    return out.getvalue()
