"""A room's server and broker in small, for tests and benchmarks of the loudspeaker's player; loopback only."""

import hashlib
import json
import math
import os
import re
import shutil
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from shouwang.player.contract import mac_of
from shouwang.player.programme import BEIJING

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "spk_only_for_tests_0123456789"
SPEAKER = "0192f000-0000-7000-8000-00000000000a"
TOPIC = "shouwang/test/a"


def tone(seconds: float, *, hertz: int = 440, rate: int = 8000) -> bytes:
    """A WAV of one tone."""
    count = int(seconds * rate)
    samples = (int(12_000 * math.sin(2 * math.pi * hertz * n / rate)) for n in range(count))
    return wav(struct.pack(f"<{count}h", *samples), rate=rate)


def wav(samples: bytes, *, rate: int = 8000) -> bytes:
    """16-bit samples of one channel with the head before them."""
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, rate, rate * 2, 2, 16)
    return (
        struct.pack("<4sI4s", b"RIFF", 36 + len(samples), b"WAVE")
        + form
        + struct.pack("<4sI", b"data", len(samples))
        + samples
    )


def iso(moment: datetime) -> str:
    return moment.astimezone(BEIJING).isoformat()


class Listening(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A player that was killed in the middle of an answer is nothing to speak of."""


class Room:
    """Programme, sounds and reports behind the real addresses. Change `items`, `called_off`, `wake` as it goes on."""

    def __init__(self) -> None:
        self.items: list[dict[str, Any]] = []
        self.sounds: dict[str, bytes] = {}
        self.seconds: dict[str, float] = {}
        self.damaged: set[str] = set()
        self.called_off: list[str] = []
        self.quiet: list[list[str]] = []
        self.volume = 100
        self.wake: dict[str, Any] | None = None
        self.token = TOKEN
        self.reports: list[dict[str, Any]] = []
        self.health: list[dict[str, Any]] = []
        self.asked: list[str] = []
        self.refuses_reports = False
        self.lock = threading.Lock()
        room = self

        class Door(BaseHTTPRequestHandler):
            def log_message(self, *words: object) -> None:
                """Nothing."""

            def do_GET(self) -> None:
                room.get(self)

            def do_POST(self) -> None:
                room.post(self)

        self._server = Listening(("127.0.0.1", 0), Door)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def add_sound(self, data: bytes, seconds: float) -> str:
        sha256 = hashlib.sha256(data).hexdigest()
        with self.lock:
            self.sounds[sha256], self.seconds[sha256] = data, seconds
        return sha256

    def plan(
        self, sound: str, *, in_seconds: float = 0.0, late: float = 60, lasts: float = 600, **more: Any
    ) -> dict[str, Any]:
        """A new item of the programme."""
        at = datetime.now(UTC) + timedelta(seconds=in_seconds)
        item = {
            "id": str(uuid4()),
            "campaign": str(uuid4()),
            "title": "防诈骗",
            "sound": sound,
            "at": iso(at),
            "late": late,
            "expires_at": iso(at + timedelta(seconds=lasts)),
            "urgent": False,
            "over_quiet": False,
            **more,
        }
        with self.lock:
            self.items.append(item)
        return item

    def programme(self) -> dict[str, Any]:
        with self.lock:
            described = {
                sha256: {
                    "url": f"/api/speakers/sounds/{sha256}",
                    "size": len(data),
                    "media_type": "audio/wav",
                    "seconds": self.seconds[sha256],
                }
                for sha256, data in self.sounds.items()
            }
            return {
                "speaker": {"id": SPEAKER, "name": "村口大喇叭"},
                "quiet": self.quiet,
                "volume": self.volume,
                "sounds": described,
                "items": list(self.items),
                "called_off": list(self.called_off),
                "wake": self.wake,
            }

    def message(self, kind: str, *, lasts: float = 60, **more: Any) -> dict[str, Any]:
        """A message of the broker's, with its mac; `item` in play brings its sound along."""
        body: dict[str, Any] = {
            "id": str(uuid4()),
            "kind": kind,
            "expires_at": iso(datetime.now(UTC) + timedelta(seconds=lasts)),
        }
        if item := more.pop("item", None):
            sound = item["sound"]
            told = {
                "sound_url": f"/api/speakers/sounds/{sound}",
                "size": len(self.sounds[sound]),
                "seconds": self.seconds[sound],
            }
            body["item"] = {**item, **told}
        body |= more
        return {**body, "mac": mac_of(body, self.token)}

    def outcomes(self) -> dict[str, tuple[str, str]]:
        with self.lock:
            return {one["item"]: (one["outcome"], one["why"]) for one in self.reports}

    def get(self, door: BaseHTTPRequestHandler) -> None:
        self.asked.append(door.path)
        if door.headers["Authorization"] != f"Bearer {self.token}":
            return self._answer(door, 401, b"{}")
        if found := re.fullmatch(r"/api/speakers/sounds/([0-9a-f]{64})", door.path):
            data = self.sounds.get(found[1])
            if data is None:
                return self._answer(door, 404, b"{}")
            return self._answer(door, 200, data[::-1] if found[1] in self.damaged else data)
        body = self.programme()
        etag = '"' + hashlib.sha256(json.dumps(body).encode()).hexdigest()[:16] + '"'
        if door.headers["If-None-Match"] == etag:
            return self._answer(door, 304, b"", etag)
        return self._answer(door, 200, json.dumps({**body, "issued_at": iso(datetime.now(UTC))}).encode(), etag)

    def post(self, door: BaseHTTPRequestHandler) -> None:
        body = json.loads(door.rfile.read(int(door.headers["Content-Length"])))
        if door.headers["Authorization"] != f"Bearer {self.token}" or self.refuses_reports:
            return self._answer(door, 503 if self.refuses_reports else 401, b"{}")
        with self.lock:
            self.reports += body["reports"]
            self.health.append(body["health"])
        return self._answer(door, 200, json.dumps({"taken": [one["item"] for one in body["reports"]]}).encode())

    def _answer(self, door: BaseHTTPRequestHandler, status: int, body: bytes, etag: str = "") -> None:
        door.send_response(status)
        if etag:
            door.send_header("ETag", etag)
        door.send_header("Content-Length", str(len(body)))
        door.end_headers()
        door.wfile.write(body)


def until(holds: Callable[[], object], seconds: float = 8.0) -> None:
    """Wait for what must come. Raises AssertionError when it does not."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.02)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_open(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


class Player:
    """`shouwang speaker` as a process of its own."""

    def __init__(self, room: Room, folder: Path, output: str, *more: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        token = folder / "token"
        token.write_text(room.token)
        token.chmod(0o600)
        words = ["--server", room.url, "--token-file", str(token), "--data", str(folder / "data"), "--output", output]
        self.command = [sys.executable, "-m", "shouwang", "speaker", *words, *more]
        self.log = folder / "log"
        self.run: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
        with self.log.open("ab") as log:
            self.run = subprocess.Popen(self.command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment)

    def kill(self) -> None:
        if self.run:
            self.run.kill()
            self.run.wait()
            self.run = None

    def stop(self) -> int:
        assert self.run
        self.run.terminate()
        code = self.run.wait(15)
        self.run = None
        return code


class Broker:
    """A real Mosquitto that keeps its sessions on the disk, so that it may be killed."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o777)  # Mosquitto leaves root behind
        self.port = free_port()
        self._config = folder / "mosquitto.conf"
        self._config.write_text(
            f"listener {self.port} 127.0.0.1\nallow_anonymous true\npersistence true\n"
            f"persistence_location {folder}/\nautosave_interval 1\nautosave_on_changes true\nmax_queued_messages 10000\n"
        )
        self._log = folder / "log"
        self.run: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        program = shutil.which("mosquitto", path=os.environ.get("PATH", "") + ":/usr/sbin")
        assert program, "apt-get install mosquitto"
        with self._log.open("ab") as log:
            self.run = subprocess.Popen([program, "-c", str(self._config)], stdout=log, stderr=log)
        until(lambda: is_open(self.port))

    def kill(self) -> None:
        if self.run:
            self.run.kill()
            self.run.wait()
            self.run = None

    def wake(self) -> dict[str, Any]:
        return {"host": "127.0.0.1", "port": self.port, "tls": False, "username": "", "password": "", "topic": TOPIC}


@contextmanager
def open_room() -> Iterator[Room]:
    room = Room()
    try:
        yield room
    finally:
        room.close()


def id_of(item: dict[str, Any]) -> UUID:
    return UUID(item["id"])
