"""What a long benchmark found so far, kept under build/bench, so that a run that was cut goes on where it was.

A figure is taken again only if nothing of what it depends on changed: the sources of the planning, the pinned packages,
the machine. FRESH=1 forgets all.
"""

import hashlib
import json
import os
import platform
from collections.abc import Callable
from pathlib import Path

from benchmarks import table

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("src/shouwang/lib/planning/*.py", "benchmarks/orienteering*.py", "requirements/*.txt")


class Progress:
    """Figures by their names. `taken` counts those that are of an earlier run."""

    def __init__(self, name: str, *, given: str = "") -> None:
        self.path = table.OUT / f"{name}.progress.jsonl"
        self.mark = _mark(given)
        self.known: dict[str, float] = {}
        self.taken = 0
        if os.environ.get("FRESH"):
            self.path.unlink(missing_ok=True)
        if self.path.exists():
            for line in self.path.read_text(encoding="utf-8").split("\n"):
                self._read(line)

    def of(self, name: str, make: Callable[[], float]) -> float:
        """The figure of that name: kept, or made now and kept."""
        if name in self.known:
            self.taken += 1
            return self.known[name]
        self.known[name] = value = make()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps([self.mark, name, value]) + "\n")
        return value

    def finish(self) -> None:
        """The run came to its end: the next one measures for itself."""
        self.path.unlink(missing_ok=True)

    def _read(self, line: str) -> None:
        try:
            mark, name, value = json.loads(line)
        except ValueError:  # cut in the middle of a line
            return
        if mark == self.mark:
            self.known[name] = value


def _mark(given: str) -> str:
    found = hashlib.sha256(f"{given} {platform.machine()} {platform.node()} {os.cpu_count()}".encode())
    for pattern in SOURCES:
        for path in sorted(ROOT.glob(pattern)):
            found.update(path.read_bytes())
    return found.hexdigest()[:16]
