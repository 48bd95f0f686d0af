"""Translations without gettext on the machine: locale/parts/<area>.po, where the Chinese is written, into one django.mo.

Set-up runs it. A text that is said in two ways stops it. What it makes is not in the repository.
"""

import sys
from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parent.parent / "locale"
PARTS = LOCALE / "parts"
COMPILED = LOCALE / "zh_Hans" / "LC_MESSAGES" / "django.mo"
HEADER = {
    "Project-Id-Version": "shouwang",
    "Language": "zh_Hans",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=1; plural=0;",
}
Key = tuple[str, str, str]


def main() -> None:
    COMPILED.parent.mkdir(parents=True, exist_ok=True)
    whole(read_parts()).save_as_mofile(str(COMPILED))


def key(entry: polib.POEntry) -> Key:
    return (entry.msgctxt or "", entry.msgid, entry.msgid_plural or "")


def said(entry: polib.POEntry) -> str:
    """The Chinese of an entry; Chinese has one plural form."""
    return str(entry.msgstr_plural.get(0, "")) if entry.msgid_plural else str(entry.msgstr)


def read_parts() -> dict[Key, tuple[polib.POEntry, str]]:
    """Every entry of every part, with the part it comes from; two Chinese texts for one English stop the merge."""
    found: dict[Key, tuple[polib.POEntry, str]] = {}
    conflicts = []
    for path in sorted(PARTS.glob("*.po")):
        for entry in polib.pofile(str(path)):
            if entry.obsolete or not said(entry):
                continue
            first, part = found.setdefault(key(entry), (entry, path.name))
            if said(first) != said(entry):
                conflicts.append(f"  {entry.msgid!r}: {said(first)} ({part}), {said(entry)} ({path.name})")
    if conflicts:
        sys.exit(
            "shouwang: said in two ways in Chinese; choose one, or tell them apart by a context:\n"
            + "\n".join(conflicts)
        )
    return found


def whole(parts: dict[Key, tuple[polib.POEntry, str]]) -> polib.POFile:
    """One catalogue of all parts."""
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.metadata = dict(HEADER)
    for _, (entry, _part) in sorted(parts.items()):
        catalogue.append(
            polib.POEntry(
                msgctxt=entry.msgctxt,
                msgid=entry.msgid,
                msgid_plural=entry.msgid_plural,
                msgstr="" if entry.msgid_plural else entry.msgstr,
                msgstr_plural={0: said(entry)} if entry.msgid_plural else {},
                flags=[flag for flag in entry.flags if flag != "fuzzy"],
            )
        )
    return catalogue


if __name__ == "__main__":
    main()
