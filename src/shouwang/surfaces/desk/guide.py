"""The user guide as the desk shows it: Markdown of docs/guide in the reader's language, its links and pictures
turned to the desk's own addresses."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from shouwang.ui import moments

INDEX = "index"
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True)
class Page:
    """One page: its title, and the rest as HTML."""

    title: str
    html: SafeString


def page(name: str) -> Page | None:
    """The page in the reader's language; None when there is none of this name."""
    file = _folder() / f"{name}.md"
    if file not in _folder().glob("*.md"):
        return None
    tokens = _MARKDOWN.parse(file.read_text(encoding="utf-8"))
    title, rest = tokens[1].content, tokens[3:]
    _turn(_with_children(rest))
    html = _MARKDOWN.renderer.render(rest, _MARKDOWN.options, {})
    return Page(title, mark_safe(html))  # noqa: S308  # our own file, and HTML in it is shown as text


def contents() -> list[tuple[str, str]]:
    """Name and title of each page, in the order the index names them."""
    tokens = _MARKDOWN.parse((_folder() / f"{INDEX}.md").read_text(encoding="utf-8"))
    names = [INDEX, *(Path(href).stem for href in _hrefs(tokens) if _is_page(href))]
    found = ((name, page(name)) for name in dict.fromkeys(names))
    return [(name, one.title) for name, one in found if one]


def picture(name: str) -> Path | None:
    """The file of a picture of the guide."""
    return next((file for file in _pictures().glob("*.png") if file.name == name), None)


def _folder() -> Path:
    return Path(settings.DOCS_DIR) / "guide" / ("en" if moments.language() == "en" else "zh")


def _pictures() -> Path:
    return Path(settings.DOCS_DIR) / "pictures"


def _with_children(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _with_children(token.children or ())


def _hrefs(tokens: Iterable[Token]) -> Iterator[str]:
    return (str(token.attrGet("href")) for token in _with_children(tokens) if token.type == "link_open")


def _is_page(href: str) -> bool:
    return href.endswith(".md") and "/" not in href


def _turn(tokens: Iterable[Token]) -> None:
    """Point links and pictures to where the desk has them; a link to what it does not show becomes plain words."""
    is_shown = True
    for token in tokens:
        if token.type == "link_open":
            href = str(token.attrGet("href"))
            is_shown = _is_page(href)
            token.hidden = not is_shown
            token.attrSet("href", reverse("desk:help-page", args=[Path(href).stem]) if is_shown else "")
        elif token.type == "link_close":
            token.hidden = not is_shown
        elif token.type == "image":
            name = Path(str(token.attrGet("src"))).name
            token.attrSet("src", reverse("desk:help-picture", args=[name]))
            token.attrSet("class", "phone" if "-phone." in name else "wide")
            token.attrSet("loading", "lazy")
