"""`make bench`: every benchmark, or the one named, each in a process of its own so that none warms up another.

A benchmark is a file of benchmarks/ with a `main() -> bool`, which shows its rows and says whether its promises hold.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STARTS = "def main() -> bool:"
ONE = "import sys, importlib; sys.exit(not importlib.import_module('benchmarks.' + sys.argv[1]).main())"


def main(only: list[str]) -> int:
    # import_.py is called "import": Python keeps that word to itself.
    known = {
        path.stem.rstrip("_"): path.stem
        for path in sorted((ROOT / "benchmarks").glob("*.py"))
        if STARTS in path.read_text(encoding="utf-8")
    }
    if unknown := set(only) - known.keys():
        sys.exit(f"shouwang: no benchmark {', '.join(unknown)}; there are {', '.join(known)}")
    failed = [name for name in only or known if not holds(known[name])]
    print("\n" + (f"Not held: {', '.join(failed)}" if failed else "Every promise holds."))
    return 1 if failed else 0


def holds(name: str) -> bool:
    """Run one with a folder for data of its own."""
    with tempfile.TemporaryDirectory(prefix="shouwang-bench-") as data:
        environment = {**os.environ, "DATA_DIR": data, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])}
        return subprocess.call([sys.executable, "-c", ONE, name], cwd=ROOT, env=environment) == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
