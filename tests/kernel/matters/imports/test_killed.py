"""A power cut in the middle of an import: the next start carries on, nothing is missing and nothing is there twice."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.database import lay
from tests.kernel.matters.tables import as_csv

LINES = 2_000
ROOT = Path(__file__).resolve().parents[4]


def importer(folder: Path, table: Path) -> subprocess.Popen[str]:
    folder.mkdir(exist_ok=True)
    python_path = os.pathsep.join([str(ROOT / "src"), str(ROOT), os.environ.get("PYTHONPATH", "")])
    database = f"sqlite:///{folder / 'room.sqlite3'}"
    environment = {**os.environ, "DATA_DIR": str(folder), "DATABASE_URL": database, "PYTHONPATH": python_path}
    return subprocess.Popen(
        [sys.executable, "-m", "tests.kernel.matters.imports.importer", str(table)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_an_import_killed_in_the_middle_goes_on_where_it_stopped(tmp_path: Path) -> None:
    lines = [(str(n), f"第 {n} 件", f"路灯 {n} 号不亮", "2026-05-01") for n in range(LINES)]
    table, folder = as_csv(tmp_path / "a.csv", lines), tmp_path / "data"
    lay(folder / "room.sqlite3")
    with importer(folder, table) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "200\n"
        first.send_signal(signal.SIGKILL)
    with importer(folder, table) as second:
        said, _ = second.communicate(timeout=120)
    done = said.splitlines()
    assert done[-1] == f"done {{'imported': {LINES}}} True {LINES} {LINES} 0"
    assert 0 < sum(map(int, done[:-1])) < LINES
