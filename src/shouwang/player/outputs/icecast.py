"""A stream on an Icecast server, for IP loudspeakers that play an address.

One source that never ends, silence between the items: Icecast sends its listeners away when a source ends, and a
loudspeaker that has to connect again misses the first words. It costs 8 kB a second, day and night.
The source protocol is spoken here: on ffmpeg's command line the password would be read by everybody on the machine.
"""

import base64
import os
import queue
import socket
import subprocess
import threading
import time
from pathlib import Path
from urllib.parse import unquote, urlsplit

from shouwang.player.outputs.sound import BadOutput, OutputFailed, Pace, Playing, decoded, ffmpeg, pipe

RATE = 44_100
BLOCK_SECONDS = 0.05
BLOCK = int(RATE * BLOCK_SECONDS) * 2
SILENCE = bytes(BLOCK)
PATIENCE = 5.0
AGAIN = (1, 2, 5, 10, 30)  # seconds between tries to connect


class Icecast:
    """icecast://source:password@host:8000/mount . Raises BadOutput for an address that can't be."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        try:
            self._host, self._port = parts.hostname or "", parts.port or 8000
        except ValueError as error:
            raise BadOutput("icecast: the port is none. Write icecast://source:password@host:8000/mount") from error
        if not self._host or not parts.password or len(parts.path) < 2:
            raise BadOutput(
                "icecast: host, password or mount is missing. Write icecast://source:password@host:8000/mount"
            )
        self._mount = parts.path
        self._key = base64.b64encode(
            f"{unquote(parts.username or 'source')}:{unquote(parts.password)}".encode()
        ).decode()
        self.name = f"icecast {self._host}:{self._port}{self._mount}"
        self.trouble = ""
        self._blocks: queue.Queue[bytes] = queue.Queue(2)
        self._ending, self._is_up = threading.Event(), threading.Event()
        ffmpeg()
        self._feeder = threading.Thread(target=self._feed_for_ever, name="icecast", daemon=True)
        self._feeder.start()

    def is_ready(self) -> bool:
        return self._is_up.is_set()

    def close(self) -> None:
        self._ending.set()
        self._feeder.join(PATIENCE)

    def play(self, sound: Path, playing: Playing) -> None:
        with decoded(sound, playing, rate=RATE) as samples:
            while (block := samples.read(BLOCK)) and not playing.stop.is_set():
                self._hand_over(block.ljust(BLOCK, b"\0"), playing.stop)
                playing.seconds += len(block) / (2 * RATE)
        while not self._blocks.empty() and not playing.stop.wait(BLOCK_SECONDS):
            self._must_be_up()
        if playing.stop.is_set():
            while not self._blocks.empty():
                self._blocks.get_nowait()

    def _hand_over(self, block: bytes, stop: threading.Event) -> None:
        while not stop.is_set():
            self._must_be_up()
            try:
                self._blocks.put(block, timeout=BLOCK_SECONDS)
            except queue.Full:
                continue
            return

    def _must_be_up(self) -> None:
        if not self._is_up.is_set():
            raise OutputFailed(f"{self.name}: {self.trouble or 'the connection is lost'}")

    def _feed_for_ever(self) -> None:
        tries = 0
        while not self._ending.is_set():
            began = time.monotonic()
            try:
                with self._connected() as line:
                    self._feed(line)
            except OSError as error:
                self.trouble = str(error)
            finally:
                self._is_up.clear()
                while not self._blocks.empty():
                    self._blocks.get_nowait()
            tries = 0 if time.monotonic() - began > AGAIN[-1] else min(tries + 1, len(AGAIN))
            self._ending.wait(AGAIN[tries - 1])

    def _connected(self) -> socket.socket:
        """A line on which Icecast takes MP3. Raises OSError."""
        line = socket.create_connection((self._host, self._port), PATIENCE)
        try:
            words = [
                f"PUT {self._mount} HTTP/1.1",
                f"Host: {self._host}:{self._port}",
                f"Authorization: Basic {self._key}",
                "User-Agent: shouwang",
                "Content-Type: audio/mpeg",
                "Ice-Public: 0",
                "Expect: 100-continue",
            ]
            line.sendall("\r\n".join([*words, "", ""]).encode())
            status = line.recv(1024).split(b"\r\n")[0].decode(errors="replace")
            if " 100 " not in f"{status} " and " 200 " not in f"{status} ":
                raise ConnectionRefusedError(f"refused ({status.partition(' ')[2] or 'closed'})")
        except OSError:
            line.close()
            raise
        return line

    def _feed(self, line: socket.socket) -> None:
        """Send what is played, or silence, at the pace of real time, until the line breaks (OSError) or all ends."""
        form = ["-f", "s16le", "-ar", str(RATE), "-ac", "1"]
        coded = ["-c:a", "libmp3lame", "-b:a", "64k", "-flush_packets", "1", "-f", "mp3", "-write_xing", "0"]
        words = ["-v", "error", "-probesize", "32", "-analyzeduration", "0", *form, "-i", "-", *coded, "-"]
        broken = threading.Event()

        def pump() -> None:
            out = pipe(run.stdout).fileno()
            try:
                while chunk := os.read(out, 4096):
                    line.sendall(chunk)
            except OSError as error:
                self.trouble = str(error)
            broken.set()
            run.kill()  # or the feeder would wait for ever for room in its pipe

        with subprocess.Popen(  # noqa: S603  # fixed words
            [ffmpeg(), *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
        ) as run:
            into = pipe(run.stdin)
            sender = threading.Thread(target=pump, name="icecast-line", daemon=True)
            sender.start()
            try:
                self._is_up.set()
                pace, fed = Pace(self._ending), 0
                while pace.wait_until(fed * BLOCK_SECONDS) and not broken.is_set():
                    try:
                        block = self._blocks.get_nowait()
                    except queue.Empty:
                        block = SILENCE
                    into.write(block)
                    fed += 1
            finally:
                self._is_up.clear()
                run.kill()
                sender.join(PATIENCE)
