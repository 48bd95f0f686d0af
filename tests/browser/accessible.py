"""Axe on a page: what it finds, in words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
AAA_TEXT = ["color-contrast-enhanced"]
# Only what breaks a rule: to describe and send all that is well takes longer than to look for it.
ASK = """async ([tags, rules]) => {
    const found = await axe.run({
        runOnly: { type: 'tag', values: tags }, rules: Object.fromEntries(rules.map(rule => [rule, { enabled: true }])),
        resultTypes: ['violations'],
    });
    return found.violations.flatMap(fault => fault.nodes.map(
        node => `${fault.id}: ${node.target.join(' ')}: ${node.failureSummary}`));
}"""


@dataclass(frozen=True)
class Look:
    """How somebody has the page: the window, `normal` or `large` type, `light`, `dark`, `contrast` or `auto`."""

    viewport: dict[str, int]
    type: str = "normal"
    theme: str = "auto"

    def __str__(self) -> str:
        return f"{self.viewport['width']} px, {self.type}, {self.theme}"

    def cookies(self, url: str, language: str) -> list[Any]:
        """What makes the room show it so."""
        shown = {"language": language, "type": self.type, "theme": self.theme}
        return [{"name": name, "value": value, "url": url} for name, value in shown.items()]


@cache
def _axe() -> str:
    return AXE.read_text(encoding="utf-8")


def violations(page: Page, tags: Sequence[str] = AA, *, rules: Sequence[str] = ()) -> list[str]:
    """One line for each element that breaks a rule with one of the tags, or one of the rules beside them: the rule, the
    element, what to do."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    found: list[str] = page.evaluate(ASK, [list(tags), list(rules)])
    return found


def in_each(page: Page, looks: Sequence[Look], find: Callable[[], list[str]]) -> list[str]:
    """What is found in the page as it stands, in each of the looks; the first of them stays.

    Only styles ask for a window's size, `type` and `theme`: the page need not be brought into its state once for each.
    """
    found = []
    for look in looks:
        show(page, look)
        found += [f"{look}: {line}" for line in find()]
    show(page, looks[0])
    return found


def show(page: Page, look: Look) -> None:
    if page.viewport_size != look.viewport:
        page.set_viewport_size(look.viewport)  # type: ignore[arg-type]
    page.evaluate(
        "shown => Object.assign(document.documentElement.dataset, shown)", {"type": look.type, "theme": look.theme}
    )
