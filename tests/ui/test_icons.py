"""Icons are listed, and a missing one is said."""

import ast
import re
from pathlib import Path

import pytest
from django.template import Context, Template

from shouwang.ui import icons

SOURCE = Path(__file__).resolve().parents[2] / "src" / "shouwang"


def named_in_templates() -> set[str]:
    tag = re.compile(r"""\{%\s*icon\s+"([\w-]+)"|\sicon="([\w-]+)\"""")
    texts = (path.read_text(encoding="utf-8") for path in SOURCE.rglob("templates/**/*.html"))
    return {one or other for text in texts for one, other in tag.findall(text)}


def named_in_code() -> set[str]:
    """Every `icon="name"` in the code, whatever it is handed to."""
    names = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "icon" and isinstance(node.value, ast.Constant):
                names.add(str(node.value.value))
    return names - {""}


def test_every_icon_that_a_page_names_is_listed() -> None:
    assert named_in_templates() | named_in_code() <= icons.listed()


def test_the_list_names_each_icon_once() -> None:
    names = [line for line in icons.LIST.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    assert len(names) == len(set(names))


def test_an_unlisted_icon_is_refused_with_words() -> None:
    with pytest.raises(icons.MissingIcon, match=r"not-an-icon.*icons\.txt"):
        icons.strokes("not-an-icon")


def test_a_listed_icon_that_set_up_has_not_copied_is_said_in_debug(
    settings: object, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(icons, "FOLDER", tmp_path)
    icons.strokes.cache_clear()
    settings.DEBUG = True  # type: ignore[attr-defined]
    with pytest.raises(icons.MissingIcon, match="make setup"):
        icons.strokes("phone")
    settings.DEBUG = False  # type: ignore[attr-defined]
    assert icons.strokes("phone") == ""
    icons.strokes.cache_clear()


@pytest.mark.skipif(not icons.FOLDER.exists(), reason="the icons are copied by make setup")
def test_an_icon_is_hidden_from_readers_unless_it_has_a_label() -> None:
    silent = Template('{% icon "phone" %}').render(Context())
    spoken = Template('{% icon "phone" label=words %}').render(Context({"words": "Call & ask"}))
    assert 'aria-hidden="true"' in silent
    assert "<path" in silent
    assert 'role="img" aria-label="Call &amp; ask"' in spoken
