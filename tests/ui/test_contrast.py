"""Colours people can read: every pair that stands on one another, in every look, by the formula of WCAG 2.2."""

import re
from pathlib import Path

import pytest

STYLES = Path(__file__).resolve().parents[2] / "src" / "shouwang" / "ui" / "static" / "ui"
TOKENS = (STYLES / "tokens.css").read_text(encoding="utf-8")

LOOKS = {
    "light": [":root"],
    "dark": [":root", 'html[data-theme="dark"]'],
    "contrast": [":root", 'html[data-theme="contrast"]'],
    "public light": [":root", "html.public"],
    "public dark": [":root", 'html[data-theme="dark"]', "html.public", 'html.public[data-theme="dark"]'],
    "public contrast": [":root", 'html[data-theme="contrast"]', "html.public", 'html.public[data-theme="contrast"]'],
}
TONES = ("red", "amber", "green", "blue", "grey")
TEXT = [
    *[("ink", ground) for ground in ("paper", "card", "hover", *[f"{tone}-tint" for tone in TONES])],
    *[("ink-2", ground) for ground in ("paper", "card", "hover")],
    *[(tone, f"{tone}-tint") for tone in TONES],
    *[(tone, ground) for tone in TONES for ground in ("card", "paper")],
    ("blue", "hover"), ("on-blue", "blue"), ("on-blue", "blue-deep"), ("on-red", "red"), ("on-amber", "amber"),
    ("on-green", "green"), ("on-night", "night"), ("on-night-2", "night"), ("on-night", "night-2"),
    ("on-lamp", "lamp"),
]  # fmt: skip
# Borders of inputs, marks and focus rings: 3 to 1 (WCAG 1.4.11).
SHAPES = [("edge", "card"), ("edge", "paper"), ("focus", "card"), ("focus", "paper"), ("on-night-focus", "night"),
          *[(tone, "card") for tone in TONES]]  # fmt: skip
# Filled buttons on public pages carry bold type of 19 px and more, which AAA counts as large: 4.5 to 1.
LARGE = {"on-blue", "on-red", "on-amber", "on-green"}


def block(selector: str, css: str = TOKENS) -> dict[str, str]:
    """The tokens of the first rule with exactly this selector, outside media queries unless css is one."""
    found = re.search(rf"(?:^|\n|\}})\s*{re.escape(selector)} \{{([^}}]*)\}}", css)
    assert found, selector
    return dict(re.findall(r"--([\w-]+): (#[0-9a-fA-F]{6})", found[1]))


def media(query: str) -> str:
    return "\n".join(re.findall(rf"@media \({re.escape(query)}\) \{{(.*?)\n\}}", TOKENS, re.DOTALL))


def tokens(look: str) -> dict[str, str]:
    return {name: value for selector in LOOKS[look] for name, value in block(selector).items()}


def light(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_formula_agrees_with_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("look", LOOKS)
def test_text_can_be_read(look: str) -> None:
    colours = tokens(look)
    strict = look.startswith("public") or look == "contrast"
    faint = [
        f"{text} on {ground}: {ratio:.2f}, needs {least}"
        for text, ground in TEXT
        if (ratio := contrast(colours[text], colours[ground])) < (least := 7.0 if strict and text not in LARGE else 4.5)
    ]
    assert not faint


@pytest.mark.parametrize("look", LOOKS)
def test_shapes_can_be_seen(look: str) -> None:
    colours = tokens(look)
    faint = [f"{shape} on {ground}" for shape, ground in SHAPES if contrast(colours[shape], colours[ground]) < 3]
    assert not faint


def test_white_on_the_alarm_button_can_be_read() -> None:
    assert contrast("#ffffff", "#b3261e") >= 4.5


@pytest.mark.parametrize(
    ("query", "theme"), [("prefers-color-scheme: dark", "dark"), ("prefers-contrast: more", "contrast")]
)
def test_what_the_device_asks_for_is_what_the_switch_gives(query: str, theme: str) -> None:
    asked = media(query)
    assert block('html[data-theme="auto"]', asked) == block(f'html[data-theme="{theme}"]')
    public = block(f'html.public[data-theme="{theme}"]')
    wanted = block('html.public[data-theme="auto"]', asked)
    assert wanted | public == wanted
