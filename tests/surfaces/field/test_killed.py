"""The server is killed in the middle of 200 phones sending: every report it acknowledged is there once afterwards."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from shouwang.lib.ids import uuid7
from tests.config.test_running import KEPT, ROOT, Room, free_port
from tests.database import lay

PHONES, AT_ONCE, ENOUGH = 200, 24, 40


def tool(data: Path, what: str) -> str:
    kept = {name: value for name, value in os.environ.items() if name in KEPT - {"DATABASE_URL"}}
    kept |= {"DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "shouwang.config.settings", "LANG": "C.UTF-8"}
    script = Path(__file__).parent / "killed.py"
    done = subprocess.run(
        [sys.executable, script, what], cwd=ROOT, env=kept, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip().splitlines()[-1]


class Phones:
    """So many reports at once from ten phones, none of which may send more than sixty; remembers what was acknowledged."""

    def __init__(self, address: str, keys: list[str]) -> None:
        self.address = address
        self.ids = [str(uuid7()) for _ in range(PHONES)]
        self.keys = {one: keys[n % len(keys)] for n, one in enumerate(self.ids)}
        self.acknowledged: set[str] = set()
        self.enough = threading.Event()

    def send(self, report: str) -> int:
        said = {"id": report, "topic": "hazard", "text": f"路上有个坑 {report}"}
        try:
            answer = httpx.post(
                f"{self.address}/field/api/reports/",
                json=said,
                headers={"Authorization": f"Device {self.keys[report]}"},
                timeout=20,
            )
        except httpx.HTTPError:
            return 0
        if answer.status_code in (200, 201):
            self.acknowledged.add(report)
            if len(self.acknowledged) >= ENOUGH:
                self.enough.set()
        return answer.status_code

    def all_send(self) -> list[int]:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            return list(pool.map(self.send, self.ids))


@pytest.mark.slow
@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="a started room keeps its own SQLite file")
def test_killed_in_the_middle_of_two_hundred_phones(tmp_path: Path) -> None:
    data, port = tmp_path / "data", free_port()
    lay(data / "shouwang.sqlite3")
    room = Room(data, port)
    try:
        room.wait_until_open()
        phones = Phones(room.address, tool(data, "make").split())
        sender = threading.Thread(target=phones.all_send)
        sender.start()
        assert phones.enough.wait(60)
        for pid in room.family():
            os.kill(pid, signal.SIGKILL)
        sender.join(90)
        room.end()
        before = set(phones.acknowledged)
        assert ENOUGH <= len(before) < PHONES, "it was to be killed in the middle"
        kept = json.loads(tool(data, "count"))
        assert before <= set(kept["matters"])
        room = Room(data, port)
        room.wait_until_open()
        deadline = time.monotonic() + 90
        while len(phones.acknowledged) < PHONES and time.monotonic() < deadline:
            phones.all_send()
        after = json.loads(tool(data, "count"))
        assert sorted(after["matters"]) == sorted(phones.ids)
        assert after["reports"] == PHONES
    finally:
        room.process.terminate()
        room.end()
