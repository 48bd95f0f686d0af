"""QR codes: black on white also in dark mode, so that any telephone reads them."""

from typing import Any

import segno

BORDER = 4  # modules; the standard's quiet zone
LOOK: dict[str, Any] = {"border": BORDER, "scale": 4, "omitsize": True, "dark": "#000", "light": "#fff"}


def as_svg(text: str) -> str:
    """An element to put into a page."""
    return str(_code(text).svg_inline(svgclass="qr-code", **LOOK))


def as_address(text: str) -> str:
    """A data: address for the src of an <img>, where a script asks for it."""
    return str(_code(text).svg_data_uri(svgclass="qr-code", **LOOK))


def _code(text: str) -> segno.QRCode:
    return segno.make(text, error="m", micro=False)
