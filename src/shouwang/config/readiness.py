"""Whether the room can open as it is: the same program, settings and database as when it last opened.

Then the parent of the processes need not load Django at all, which halves the time to the first page. Anything
that differs, or any doubt, means the long way by `starting.prepare`.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
LOCKED = PACKAGE.parents[1] / "requirements" / "run.txt"
NOTE = "ready.json"
DATABASE = "shouwang.sqlite3"
Login = tuple[str, str, str]


def recall(data: Path) -> list[Login] | None:
    """The demo's logins as they were when all was ready, or None when something has changed since."""
    try:
        note = json.loads((data / NOTE).read_text(encoding="utf-8"))
        if note["state"] == state(data):
            return [(username, password, who) for username, password, who in note["logins"]]
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return None


def remember(data: Path, logins: list[Login]) -> None:
    """Write down that all is ready now. Not for PostgreSQL: only asking it says whether it still holds the tables."""
    if (data / DATABASE).exists() and not os.environ.get("DATABASE_URL"):
        (data / NOTE).write_text(json.dumps({"state": state(data), "logins": logins}), encoding="utf-8")


def state(data: Path) -> str:
    """A digest of everything that decides whether there is something to prepare."""
    found = hashlib.sha256()
    for part in _parts(data):
        found.update(part.encode() + b"\0")
    return found.hexdigest()


def _variables() -> list[str]:
    """Names of the environment that the settings read, and those that choose the terminal's language."""
    read = "".join((PACKAGE / "config" / name).read_text(encoding="utf-8") for name in ("place.py", "settings.py"))
    names = set(re.findall(r'"([A-Z][A-Z_]+)"', read))
    return sorted(names | {f"{name}_FILE" for name in names} | {"LC_ALL", "LC_MESSAGES", "LANG"})


def _parts(data: Path) -> Iterator[str]:
    yield str([(name, os.environ.get(name)) for name in _variables()])
    yield LOCKED.read_text(encoding="utf-8")
    yield f"{(data / DATABASE).stat().st_ino} {(data / 'static').stat().st_ino}"
    yield from sorted(str(path) for path in PACKAGE.glob("**/migrations/*.py"))
    for path in sorted([*PACKAGE.glob("config/*.py"), *PACKAGE.glob("**/static/**/*")]):
        if path.is_file():
            yield f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}"
