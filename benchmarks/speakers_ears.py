"""Ears for the loudspeaker's player: what arrives at a receiver, told apart by the sound itself and not by the player."""

import random
import socket
import struct
import subprocess
import threading
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from shouwang.player.outputs.sound import ffmpeg
from tests.player.room import wav

GROUP = "239.192.7.42"
DIGITS, BASE = 3, 8  # of a sound's number, in each packet of 20 ms
LEVELS = [1000, 1900, 3500, 6300, 11000, 17000, 23000, 31000]  # apart from one another in A-law
PACKET = 160


def numbered(number: int, packets: int) -> bytes:
    """A WAV of 8 kHz whose every 20 ms carry the number: a sound cut anywhere can still be told from the others."""
    digits = [number // BASE**place % BASE for place in range(DIGITS)]
    block = b"".join(struct.pack("<h", LEVELS[digit]) * 50 for digit in digits)
    return wav((block + bytes(20)) * packets)


def _alaw(sample: int) -> int:
    """G.711 A-law of a positive sample, as in the recommendation's table."""
    value = sample >> 3
    exponent = max(0, value.bit_length() - 5)
    mantissa = (value >> max(exponent, 1)) & 0x0F
    return ((exponent << 4) | mantissa) ^ 0xD5


CODES = {_alaw(level): digit for digit, level in enumerate(LEVELS)}


@dataclass(frozen=True)
class Packet:
    at: float
    is_first: bool
    source: int
    sequence: int
    stamp: int
    payload: bytes

    @property
    def number(self) -> int | None:
        """Which numbered sound it is of; None when it is of none."""
        digits = (
            [CODES.get(self.payload[25 + 50 * place]) for place in range(DIGITS)]
            if len(self.payload) == PACKET
            else [None]
        )
        return None if None in digits else sum(digit * BASE**place for place, digit in enumerate(digits))  # type: ignore[operator]


class Ear:
    """Keeps every RTP packet of a group on the loopback interface, with its time."""

    def __init__(self) -> None:
        self._line = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 << 20)
        self._line.bind((GROUP, 0))
        mine = socket.inet_aton(GROUP) + socket.inet_aton("127.0.0.1")
        self._line.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, mine)
        self.port = self._line.getsockname()[1]
        self.packets: list[Packet] = []
        self.came = threading.Event()
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def address(self) -> str:
        return f"rtp://{GROUP}:{self.port}?localaddr=127.0.0.1"

    def _listen(self) -> None:
        while True:
            try:
                data = self._line.recv(4096)
            except OSError:
                return
            at = time.monotonic()
            _version, kind, sequence, stamp, source = struct.unpack("!BBHII", data[:12])
            self.packets.append(Packet(at, bool(kind & 0x80), source, sequence, stamp, data[12:]))
            self.came.set()

    def first(self, patience: float) -> float:
        """When the next packet arrives. Clear `packets` and `came` before what causes it. Raises TimeoutError."""
        if not self.came.wait(patience):
            raise TimeoutError("nothing was heard")
        return self.packets[0].at

    def clear(self) -> None:
        self.packets.clear()
        self.came.clear()

    def wait_for_silence(self, seconds: float = 0.3) -> float:
        """Until nothing has come for so long; when the last packet came."""
        while True:
            last = self.packets[-1].at if self.packets else time.monotonic()
            if time.monotonic() - last > seconds:
                return last
            time.sleep(0.02)

    def runs(self) -> dict[int, int]:
        """How often each numbered sound began to be heard: one run of packets from one source, without another between."""
        found: dict[int, int] = defaultdict(int)
        before: tuple[int, int | None] | None = None
        for packet in self.packets:
            now = (packet.source, packet.number)
            if (now != before or packet.is_first) and packet.number is not None:
                found[packet.number] += 1
            before = now
        return found

    def close(self) -> None:
        self._line.close()


def speech(seconds: float, seed: int, path: Path) -> bytes:
    """An MP3 as announcements are, 64 kbit/s; each seed another file."""
    noise = f"anoisesrc=d={seconds}:c=brown:a=0.5:seed={seed}"
    words = ["-v", "error", "-y", "-f", "lavfi", "-i", noise, "-ac", "1", "-ar", "44100", "-b:a", "64k", str(path)]
    subprocess.run([ffmpeg(), *words], check=True)
    return path.read_bytes()


def another(mp3: bytes, number: int) -> bytes:
    """The same sound in a file of its own: an ID3v1 tag at the end."""
    return mp3 + b"TAG" + str(number).encode().ljust(125, b"\0")


def shuffled(count: int, seed: int) -> list[int]:
    numbers = list(range(count))
    random.Random(seed).shuffle(numbers)
    return numbers
