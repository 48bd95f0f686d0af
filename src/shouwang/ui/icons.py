"""Icons from lucide, copied at set-up by the list in icons.txt and drawn inline."""

import logging
import re
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

HERE = Path(__file__).parent
FOLDER = HERE / "static" / "ui" / "dist" / "icons"
LIST = HERE / "icons.txt"

log = logging.getLogger(__name__)


class MissingIcon(ImproperlyConfigured):
    """An icon that nobody listed, or that set-up has not copied."""


@lru_cache(maxsize=1)
def listed() -> frozenset[str]:
    """Names in icons.txt; a line may end in a comment after #."""
    lines = (line.partition("#")[0].strip() for line in LIST.read_text(encoding="utf-8").splitlines())
    return frozenset(filter(None, lines))


@lru_cache(maxsize=512)
def strokes(name: str) -> str:
    """What stands inside the icon's svg element; empty when set-up has not copied it and DEBUG is off."""
    if name not in listed():
        raise MissingIcon(f"icon {name!r} is not in {LIST.name}: add a line with its lucide name")
    try:
        text = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    except FileNotFoundError:
        words = f"icon {name!r} is listed but not in {FOLDER}: run `make setup`"
        if settings.DEBUG:
            raise MissingIcon(words) from None
        log.warning(words)
        return ""
    inside = re.search(r"<svg[^>]*>(.*)</svg>", text, re.DOTALL)
    return " ".join(inside.group(1).split()) if inside else ""
