"""Translations without gettext on the machine.

    python setup/messages.py merge      parts into django.po (a text translated in two ways stops it), then compile
    python setup/messages.py check      whether django.po is what the parts say; writes nothing
    python setup/messages.py compile    django.po and the parts into django.mo

`locale/parts/<area>.po` is where the Chinese of an area is written; django.po is what they come to.
"""

import sys
from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parent.parent / "locale"
PARTS = LOCALE / "parts"
WHOLE = LOCALE / "zh_Hans" / "LC_MESSAGES" / "django.po"
HEADER = {
    "Project-Id-Version": "shouwang",
    "Language": "zh_Hans",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=1; plural=0;",
}
Key = tuple[str, str, str]


def main(verb: str) -> None:
    merged = whole(read_parts())
    if verb == "check":
        if not WHOLE.exists() or WHOLE.read_text(encoding="utf-8") != str(merged):
            sys.exit("shouwang: locale/zh_Hans/LC_MESSAGES/django.po is not what locale/parts says: make messages")
        return
    WHOLE.parent.mkdir(parents=True, exist_ok=True)
    if verb == "merge":
        WHOLE.write_text(str(merged), encoding="utf-8")
    merged.save_as_mofile(str(WHOLE.with_suffix(".mo")))


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
    """One catalogue, sorted, each entry naming its part."""
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.metadata = dict(HEADER)
    for _, (entry, part) in sorted(parts.items()):
        catalogue.append(
            polib.POEntry(
                msgctxt=entry.msgctxt,
                msgid=entry.msgid,
                msgid_plural=entry.msgid_plural,
                msgstr="" if entry.msgid_plural else entry.msgstr,
                msgstr_plural={0: said(entry)} if entry.msgid_plural else {},
                comment=part.removesuffix(".po"),
                flags=[flag for flag in entry.flags if flag != "fuzzy"],
            )
        )
    return catalogue


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "compile")
