"""`make test`: every test on SQLite, those of the database again on PostgreSQL, then the browser.

    python setup/tests.py [arguments of pytest]      with arguments: pytest once, on SQLite

Installs what it needs from Debian when it may; otherwise says in one line what is missing. The PostgreSQL cluster
is made for the run, speaks over a socket in its own folder, and is gone afterwards.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CLOSING = ROOT / "build" / "tests.txt"  # .ci/run ends with it
PYTEST = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
# Long tests stand beside short ones: a worker with nothing left takes from the other.
PARALLEL = ["-n", str(min(os.cpu_count() or 1, 4)), "--dist", "worksteal"]
SUMMARY = re.compile(r"\d+ (?:passed|failed|error|skipped|deselected)|no tests ran")
NEEDED = {
    "chromium": lambda: shutil.which("chromium") or os.environ.get("CHROMIUM"),
    "postgresql": lambda: server_programs(),
    "espeak-ng": lambda: shutil.which("espeak-ng"),
    "mosquitto": lambda: shutil.which("mosquitto", path=os.environ.get("PATH", "") + ":/usr/sbin"),
    "icecast2": lambda: shutil.which("icecast2"),
    "fonts-noto-cjk": lambda: next(Path("/usr/share/fonts").rglob("*CJK*"), None),
}


def main(arguments: list[str]) -> int:
    """Run the stages one after the other; one that fails does not hide the next."""
    keep_compiled()
    if arguments:
        return subprocess.call([*PYTEST, *arguments], cwd=ROOT)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what is cleaned up below is cleaned up
    install_missing()
    stages = [stage("SQLite", [*PARALLEL, "-m", "not browser and not stock"])]
    stages.append(stage("side by side with the stock back end", ["-m", "stock"]))
    with postgres() as url:
        stages.append(stage("PostgreSQL", [*PARALLEL, "-m", "database and not browser and not once"], DATABASE_URL=url))
    stages.append(stage("browser", [*PARALLEL, "-m", "browser"]))
    closing = "\n".join(f"{name}: {words}" for name, words, _ in stages)
    CLOSING.parent.mkdir(exist_ok=True)
    CLOSING.write_text(closing + "\n", encoding="utf-8")
    print(f"\n{closing}", flush=True)
    return 1 if any(code for _, _, code in stages) else 0


def keep_compiled() -> None:
    """Compiled modules in a folder of the run's own, also where the environment says to keep none: two thousand modules
    and every test file are read by each worker of each stage, and by each command that a test starts."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(ROOT / "build" / "compiled")


def stage(name: str, arguments: list[str], **environment: str) -> tuple[str, str, int]:
    """One run of pytest: its name, its closing line, its exit code. No test of a kind is no failure."""
    print(f"\n== {name}", flush=True)
    command = [*PYTEST, "--color=no", *arguments]
    closing = ""
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    ) as run:
        assert run.stdout
        for line in run.stdout:
            print(line, end="", flush=True)
            if SUMMARY.search(line):
                closing = line.strip().strip("= ")
    return name, closing or f"ended with {run.returncode}", 0 if run.returncode == 5 else run.returncode


def install_missing() -> None:
    missing = [package for package, present in NEEDED.items() if not present()]
    if not missing:
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        sys.exit(f"shouwang: the tests need {', '.join(missing)}: sudo apt-get install {' '.join(missing)}")
    print(f"Installing {', '.join(missing)} …", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *missing]):
        done = subprocess.run(["apt-get", *command], env=quiet, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        if done.returncode != 0:
            sys.exit(f"shouwang: apt-get {command[0]} failed; the tests need {', '.join(missing)}")


def server_programs() -> Path | None:
    """The folder of initdb and postgres, the newest version."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    return found[-1].parent if found else None


@contextmanager
def postgres() -> Iterator[str]:
    """A cluster of its own for as long as the block runs; gives its DATABASE_URL."""
    programs = server_programs()
    assert programs
    # PostgreSQL refuses to run as root; a folder below /tmp because its user must reach it and sockets need short names.
    as_owner = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    folder = Path(tempfile.mkdtemp(prefix="shouwang-pg-"))
    if as_owner:
        shutil.chown(folder, "postgres")
    options = [
        "-D",
        str(folder / "data"),
        "-U",
        "postgres",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
    ]
    subprocess.run([*as_owner, programs / "initdb", *options], check=True, stdout=subprocess.DEVNULL, cwd="/")
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": str(folder),
        "fsync": "off",
        "full_page_writes": "off",
    }
    flags = [flag for name, value in settings.items() for flag in ("-c", f"{name}={value}")]
    log = (folder / "log").open("w")
    server = subprocess.Popen([*as_owner, programs / "postgres", "-D", folder / "data", *flags], cwd="/", stderr=log)
    try:
        wait_for(folder / ".s.PGSQL.5432", server)
        yield f"postgresql://postgres@/postgres?host={folder}"
    finally:
        stop = [*as_owner, programs / "pg_ctl", "-D", folder / "data", "-m", "fast", "-s", "stop"]
        subprocess.run(stop, cwd="/", check=False)
        server.wait(timeout=60)
        log.close()
        shutil.rmtree(folder, ignore_errors=True)


def wait_for(socket: Path, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        if socket.exists():
            return
        if server.poll() is not None:
            sys.exit(f"shouwang: PostgreSQL did not start: {(socket.parent / 'log').read_text()}")
        time.sleep(0.1)
    sys.exit("shouwang: PostgreSQL did not start in 30 s")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
