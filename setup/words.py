"""Whether every text a person sees has its Chinese: extracts the English from code and templates, compares.

    python setup/words.py            says what is missing, left over, or has other placeholders
    python setup/words.py missing    the missing ones as entries to paste into locale/parts/<area>.po

Python is read by its own parser, templates by Django's, so nothing needs GNU gettext.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import polib
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "src" / "shouwang"
PARTS = ROOT / "locale" / "parts"
# What each marking function is given, by position: c context, s singular, p plural.
MARKS = {"gettext": "s", "ngettext": "sp", "pgettext": "cs", "npgettext": "csp", "gettext_noop": "s", "_": "s"}
MARKS |= {f"{name}_lazy": given for name, given in MARKS.items() if name.endswith("gettext")}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd.\dif]*|\{(\w*)\}")
STRING = r"u?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
TEMPLATE_CALL = re.compile(rf"\b(n?p?gettext|_)\(({STRING}(?:, {STRING})*)(?:, count)?\)")


class Text(NamedTuple):
    """One text to translate, as gettext knows it."""

    context: str
    english: str
    plural: str


def main(arguments: list[str]) -> int:
    settings.configure(USE_I18N=True)
    faults: list[str] = []
    wanted = dict(used(faults))
    known = translated()
    missing = [text for text in wanted if text not in known]
    if arguments == ["missing"]:
        print("\n".join(str(entry(text, wanted[text])) for text in missing))
        return 0
    faults += [f"{wanted[text]}: no Chinese for {text.english!r}" for text in missing]
    faults += [f"{known[text][1]}: nothing says {text.english!r} any more" for text in known if text not in wanted]
    faults += [
        f"{part}: other placeholders in the Chinese of {text.english!r}: {chinese!r}"
        for text, (chinese, part) in known.items()
        if placeholders(chinese) - placeholders(text.english + text.plural) or lost(text, chinese)
    ]
    print("\n".join(sorted(faults)))
    return 1 if faults else 0


def used(faults: list[str]) -> Iterator[tuple[Text, str]]:
    """Every marked text with the place of its first use."""
    seen: set[Text] = set()
    for path in sorted(SOURCES.rglob("*.py")):
        if "migrations" not in path.parts:
            for text, line in in_python(path, faults):
                if text not in seen:
                    seen.add(text)
                    yield text, f"{path.relative_to(ROOT)}:{line}"
    for path in sorted([*SOURCES.rglob("*.html"), *SOURCES.rglob("templates/**/*.txt")]):
        for text in in_template(path):
            if text not in seen:
                seen.add(text)
                yield text, str(path.relative_to(ROOT))


def in_python(path: Path, faults: list[str]) -> Iterator[tuple[Text, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and (given := MARKS.get(name_of(node.func))) and node.args:
            values = [argument.value if isinstance(argument, ast.Constant) else None for argument in node.args]
            if any(not isinstance(value, str) for value in values[: len(given)]) or len(values) < len(given):
                if isinstance(node.args[0], ast.JoinedStr):
                    faults.append(f"{path.relative_to(ROOT)}:{node.lineno}: an f-string can't be translated")
                continue
            yield as_text(given, [str(value) for value in values]), node.lineno


def name_of(function: ast.expr) -> str:
    if isinstance(function, ast.Name):
        return function.id
    return function.attr if isinstance(function, ast.Attribute) else ""


def in_template(path: Path) -> Iterator[Text]:
    source = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    for name, strings in TEMPLATE_CALL.findall(source):
        values = [ast.literal_eval(string) for string in re.findall(STRING, strings)]
        yield as_text(MARKS[name], values)


def as_text(given: str, values: list[str]) -> Text:
    parts = dict(zip(given, values, strict=False))
    return Text(parts.get("c", ""), parts["s"], parts.get("p", ""))


def translated() -> dict[Text, tuple[str, str]]:
    """What the parts translate: the Chinese and the part."""
    found = {}
    for path in sorted(PARTS.glob("*.po")):
        for one in polib.pofile(str(path)):
            chinese = one.msgstr_plural.get(0, "") if one.msgid_plural else one.msgstr
            if chinese and not one.obsolete:
                found[Text(one.msgctxt or "", one.msgid, one.msgid_plural or "")] = (chinese, path.name)
    return found


def placeholders(text: str) -> set[str]:
    return {"".join(match) for match in PLACEHOLDER.findall(text)}


def lost(text: Text, chinese: str) -> set[str]:
    """Placeholders of the English that the Chinese leaves out. A plural text may leave out its number in either form."""
    return placeholders(text.english) - placeholders(chinese) if not text.plural else set()


def entry(text: Text, place: str) -> polib.POEntry:
    plural = {"msgid_plural": text.plural, "msgstr_plural": {0: ""}} if text.plural else {}
    return polib.POEntry(msgctxt=text.context or None, msgid=text.english, comment=place, **plural)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
