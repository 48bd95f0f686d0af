"""How this person wants pages to look; in every template as `look`."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import translation

THEMES = ("auto", "light", "dark", "contrast")
SIZES = ("normal", "large")
THEME_COOKIE = "theme"
SIZE_COOKIE = "type"


@dataclass(frozen=True, slots=True)
class Look:
    language: str  # "zh-hans" or "en"
    theme: str
    large: bool
    path: str  # of this page with its query: where the switches come back to

    @property
    def other_language(self) -> str:
        return "zh-hans" if self.language == "en" else "en"

    @property
    def other_size(self) -> str:
        return "normal" if self.large else "large"


def page(request: HttpRequest) -> dict[str, object]:
    theme = request.COOKIES.get(THEME_COOKIE, "auto")
    look = Look(
        language="en" if (translation.get_language() or "").startswith("en") else "zh-hans",
        theme=theme if theme in THEMES else "auto",
        large=request.COOKIES.get(SIZE_COOKIE) == "large",
        path=request.get_full_path() if request.method == "GET" else request.path,
    )
    return {"look": look}
