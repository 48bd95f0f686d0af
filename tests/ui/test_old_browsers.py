"""WeChat on an old telephone is Chromium 86: no style or script that is served needs a newer one.

Versions as MDN's compatibility tables give them. What a browser may simply leave out (the colour of a tick, the
distance of an underline) is not listed.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from playwright.sync_api import Page, expect

from tests.browser import hewan

SOURCE = Path(settings.PACKAGE)
STYLES = sorted(SOURCE.glob("**/static/**/*.css"))
SCRIPTS = sorted(SOURCE.glob("ui/static/ui/dist/*.js"))
OURS = SOURCE / "ui" / "js" / "modules" / "since86.js"

# In a selector the whole rule is lost, in a block the block.
SELECTORS = {
    r":has\(": 105, r":is\(": 88, r":where\(": 88, r":not\([^()]*,": 88, r"::file-selector-button": 89, r"&": 112,
    r":user-(?:in)?valid": 119, r":popover-open|:modal\b": 105,
}  # fmt: skip
BLOCKS = {
    r"@layer": 99, r"@container": 105, r"@scope": 118, r"@starting-style": 117, r"@property": 85.5,
    r"@media[^{]*\(\s*(?:width|height)\s*[<>]": 104,
}  # fmt: skip
DECLARATIONS = {
    r"(?:^|-)(?:inset)(?:-(?:inline|block))?$": 87, r"^(?:margin|padding)-(?:inline|block)$": 87,
    r"^border-(?:start|end)-(?:start|end)-radius$": 89, r"^aspect-ratio$": 88, r"^(?:translate|rotate|scale)$": 104,
    r"^mask(?:-\w+)?$": 120, r"^content-visibility$": 85.5,
}  # fmt: skip
VALUES = {
    r"\d(?:[dsl]v(?:h|w|min|max|b|i)|lh|rlh|cap)\b": 108, r"\bcolor-mix\(": 111, r"\b(?:ok)?l(?:ab|ch)\(": 111,
    r"\blight-dark\(": 123, r"^clip$": 90, r"(?<!-webkit-)\bimage-set\(": 113, r"\brgb\(from|\bhsl\(from": 119,
    r"\b(?:round|mod|rem|sin|cos|tan|pow|hypot|sqrt)\(": 111, r"^revert-layer$": 99, r"\bsubgrid\b": 117,
}  # fmt: skip

# Names of the standard library and of the browser; syntax is esbuild's affair (tests/setup/test_bundles.py).
CALLS = {
    r"\bObject\.hasOwn\b": 93, r"\.at\((?:-\d|\w+\s*-\s*\d)": 92, r"\bstructuredClone\(": 98, r"\.findLast(?:Index)?\(": 97,
    r"\.to(?:Sorted|Reversed|Spliced)\(": 110, r"\bObject\.groupBy\(|\bMap\.groupBy\(": 117, r"\bArray\.fromAsync\(": 121,
    r"\bPromise\.withResolvers\(": 119, r"\bAbortSignal\.(?:timeout|any)\(": 103, r"\.randomUUID\(": 92,
    r"\bIntl\.Segmenter\b": 87, r"\.isWellFormed\(": 111, r"\.showPicker\(": 99,
    r"\.(?:show|hide|toggle)Popover\(": 114, r"\breportError\(": 95,
    r"\.checkVisibility\(": 105, r"\bURL\.canParse\(": 120, r"\bscheduler\.(?:postTask|yield)\(": 94,
    r"\.startViewTransition\(": 111, r"\bAtomics\.waitAsync\(": 87, r"\.setHTML(?:Unsafe)?\(": 124,
}  # fmt: skip
# Asked for before it is called.
ASKED_FOR = {
    r"\bIntl\.Segmenter\b": r'"Segmenter"in Intl',
    r"\bscheduler\.(?:postTask|yield)\(": r'scheduler\)==null\?void 0:\w+\.yield\)=="function"',
    r"\.startViewTransition\(": r"document\.startViewTransition(?:\)|&&)",
}
# Given by OURS where it is missing.
GIVEN = {r"\bObject\.hasOwn\b": '"hasOwn"', r"\.at\((?:-\d|\w+\s*-\s*\d)": '"at"'}


class Rule(NamedTuple):
    """A block of a style: what it stands in, its own head, its declarations in their order."""

    around: tuple[str, ...]
    head: str
    declared: list[tuple[str, str]]


def rules(css: str) -> Iterator[Rule]:
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    css = re.sub(r'url\((?:"[^"]*"|\'[^\']*\'|[^)"\']*)\)|"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'', '""', css)
    stack: list[tuple[str, list[tuple[str, str]]]] = [("", [])]
    for words, sign in re.findall(r"([^{};]*)([{};])", css):
        if sign == "{":
            stack.append((words.strip(), []))
            continue
        name, colon, value = words.partition(":")
        if colon:
            stack[-1][1].append((name.strip().lower(), value.strip()))
        if sign == "}":
            head, declared = stack.pop()
            yield Rule(tuple(above for above, _ in stack if above), head, declared)


def too_new(css: str) -> list[str]:
    """What Chromium 86 would not understand and has nothing older beside it."""
    found = []
    for rule in rules(css):
        if any(above.startswith("@supports") for above in (*rule.around, rule.head)):
            continue
        known = BLOCKS if rule.head.startswith("@") else SELECTORS
        found += [f"{rule.head} ({version})" for sign, version in known.items() if re.search(sign, rule.head)]
        for place, (name, value) in enumerate(rule.declared):
            if name.startswith("--") or name in [before for before, _ in rule.declared[:place]]:
                continue  # the line before is what an old browser keeps
            signs = [*((sign, name) for sign in DECLARATIONS), *((sign, value) for sign in VALUES)]
            found += [f"{rule.head} {{ {name}: {value} }}" for sign, words in signs if re.search(sign, words)]
    return found


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_no_style_needs_a_newer_browser(path: Path) -> None:
    assert too_new(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "css",
    [
        ".a:has(b) { color: red }", "@layer base { a { color: red } }", "@container (min-width: 3em) { a { color: red } }",
        ".a { height: 100dvh }", ".a { color: color-mix(in srgb, red, blue) }", ".a { aspect-ratio: 1 }", ".a { inset: 0 }",
        ".a { color: red; & b { color: blue } }", ":is(.a, .b) c { color: red }", "@media (width >= 3em) { a { color: red } }",
        "@media print { .a { margin-inline: auto } }", ".a:not(.b, .c) { color: red }",
    ],
)  # fmt: skip
def test_each_such_style_would_be_found(css: str) -> None:
    assert len(too_new(css)) == 1


@pytest.mark.parametrize(
    "css",
    [
        ".a { height: 100vh; height: 100dvh }", "@supports (aspect-ratio: 1) { .a { aspect-ratio: 1 } }",
        ".a { display: flex; gap: 4px; width: min(3em, 100%) }", "/* :has() came later */ .a::after { content: ':has(&'; }",
        ".a:focus-visible, .a:not(.b) { margin-inline-start: 1em }", ".a { background: url('data:image/svg+xml;a&b') }",
    ],
)  # fmt: skip
def test_what_has_a_fallback_or_is_old_enough_is_let_pass(css: str) -> None:
    assert too_new(css) == []


def scripts() -> list[Path]:
    htmx = finders.find("django_htmx/htmx-2.min.js")
    return [*SCRIPTS, *([Path(htmx)] if isinstance(htmx, str) else [])]


@pytest.mark.skipif(not SCRIPTS, reason="scripts are bundled by make setup")
def test_no_script_calls_what_a_newer_browser_has() -> None:
    given = OURS.read_text(encoding="utf-8")
    found = []
    for path in scripts():
        text = path.read_text(encoding="utf-8")
        for sign, version in CALLS.items():
            is_given = sign in GIVEN and GIVEN[sign] in given and path in SCRIPTS
            is_asked_for = sign in ASKED_FOR and re.search(ASKED_FOR[sign], text)
            if re.search(sign, text) and not is_given and not is_asked_for:
                found.append(f"{path.name}: {sign} ({version})")
    assert found == []
    assert any("htmx" in path.name for path in scripts())


@pytest.mark.skipif(not SCRIPTS, reason="scripts are bundled by make setup")
@pytest.mark.django_db(transaction=True)
def test_pages_work_in_a_browser_that_lacks_what_came_later(page: Page, settings: object) -> None:
    settings.SHOW_GALLERY = True  # type: ignore[attr-defined]
    settings.ROOT_URLCONF = hewan.__name__  # type: ignore[attr-defined]
    page.add_init_script(
        """delete Object.hasOwn; delete Array.prototype.at; delete String.prototype.at; delete globalThis.structuredClone;
        delete Array.prototype.findLast; delete Array.prototype.toSorted; delete Object.groupBy; delete Intl.Segmenter;
        delete AbortSignal.timeout; delete Crypto.prototype.randomUUID; delete globalThis.reportError;"""
    )
    for address in ("/gallery/desk/", "/gallery/form/", "/gallery/"):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        if page.locator("[data-map]").count():
            expect(page.locator(".maplibregl-canvas").first).to_be_visible()
            assert page.locator("[data-map-note] span").count() == 0
        assert page.evaluate("[3, 4].at(-1)") == 4
