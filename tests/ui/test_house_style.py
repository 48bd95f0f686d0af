"""What styles and templates may hold: nothing the content policy refuses, nothing an old browser can't draw."""

import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "shouwang"
STYLES = sorted((SOURCE / "ui" / "static" / "ui").glob("*.css"))
TEMPLATES = sorted(SOURCE.rglob("templates/**/*.html"))
# Chromium 86 draws none of these: nesting, :has, :is, :where, inset, aspect-ratio, layers, colour functions.
TOO_NEW = r"&[ .:]|:has\(|:is\(|:where\(|\binset:|aspect-ratio|@layer|@container|oklch|color-mix|\d[dsl]v[hw]\b"
INLINE = (
    r"""\sstyle=|\son(?:click|change|submit|load|input)=|<style|<script(?![^>]*(?:\ssrc=|type="application/json"))"""
)


def found(pattern: str, path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [f"{path.name}:{n} {line.strip()[:80]}" for n, line in enumerate(lines, 1) if re.search(pattern, line)]


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_styles_work_in_chromium_86(path: Path) -> None:
    assert not found(TOO_NEW, path)


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_styles_ask_no_other_host(path: Path) -> None:
    assert not found(r"url\(|@import", path)


def test_templates_carry_no_script_or_style_of_their_own() -> None:
    assert not [line for path in TEMPLATES for line in found(INLINE, path)]


def test_the_rule_above_can_fail(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text('<p style="x">\n<script>1</script>\n<a onclick="x">\n<script src="a.js"></script>')
    assert len(found(INLINE, page)) == 3


def test_colours_stand_in_the_tokens_only() -> None:
    """Red of the alarm button, ink of the photo's cross and paper's black and white are meant everywhere."""
    meant = {"#b3261e", "#8f1c15", "#1d2733", "#000", "#fff", "#222", "#555", "#777", "#999", "#e9e6df"}
    others = [
        f"{path.name} {colour}"
        for path in STYLES
        if path.name != "tokens.css"
        for colour in re.findall(r"#[0-9a-fA-F]{3,6}\b", path.read_text(encoding="utf-8"))
        if colour not in meant
    ]
    assert not others
