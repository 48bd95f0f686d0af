"""Where the Chinese letters come from: the font package of the lock file, else Debian's fonts-noto-cjk."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from django.utils.translation import gettext as _

FAMILY = "Noto Sans CJK SC"
FILE = "NotoSansCJK-Regular.ttc"
PACKAGE = "noto_cjk_sans_otc"
SYSTEM = (
    Path("/usr/share/fonts/opentype/noto"),
    Path("/usr/share/fonts/noto-cjk"),
    Path("/usr/share/fonts/google-noto-cjk"),
    Path("/usr/share/fonts/google-noto-sans-cjk-fonts"),
)


class NoChineseFont(RuntimeError):
    """No paper can be printed. `str()` says what to install."""


def folder() -> Path:
    """The folder of the font. Raises NoChineseFont."""
    found = next((place for place in (*_package(), *SYSTEM) if (place / FILE).is_file()), None)
    if found is None:
        raise NoChineseFont(fault_words())
    return found


def fault() -> str:
    """What `shouwang doctor` says about the font; "" when it is there."""
    try:
        folder()
    except NoChineseFont as wrong:
        return str(wrong)
    return ""


def fault_words() -> str:
    return _("No Chinese font for papers. Run `make setup`, or install it: apt-get install fonts-noto-cjk")


@cache
def _package() -> tuple[Path, ...]:
    spec = find_spec(PACKAGE)
    return tuple(Path(place) for place in spec.submodule_search_locations or ()) if spec else ()
