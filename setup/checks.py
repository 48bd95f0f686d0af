"""`make check`: everything that can be wrong without running the room. Writes nothing that git would see.

All checks run, also after one that failed; only what failed is printed.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
SHOUWANG = [sys.executable, "-m", "shouwang", "manage"]
# As a room behind a reverse proxy would set it; only checked, never served.
PRODUCTION = {
    "PUBLIC_URL": "https://room.invalid",
    "ALLOWED_HOSTS": "room.invalid",
    "SECRET_KEY": "k" * 25 + "0123456789" * 3,
}
CHECKS = {
    "style": [str(BIN / "ruff"), "check", "--quiet", "--output-format=concise", "."],
    "format": [str(BIN / "ruff"), "format", "--check", "--quiet", "--output-format=concise", "."],
    "types": [str(BIN / "mypy")],
    "which way the arrows go": [str(BIN / "lint-imports")],
    "templates": [str(BIN / "djlint"), "src", "--lint", "--quiet"],
    "migrations are made": [*SHOUWANG, "makemigrations", "--check", "--dry-run"],
    "settings for the open network": [*SHOUWANG, "check", "--deploy", "--fail-level=WARNING"],
    "translations are complete": [sys.executable, "setup/words.py"],
    "reference pages": [sys.executable, "setup/reference.py", "--check"],
}
# Nothing in the repository depends on one registry or one machine.
ELSEWHERE = re.compile(
    rb"registry\.npmjs|registry\.npmmirror|registry\.yarnpkg|pypi\.org|pythonhosted\.org|pypi\.tuna|/simple[/]"
    rb"|mirrors?\.(?:aliyun|tencent|ustc|huaweicloud)|(?<![\w.])/(?:work|root|home/\w+)/"
)


def main() -> int:
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as data, ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        environment = {**os.environ, **PRODUCTION, "DATA_DIR": data, "DATABASE_URL": "", "DEBUG": "0"}
        runs = {name: pool.submit(run, command, environment) for name, command in CHECKS.items()}
        runs["no registry, no machine in any file"] = pool.submit(elsewhere)
        failed = [name for name, one in runs.items() if not shown(name, *one.result())]
    took = time.monotonic() - started
    print(
        f"{len(runs) - len(failed)} of {len(runs)} checks hold ({took:.0f} s)"
        + "".join(f"\n  ✗ {name}" for name in failed)
    )
    return 1 if failed else 0


def run(command: list[str], environment: dict[str, str]) -> tuple[bool, str]:
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return done.returncode == 0, done.stdout


def elsewhere() -> tuple[bool, str]:
    """Names of registries and paths of machines, in every file git knows."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    found = []
    for name in filter(None, listed.decode().split("\0")):
        path = ROOT / name
        if path.is_file():
            for number, line in enumerate(path.read_bytes().splitlines(), start=1):
                if match := ELSEWHERE.search(line):
                    found.append(f"{name}:{number}: {match.group().decode()}")
    return not found, "\n".join(found)


def shown(name: str, holds: bool, output: str) -> bool:
    if not holds:
        print(f"== {name}\n{output.strip()}\n", flush=True)
    return holds


if __name__ == "__main__":
    sys.exit(main())
