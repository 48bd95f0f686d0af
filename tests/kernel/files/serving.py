"""A real server in a process of its own with a database and a store of its own, to be killed by tests."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

from tests.database import lay

PREPARE = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0); call_command("createcachetable")
from shouwang.kernel.files import tickets
from shouwang.kernel.ground.models import Division, Room, Station
county = Division.objects.create(code="990101", name="示例县")
station = Station.objects.create(name="河湾派出所", county=county)
room = Room.objects.create(station=station, code="HW", name="河湾村警务室")
print(tickets.issue("matter", room))
"""
LOOK = """
import django, json; django.setup()
from shouwang.kernel.files import queries
from shouwang.kernel.files.models import File, Upload
print(json.dumps({
    "files": [[file.name, file.sha256] for file in File.objects.all()],
    "offsets": list(Upload.objects.values_list("offset", flat=True)),
    "damaged": len(list(queries.damaged())),
}))
"""


class Server:
    """One granian process group on a free port of this machine."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.environment = {
            key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "UPLOAD_DIR")
        }
        self.environment |= {
            "DATA_DIR": str(folder),
            "DJANGO_SETTINGS_MODULE": "shouwang.config.settings",
            "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
            "PYTHONWARNINGS": "ignore",
        }
        lay(folder / "shouwang.sqlite3")
        self.ticket = self._python(PREPARE)
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def uploads(self) -> str:
        return f"http://127.0.0.1:{self.port}/files/tus/"

    def start(self) -> None:
        command = [sys.executable, "-m", "granian", "shouwang.config.wsgi:application", "--interface", "wsgi"]
        command += [
            "--host",
            "127.0.0.1",
            "--port",
            str(self.port),
            "--workers",
            "2",
            "--blocking-threads",
            "4",
        ]
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                command, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        self._wait_until_it_answers()

    def kill(self) -> None:
        """Every process of the group at once, without a chance to tidy up."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def state(self) -> dict[str, Any]:
        """What the database knows: files, offsets of uploads, damaged contents."""
        return dict(json.loads(self._python(LOOK)))

    def _python(self, script: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", script], env=self.environment, check=True, capture_output=True, text=True
        )
        return done.stdout.strip().splitlines()[-1]

    def _wait_until_it_answers(self) -> None:
        until = time.monotonic() + 30
        while time.monotonic() < until:
            try:
                with urlopen(f"{self.uploads}nothing", timeout=2):
                    return
            except HTTPError:
                return
            except OSError:
                time.sleep(0.05)
        raise TimeoutError((self.folder / "server.log").read_text())
