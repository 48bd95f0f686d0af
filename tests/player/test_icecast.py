"""A real Icecast: the stream goes on between two sounds, and a password that is wrong says so."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from shouwang.player.outputs import OutputFailed, Playing, opened
from shouwang.player.outputs.icecast import Icecast
from shouwang.player.outputs.sound import ffmpeg
from tests.player.room import free_port, is_open, tone, until

CONFIG = """<icecast>
  <limits><sources>4</sources><clients>20</clients><burst-on-connect>0</burst-on-connect></limits>
  <authentication>
    <source-password>s p&amp;e</source-password><admin-user>a</admin-user><admin-password>a</admin-password>
  </authentication>
  <hostname>localhost</hostname>
  <listen-socket><port>{port}</port><bind-address>127.0.0.1</bind-address></listen-socket>
  <paths><logdir>{folder}</logdir><webroot>/usr/share/icecast2/web</webroot><adminroot>/usr/share/icecast2/admin</adminroot></paths>
  <logging><accesslog>access.log</accesslog><errorlog>error.log</errorlog><loglevel>2</loglevel></logging>
</icecast>"""


class Server:
    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.port = free_port()
        (folder / "icecast.xml").write_text(CONFIG.format(port=self.port, folder=folder))
        self.command = ["icecast2", "-c", str(folder / "icecast.xml")]
        if os.geteuid() == 0:  # Icecast refuses to run as root
            for parent in (folder, *folder.parents[:-2]):
                parent.chmod(parent.stat().st_mode | 0o055)
            shutil.chown(folder, "nobody")
            self.command = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", *self.command]
        self.start()

    def start(self) -> None:
        self.run = subprocess.Popen(self.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until(lambda: is_open(self.port))

    def stop(self) -> None:
        self.run.kill()
        self.run.wait()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("ice") / "icecast")
    yield server
    server.stop()


def loudness(samples: bytes, start: float, end: float) -> float:
    """The greatest sample of a stretch of 8 kHz, 16 bits."""
    part = samples[int(start * 16_000) & ~1 : int(end * 16_000) & ~1]
    return max(abs(int.from_bytes(part[n : n + 2], "little", signed=True)) for n in range(0, len(part), 2))


def test_listeners_stay_through_silence_and_hear_what_is_played(server: Server, tmp_path: Path) -> None:
    (tmp_path / "sound").write_bytes(tone(1.0))
    output = opened(f"icecast://source:s%20p%26e@127.0.0.1:{server.port}/room.mp3", command="")
    assert "s p&e" not in output.name
    try:
        until(output.is_ready)
        address = f"http://127.0.0.1:{server.port}/room.mp3"
        words = [ffmpeg(), "-v", "error", "-t", "3.6", "-i", address, "-f", "s16le", "-ac", "1", "-ar", "8000", "-"]
        listener = subprocess.Popen(words, stdout=subprocess.PIPE)
        time.sleep(1.0)
        playing = Playing("one")
        output.play(tmp_path / "sound", playing)
        assert playing.seconds == pytest.approx(1.0, abs=0.06)
        heard = listener.communicate()[0]
        assert listener.returncode == 0
    finally:
        output.close()
    assert len(heard) / 16_000 == pytest.approx(3.6, abs=0.1)
    loud = [n / 20 for n in range(70) if loudness(heard, n / 20, n / 20 + 0.05) > 3000]
    assert len(loud) / 20 == pytest.approx(1.0, abs=0.15)
    assert loud[-1] - loud[0] == pytest.approx(1.0, abs=0.15), "in one piece"


def test_a_wrong_password_and_a_lost_server_are_said(server: Server, tmp_path: Path) -> None:
    output = Icecast(f"icecast://source:wrong@127.0.0.1:{server.port}/other.mp3")
    until(lambda: "refused (401" in output.trouble)
    (tmp_path / "sound").write_bytes(tone(1.0))
    assert not output.is_ready()
    with pytest.raises(OutputFailed, match="refused"):
        output.play(tmp_path / "sound", Playing("one"))
    output.close()
